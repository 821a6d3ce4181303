//! Words that families look for on the site: cut to what all forms of a word share, and weighed by where they stand. What is
//! written and what is typed are cut alike, so that the article, the plural or the feminine of a word find each other.

use std::{
    collections::{BTreeMap, HashSet},
    sync::LazyLock,
};

use crate::fold::fold;

/// Words of a question that count; each is asked for.
pub const MOST_WORDS: usize = 5;
/// Characters of a question that are read.
pub const LONGEST_QUESTION: usize = 100;
/// Characters of a word that are kept.
const LONGEST_WORD: usize = 24;

/// What a word is worth where it stands in a title or a lead; in a text once for each time, up to a few.
const IN_TITLE: i64 = 20;
const IN_LEAD: i64 = 6;
const MOST_IN_TEXT: i64 = 5;
/// How much more the word itself is worth than one that only begins like it.
pub const EXACT: i64 = 3;

/// What each word of a text is worth.
pub type Weights = BTreeMap<String, i64>;

/// Words that say nothing of what a text is about, folded: Arabic, French and English ones.
static EMPTY: LazyLock<HashSet<&str>> = LazyLock::new(|| {
    let words = "في من الي علي عن مع هذا هذه ذلك تلك التي الذي الذين ما لا لم لن هو هي هم ان او ثم كل كما قد قبل بين عند \
        كان كانت يكون تكون اذا حتي نحن انتم لكم لنا له لها لهم به بها فيه فيها منه منها هل \
        le la les un une des de du et ou en au aux ce cet cette ces se sa son ses sur dans par pour pas ne que qui est sont \
        avec il elle ils elles nous vous votre vos notre nos leur leurs plus qu si on \
        the of and to in is are it for with that this be as by an or at from you your we our not what how who do does can my";
    words.split_whitespace().collect()
});

/// Letters from which on whatever begins like a word is found by it; a shorter one finds itself alone.
const BEGINNING: usize = 3;

/// Whether a word that begins like `word` is found by it.
pub fn finds_beginnings(word: &str) -> bool {
    word.chars().count() >= BEGINNING
}

/// A text with marks without the addresses that its links lead to.
fn without_addresses(text: &str) -> String {
    let mut parts = text.split("](");
    let mut bare = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        bare.push(' ');
        bare.push_str(part.split_once(')').map_or("", |(_, rest)| rest));
    }
    bare
}

/// The words of a text that say what it is about, in their order, each as it is compared.
fn words(text: &str) -> impl Iterator<Item = String> {
    let folded = fold(&without_addresses(text));
    let words: Vec<String> = folded
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| word.chars().nth(1).is_some() && !EMPTY.contains(word))
        .map(|word| stem(word).chars().take(LONGEST_WORD).collect())
        .collect();
    words.into_iter()
}

/// A folded word without what only its form in the sentence has.
fn stem(word: &str) -> String {
    if word.starts_with(|c: char| ('\u{0600}'..='\u{06FF}').contains(&c)) {
        arabic(word).to_owned()
    } else {
        latin(word)
    }
}

/// The article with what is written together with it, and the common endings of number and gender.
fn arabic(word: &str) -> &str {
    const HEADS: [&str; 8] = ["وبال", "وال", "فال", "بال", "كال", "ولل", "لل", "ال"];
    // Parents, and adults: they only begin as if.
    const ROOTS: [&str; 2] = ["والد", "بالغ"];
    // Law, and training.
    const WHOLE: [&str; 2] = ["قانون", "تكوين"];
    let longer = |rest: &&str, than: usize| rest.chars().count() >= than;
    let is_root = ROOTS.iter().any(|root| word.starts_with(root));
    let head = HEADS.iter().find_map(|head| word.strip_prefix(head)).filter(|rest| longer(rest, 2) && !is_root);
    // A word that begins with these two letters itself has them once more.
    let twice = head.and_then(|rest| rest.strip_prefix("ال")).filter(|rest| longer(rest, 3));
    let bare = twice.or(head).unwrap_or(word);
    if WHOLE.contains(&bare) {
        return bare;
    }
    let tails = ["يات", "ات", "ون", "ين", "ها", "يه", "ه", "ي"];
    tails.iter().find_map(|tail| bare.strip_suffix(tail).filter(|rest| longer(rest, 3))).unwrap_or(bare)
}

/// The plural and the feminine of French, and the plural of English.
fn latin(word: &str) -> String {
    if let Some(bare) = word.strip_suffix("aux").filter(|bare| bare.len() >= 3) {
        return format!("{bare}al");
    }
    let bare = word.strip_suffix(['s', 'x']).filter(|bare| bare.len() >= 3).unwrap_or(word);
    let bare = if bare.len() >= 5 { bare.trim_end_matches('e') } else { bare };
    match bare.strip_suffix('y').filter(|bare| bare.len() >= 4) {
        Some(bare) => format!("{bare}i"),
        None => bare.to_owned(),
    }
}

/// What each word of a page is worth.
pub fn weigh(title: &str, lead: &str, text: &str) -> Weights {
    let mut weights = Weights::new();
    for word in words(text) {
        let weight = weights.entry(word).or_default();
        *weight = (*weight + 1).min(MOST_IN_TEXT);
    }
    for (part, worth) in [(title, IN_TITLE), (lead, IN_LEAD)] {
        let mut once: Vec<String> = words(part).collect();
        once.sort();
        once.dedup();
        for word in once {
            *weights.entry(word).or_default() += worth;
        }
    }
    weights
}

