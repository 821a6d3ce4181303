//! What speaks for two names and two contacts being one person's.

use crate::person_keys::{is_open, key_of_email, key_of_telephone, sound, without_article, words_of};

/// How the keys of every address begin that has the same name before its `@`.
pub fn key_of_mailbox(address: &str) -> Option<String> {
    let key = key_of_email(address);
    key.find('@').map(|at| key[..=at].to_owned())
}

/// The keys of the telephones that somebody may have meant: with one digit another, or two neighbours changed about.
pub fn keys_near_telephone(e164: &str) -> Vec<String> {
    let key = key_of_telephone(e164).into_bytes();
    let mut near = Vec::new();
    for at in 1..key.len() {
        let others = (b'0'..=b'9').filter(|digit| *digit != key[at]);
        near.extend(others.map(|digit| [&key[..at], &[digit], &key[at + 1..]].concat()));
        if at + 1 < key.len() && key[at] != key[at + 1] {
            near.push([&key[..at], &[key[at + 1], key[at]], &key[at + 2..]].concat());
        }
    }
    near.into_iter().filter_map(|key| String::from_utf8(key).ok()).collect()
}

/// How many words of the shorter name are heard in the other, in either script; none where one of them is not.
pub fn words_alike(one: &str, other: &str) -> usize {
    let (one, other) = (words_of(one), words_of(other));
    let (short, long) = if one.len() <= other.len() { (one, other) } else { (other, one) };
    let mut left: Vec<&String> = long.iter().collect();
    for word in &short {
        let Some(at) = left.iter().position(|other| alike(word, other)) else { return 0 };
        left.remove(at);
    }
    short.len()
}

/// Whether two words are one name: they sound the same, and begin with a vowel or do not. Ahmed is not Hamid.
fn alike(one: &str, other: &str) -> bool {
    let forms = |word: &str| {
        let bare = without_article(word).map(str::to_owned);
        let forms = [Some(word.to_owned()), bare].into_iter().flatten();
        forms.map(|form| (sound(&form), is_open(&form))).collect::<Vec<_>>()
    };
    let others = forms(other);
    one == other || forms(one).iter().any(|form| !form.0.is_empty() && others.contains(form))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_one_person_are_heard_as_one_and_those_of_two_are_not() {
        for (one, other, words) in [
            ("أمينة", "Amina", 1),
            ("Amina", "Amnia", 1),
            ("محمد العلوي", "Mohammed Alaoui", 2),
            ("محمد العلوي", "Alaoui Mohamed", 2),
            ("Amina", "Amina Alaoui", 1),
            ("علي", "Ali", 1),
            ("عبد الله", "Abdellah", 1),
            ("وفاء", "Ouafa", 1),
            ("Amina Alaoui", "Karim Alaoui", 0),
            ("Ahmed", "حميد", 0),
            ("علي", "Leila", 0),
            ("Amina", "Karim", 0),
            ("Amina Amina", "Amina Karim", 0),
            ("", "Amina", 0),
        ] {
            assert_eq!(words_alike(one, other), words, "{one} and {other}");
            assert_eq!(words_alike(other, one), words, "{other} and {one}");
        }
    }

    #[test]
    fn a_telephone_that_was_meant_is_one_digit_away_or_two_changed_about() {
        let near = keys_near_telephone("+212612345678");
        for meant in ["+212612345679", "+212612435678", "+212512345678"] {
            assert!(near.contains(&key_of_telephone(meant)), "{meant}");
        }
        for other in ["+212612345678", "+212612345687x", "+212612340000"] {
            assert!(!near.contains(&key_of_telephone(other)), "{other}");
        }
        assert_eq!(near.len(), 9 * 9 + 8);
    }

    #[test]
    fn a_mailbox_is_the_same_at_another_house() {
        let start = key_of_mailbox("Amina.B@example.com").unwrap();
        assert!(key_of_email("amina.b@example.org").starts_with(&start));
        assert!(!key_of_email("amina.bb@example.com").starts_with(&start));
        assert_eq!(key_of_mailbox("amina"), None);
    }
}
