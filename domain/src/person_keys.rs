//! Keys under which a person is found: each word of the name as it is written, and as it sounds, so that Arabic and Latin
//! letters find each other; and the digits of the telephone.

use crate::{fold::fold, typed::clean_digits};

/// A key as it is stored: its kind and what it says. Keys of one kind are found by how they begin.
const WRITTEN: char = 'w';
const SOUNDS: char = 's';
const DIGITS: char = 't';

/// Fewer consonants than these say too little to be looked for by their beginning.
const ENOUGH: usize = 2;
/// Words of a name, and words of a question, that count.
const MOST_WORDS: usize = 8;

/// The keys of a name: each word as it is written and as it sounds.
pub fn keys_of_name(name: &str) -> Vec<String> {
    let words = words_of(name);
    let bare = words.iter().filter_map(|word| without_article(word));
    let mut keys = Vec::new();
    for word in words.iter().map(String::as_str).chain(bare) {
        keys.push(format!("{WRITTEN}{word}"));
        let sound = sound(word);
        if sound.is_empty() {
            continue;
        }
        // In Latin letters a last h says nothing (Latifah), or is heard (Sabah).
        if word.is_ascii() && word.ends_with('h') && !sound.ends_with(['x', 'c', 'g']) {
            keys.push(format!("{SOUNDS}{sound}h"));
        }
        // A last taa marbuta is heard in some names (Najat) and not in others; folded, it is a haa.
        if word.ends_with('ه') {
            keys.push(format!("{SOUNDS}{sound}t"));
        }
        keys.push(format!("{SOUNDS}{sound}"));
    }
    keys.sort();
    keys.dedup();
    keys
}

/// The key of a telephone number in E.164.
pub fn key_of_telephone(e164: &str) -> String {
    let digits = e164.trim_start_matches('+');
    format!("{DIGITS}{}", digits.strip_prefix("212").unwrap_or(digits))
}

/// The key of an e-mail address.
pub fn key_of_email(address: &str) -> String {
    format!("{WRITTEN}{}", fold(address))
}

/// What a word of a question looks for: any of these.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Sought {
    Begins(String),
    Is(String),
}

/// Each word that was typed, as the keys of which one has to be there. A number is one word, however it is spaced.
pub fn sought(typed: &str) -> Vec<Vec<Sought>> {
    let digits: String = clean_digits(typed).chars().filter(|c| !c.is_whitespace() && !"+-.()/".contains(*c)).collect();
    if digits.len() >= 3 && digits.bytes().all(|byte| byte.is_ascii_digit()) {
        let own = digits.strip_prefix("00").unwrap_or(&digits);
        let own = own.strip_prefix("212").unwrap_or(own);
        return vec![vec![Sought::Begins(format!("{DIGITS}{}", own.strip_prefix('0').unwrap_or(own)))]];
    }
    if typed.contains('@') {
        return vec![vec![Sought::Begins(key_of_email(typed))]];
    }
    let of_word = |word: String| {
        let mut any = vec![Sought::Begins(format!("{WRITTEN}{word}"))];
        for word in std::iter::once(word.as_str()).chain(without_article(&word)) {
            let sound = sound(word);
            match sound.chars().count() {
                0 => {}
                n if n < ENOUGH => any.push(Sought::Is(format!("{SOUNDS}{sound}"))),
                _ => any.push(Sought::Begins(format!("{SOUNDS}{sound}"))),
            }
        }
        any
    };
    words_of(typed).into_iter().map(of_word).collect()
}

/// The words of a name, folded. What is written in one or two, as “Abd el …” is, is one.
pub(crate) fn words_of(name: &str) -> Vec<String> {
    let folded = fold(name).replace(['\'', '-', '.', ','], " ");
    let mut words: Vec<String> = Vec::new();
    let mut joins = false;
    for word in folded.split_whitespace().take(2 * MOST_WORDS) {
        match words.last_mut() {
            Some(before) if joins => before.push_str(word),
            _ => words.push(word.to_owned()),
        }
        joins = matches!(
            word,
            "عبد" | "ابو" | "بن" | "بو" | "ال" | "ايت" | "abd" | "abou" | "ben" | "bou" | "el" | "al" | "ait"
        );
    }
    words.truncate(MOST_WORDS);
    words
}

