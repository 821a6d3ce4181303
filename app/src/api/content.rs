//! The pages to read: Markdown files, one a page and a language, built into the server.

use domain::language::Language;
use pulldown_cmark::{Parser, html::push_html};
use store::PageWords;

use super::Failure;

/// A page, ready to show.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PageText {
    pub title: String,
    pub description: String,
    pub lead: String,
    pub html: String,
}

// `PAGES`: locale, slug, file.
include!(concat!(env!("OUT_DIR"), "/content.rs"));

/// The page called `slug`.
///
/// # Errors
/// [`Failure::NotFound`] when there is none.
pub fn page(language: Language, slug: &str) -> Result<PageText, Failure> {
    let (head, body) = file(language, slug).ok_or(Failure::NotFound)?;
    let mut html = String::new();
    push_html(&mut html, Parser::new(body));
    Ok(PageText { title: line(head, "title"), description: line(head, "description"), lead: line(head, "lead"), html })
}

/// The words of the page called `slug`, as its file has them.
pub fn usual(language: Language, slug: &str) -> Option<PageWords> {
    let (head, body) = file(language, slug)?;
    Some(PageWords { title: line(head, "title"), lead: line(head, "lead"), text: body.to_owned() })
}

/// What stands between the first two rules of a page's file, and what follows.
fn file(language: Language, slug: &str) -> Option<(&'static str, &'static str)> {
    let (_, _, file) = PAGES.iter().find(|(locale, name, _)| *locale == language.code() && *name == slug)?;
    file.strip_prefix("---\n")?.split_once("\n---\n")
}

fn line(head: &str, name: &str) -> String {
    let line = head.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(": "));
    line.unwrap_or_default().to_owned()
}

/// The numbers to call in danger where a centre has set none, each with its words, as their page has them.
pub fn usual_help(language: Language) -> Vec<(String, String)> {
    let found = PAGES.iter().find(|(locale, name, _)| *locale == language.code() && *name == "danger");
    let lines = found.map_or("", |(_, _, file)| file).lines().filter_map(|line| line.strip_prefix("- ["));
    let read = |line: &str| {
        let (number, rest) = line.split_once("](tel:")?;
        let (_, words) = rest.split_once(") ")?;
        // Marks of another language are none of its words.
        let bare: String = words.split('<').map(|part| part.rsplit('>').next().unwrap_or_default()).collect();
        Some((number.to_owned(), bare))
    };
    lines.filter_map(read).collect()
}

/// The names of all pages, for the map of the site.
pub fn slugs() -> impl Iterator<Item = &'static str> {
    PAGES.iter().filter(|(locale, ..)| *locale == "ar").map(|(_, slug, _)| *slug)
}

#[cfg(test)]
mod tests {
    use super::{PAGES, page};
    use domain::language::Language;

    #[test]
    fn every_page_is_whole_in_every_language() {
        assert!(!PAGES.is_empty());
        for (locale, slug, _) in PAGES {
            let page = page(Language::from_code(locale).unwrap_or_default(), slug).unwrap();
            for part in [&page.title, &page.description, &page.lead, &page.html] {
                assert!(!part.trim().is_empty(), "{locale}/{slug}");
            }
            assert!(page.description.chars().count() <= 170, "{locale}/{slug}: a long description");
            assert!(page.html.contains("<h2>"), "{locale}/{slug}: no heading");
        }
    }

    #[test]
    fn every_link_leads_to_a_page_in_the_same_language() {
        for (locale, slug, file) in PAGES {
            for link in file.split("](").skip(1).filter_map(|rest| rest.split(')').next()) {
                let known = link.starts_with("tel:")
                    || link == format!("/{locale}/book")
                    || link == format!("/{locale}")
                    || PAGES.iter().any(|(l, s, _)| l == locale && link == format!("/{l}/{s}"));
                assert!(known, "{locale}/{slug} links to {link}");
            }
        }
    }
}