/// The words of a question, each once; none where nothing is asked.
pub fn asked(question: &str) -> Vec<String> {
    let question: String = question.chars().take(LONGEST_QUESTION).collect();
    let mut asked: Vec<String> = Vec::new();
    for word in words(&question) {
        if !asked.contains(&word) && asked.len() < MOST_WORDS {
            asked.push(word);
        }
    }
    asked
}

/// How well a page answers: the best of each word that was asked for, or of one that begins like it. Nothing where one of
/// them is missing.
pub fn score(weights: &Weights, asked: &[String]) -> Option<i64> {
    let best = |word: &String| {
        let alike = |other: &str| other == word || (finds_beginnings(word) && other.starts_with(word.as_str()));
        let alike = weights.range(word.clone()..).take_while(|(other, _)| alike(other));
        alike.map(|(other, weight)| if other == word { weight * EXACT } else { *weight }).max()
    };
    if asked.is_empty() { None } else { asked.iter().map(best).sum() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn forms_of_a_word_find_each_other() {
        let same = [
            ("الوساطة", "وساطة"),
            ("وبالوساطة", "الوساطات"),
            ("للأسرة", "الأُسرَة"),
            ("عائلية", "عائلي"),
            ("وسيطين", "الوسيط"),
            ("médiations", "Médiation"),
            ("familiales", "familial"),
            ("droits", "droit"),
            ("l’enfant", "enfants"),
            ("rights", "right"),
            ("ENFANTS", "enfant"),
            ("الأم والأب", "أم"),
            ("للأب", "الأب"),
            ("الوالدين", "والدين"),
            ("والديه", "الوالدين"),
            ("البالغين", "بالغين"),
            ("الالتزام", "التزام"),
            ("القانون", "القانونية"),
            ("التكوين", "تكوين"),
            ("الزوجين", "زوج"),
            ("séparé", "séparée"),
            ("divorcée", "divorcés"),
            ("tribunaux", "tribunal"),
            ("familiaux", "familial"),
            ("families", "family"),
            ("عن بعد", "بعد"),
        ];
        for (written, typed) in same {
            let weights = weigh("", "", written);
            assert!(score(&weights, &asked(typed)).is_some(), "{typed} in {written}: {weights:?}, {:?}", asked(typed));
        }
        // Short words keep their letters.
        for word in ["ولد", "بنت", "prix", "ans"] {
            assert!(asked(word)[0].chars().count() >= 3, "{word}");
        }
        assert_eq!(asked("الأم"), ["ام"]);
        let alike = weigh("", "", "الأمانة والأموال");
        assert_eq!(score(&alike, &asked("أم")), None, "two letters are the beginning of too much");
    }

    #[test]
    fn what_says_nothing_is_not_asked_for() {
        assert_eq!(asked("la garde de l’enfant"), ["gard", "enfant"]);
        assert_eq!(asked("في الوساطة"), ["وساط"]);
        assert_eq!(asked("de la"), Vec::<String>::new());
        assert_eq!(asked(""), Vec::<String>::new());
        assert_eq!(asked("19 8350 !"), ["19", "8350"]);
        assert_eq!(asked("un deux trois quatre cinq six sept huit").len(), MOST_WORDS);
        assert_eq!(asked("divorce divorces"), ["divorc"], "each once");
    }

    #[test]
    fn a_title_is_worth_more_than_a_lead_and_that_more_than_a_text() {
        let ask = asked("divorce");
        let at = |title: &str, lead: &str, text: &str| score(&weigh(title, lead, text), &ask);
        assert!(at("Le divorce", "", "") > at("", "Le divorce", ""));
        assert!(at("", "Le divorce", "") > at("", "", "divorce divorce divorce divorce divorce divorce"));
        assert!(at("", "", "divorce") < at("", "", "divorce, divorce"));
        assert!(at("", "", "divorcer") < at("", "", "divorce"), "the word itself before what begins like it");
        assert_eq!(score(&weigh("Le divorce", "", ""), &asked("divorce garde")), None, "every word is there");
        assert_eq!(score(&weigh("Le divorce", "", ""), &[]), None);
        let linked = weigh("", "", "Lisez [la suite](/fr/contact), [ici](tel:19) et (là).");
        assert_eq!(linked.keys().collect::<Vec<_>>(), ["ici", "lisez", "suit"]);
    }

    proptest! {
        #[test]
        fn a_word_finds_itself(word in "[a-zéèç]{4,12}|[ابتثجحدرسصطعفقكلمنهوي]{3,9}", before in "\\PC{0,20}") {
            let weights = weigh("", "", &format!("{before} {word}"));
            let ask = asked(&word);
            prop_assert!(ask.is_empty() || score(&weights, &ask).is_some(), "{:?} {:?}", ask, weights);
        }

        #[test]
        fn nothing_that_is_typed_breaks_it(text in "\\PC{0,200}") {
            prop_assert!(asked(&text).len() <= MOST_WORDS);
            for word in asked(&text) {
                prop_assert!(word.chars().count() <= LONGEST_WORD && !word.is_empty());
            }
        }
    }
}
