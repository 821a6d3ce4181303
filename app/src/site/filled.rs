//! What a centre says itself, in the middle of a page to read. Between two marks stands what is said where it says nothing.

use domain::language::Language;
use leptos_i18n::td_string;
use store::{CentreSays, HelpLine};

use crate::{i18n::locale, says::own};

/// The page with the centre's own address, way, hours and numbers for danger. What is said of the usual address is said of
/// no other.
pub fn filled(html: &str, language: Language, says: &CentreSays) -> String {
    let address = own_address(says, language);
    let no_stairs = address.as_ref().map(|_| String::new());
    let way = Some(way_and_hours(says, language));
    let parts = [("help", own_help(says, language)), ("address", address), ("stairs", no_stairs), ("way", way)];
    parts.into_iter().fold(html.to_owned(), |html, (name, own)| replaced(html, name, own))
}

/// What stands between the marks, or `own` in its place.
fn replaced(html: String, name: &str, own: Option<String>) -> String {
    let (begin, end) = (format!("<!-- {name} -->"), format!("<!-- /{name} -->"));
    let parts = html.split_once(&begin).and_then(|(head, rest)| Some((head, rest.split_once(&end)?)));
    let Some((head, (usual, tail))) = parts else { return html };
    format!("{head}{}{tail}", own.unwrap_or_else(|| usual.to_owned()))
}

fn own_help(says: &CentreSays, language: Language) -> Option<String> {
    let item = |line: &HelpLine| {
        let number = escaped(&line.number);
        let words = line.words.get(&language).map_or("", String::as_str);
        format!("<li><a href=\"tel:{number}\"><bdi dir=\"ltr\">{number}</bdi></a> <bdi>{}</bdi></li>", escaped(words))
    };
    let items: String = says.help.iter().map(item).collect();
    (!items.is_empty()).then(|| format!("<ul>{items}</ul>"))
}

/// The address, and the Arabic one below it, to show on the way.
fn own_address(says: &CentreSays, language: Language) -> Option<String> {
    let address = |language| own(says, language, |text| &text.address);
    let (of, text) = address(language)?;
    let mut html = lines(of, language, &text);
    if let Some((Language::Ar, arabic)) = address(Language::Ar).filter(|_| of != Language::Ar) {
        html += &format!("<p>{}</p>", td_string!(locale(language), site.address_arabic));
        html += &lines(Language::Ar, language, &arabic);
    }
    Some(html)
}

fn way_and_hours(says: &CentreSays, language: Language) -> String {
    let at = locale(language);
    let part = |title: &str, said: Option<(Language, String)>| {
        said.map_or_else(String::new, |(of, text)| format!("<h2>{title}</h2>{}", lines(of, language, &text)))
    };
    let way = part(td_string!(at, site.way_title), own(says, language, |text| &text.way));
    way + &part(td_string!(at, site.hours_title), own(says, language, |text| &text.hours))
}

/// Text of the language `of` as a paragraph of a page in `page`, line by line.
fn lines(of: Language, page: Language, text: &str) -> String {
    let text = escaped(text).lines().collect::<Vec<_>>().join("<br>");
    if of == page {
        format!("<p>{text}</p>")
    } else {
        format!("<p lang=\"{}\" dir=\"{}\">{text}</p>", of.code(), of.dir())
    }
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::api::content::page;
    use store::CentreText;

    #[test]
    fn what_a_centre_says_stands_in_the_place_of_what_is_usual() {
        let says = CentreSays::default();
        for language in Language::ALL {
            let (danger, contact) = (page(language, "danger").unwrap(), page(language, "contact").unwrap());
            let usual = filled(&danger.html, language, &says);
            assert!(usual.contains("tel:8350") && !usual.contains("<!--"), "{language:?}");
            let words = [(language, "<b>".to_owned())].into();
            let own = CentreSays { help: vec![HelpLine { number: "141".into(), words }], ..says.clone() };
            let own = filled(&danger.html, language, &own);
            assert!(own.contains("tel:141") && own.contains("&lt;b&gt;") && !own.contains("tel:19\""), "{own}");
            let text =
                CentreText { address: "12 rue & cour\nFès".into(), hours: "9–15".into(), ..CentreText::default() };
            let moved = CentreSays { texts: [(language, text)].into(), ..says.clone() };
            let moved = filled(&contact.html, language, &moved);
            assert!(moved.contains("12 rue &amp; cour<br>Fès") && moved.contains("9–15"), "{moved}");
            assert!(!moved.contains("36"), "the old address is gone: {moved}");
        }
    }

    #[test]
    fn an_address_in_another_language_says_which() {
        let text = CentreText { address: "ساحة الأطلس".into(), ..CentreText::default() };
        let says = CentreSays { texts: [(Language::Ar, text)].into(), ..CentreSays::default() };
        assert_eq!(own_address(&says, Language::Fr).unwrap(), "<p lang=\"ar\" dir=\"rtl\">ساحة الأطلس</p>");
        assert_eq!(own_address(&says, Language::Ar).unwrap(), "<p>ساحة الأطلس</p>");
    }
}