/// A family's name, which is written with its article or without.
pub(crate) fn without_article(word: &str) -> Option<&str> {
    word.strip_prefix("ال").filter(|rest| rest.chars().count() > 2)
}

/// The consonants of a word, by how they sound in Morocco; what is heard as a vowel, or not at all, is left out.
pub(crate) fn sound(word: &str) -> String {
    let letters: Vec<char> = word.chars().collect();
    // What is written after the last vowel and not heard.
    let silent = match letters.last() {
        Some('ه') => 1,
        Some('h')
            if !word.ends_with("kh") && !word.ends_with("ch") && !word.ends_with("sh") && !word.ends_with("gh") =>
        {
            1
        }
        _ => 0,
    };
    let letters = &letters[..letters.len() - silent];
    let mut heard = String::new();
    let mut at = 0;
    while at < letters.len() {
        let next = letters.get(at + 1).copied();
        let (sign, long) =
            if letters[at].is_ascii() { latin(letters[at], next, at == 0) } else { (arabic(letters[at], at == 0), 1) };
        // Written twice, heard once.
        if let Some(sign) = sign.filter(|sign| !heard.ends_with(*sign)) {
            heard.push(sign);
        }
        at += long;
    }
    heard
}

/// Whether a word begins with what is heard as a vowel.
pub(crate) fn is_open(word: &str) -> bool {
    let mut letters = word.chars();
    match letters.next() {
        Some(first) if first.is_ascii() => latin(first, letters.next(), true).0.is_none(),
        Some(first) => arabic(first, true).is_none(),
        None => true,
    }
}

fn arabic(letter: char, first: bool) -> Option<char> {
    Some(match letter {
        'ب' => 'b',
        'ت' | 'ط' | 'ث' => 't',
        'ج' => 'j',
        'ح' | 'ه' => 'h',
        'خ' => 'x',
        'د' | 'ض' | 'ذ' | 'ظ' => 'd',
        'ر' => 'r',
        'ز' => 'z',
        'س' | 'ص' => 's',
        'ش' => 'c',
        'غ' => 'g',
        'ف' => 'f',
        'ق' | 'ك' => 'k',
        'ل' => 'l',
        'م' => 'm',
        'ن' => 'n',
        'و' if first => 'w',
        'ي' if first => 'y',
        _ => return None,
    })
}

/// The sign of a Latin letter or of two that are one sound, and how many letters it took.
fn latin(letter: char, next: Option<char>, first: bool) -> (Option<char>, usize) {
    let sign = match (letter, next) {
        ('k', Some('h')) => return (Some('x'), 2),
        ('c' | 's', Some('h')) => return (Some('c'), 2),
        ('g', Some('h')) => return (Some('g'), 2),
        ('d' | 't' | 'r', Some('h')) => return (Some(letter), 2),
        ('d', Some('j')) => return (Some('j'), 2),
        ('o', Some('u')) if first => return (Some('w'), 2),
        ('p', Some('h')) => return (Some('f'), 2),
        ('c', Some('e' | 'i' | 'y')) => 's',
        ('c' | 'q', _) => 'k',
        ('p', _) => 'b',
        ('v', _) => 'f',
        ('w', _) => 'w',
        ('y', _) if !first => return (None, 1),
        ('a' | 'e' | 'i' | 'o' | 'u', _) => return (None, 1),
        (letter, _) if letter.is_ascii_alphabetic() => letter,
        _ => return (None, 1),
    };
    if sign == 'w' && !first { (None, 1) } else { (Some(sign), 1) }
}

#[cfg(test)]
mod tests;
