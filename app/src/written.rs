//! Pages to read in a centre's own words: as they are typed, and as families read them. What is typed is Markdown and nothing
//! else: a tag in it is shown as it was typed, and what a page must not carry is taken out once more behind that.

mod pictures;

use std::{collections::HashSet, sync::LazyLock};

use ammonia::{Builder, UrlRelative};
use domain::{content::is_article, language::Language, picture::FOLDER};
use leptos_i18n::td_string;
use pulldown_cmark::{CowStr, Event, HeadingLevel, Parser, Tag, TagEnd, TextMergeStream, html::push_html};
use store::PageWords;

pub use pictures::{PictureInText, pictures_in};
use pictures::{with_pictures, without_marks};

use crate::{
    api::content::{PageText, usual},
    i18n::{Locale, locale},
};

/// What a centre sets elsewhere and a page has a place for, as its marks call it, and the page that says what is usual there.
const PLACES: [(&str, &str); 4] =
    [("help", "danger"), ("address", "contact"), ("stairs", "contact"), ("way", "contact")];

/// A list and its points are two.
const DEEPEST: usize = 12;

const OF_ARABIC: &str = "<span lang=\"ar\" dir=\"rtl\">";

static SANITISER: LazyLock<Builder<'static>> = LazyLock::new(|| {
    let mut builder = Builder::empty();
    builder
        .tags(HashSet::from([
            "a",
            "blockquote",
            "br",
            "em",
            "h2",
            "h3",
            "hr",
            "img",
            "li",
            "ol",
            "p",
            "picture",
            "source",
            "span",
            "strong",
            "ul",
        ]))
        .tag_attributes(
            [
                ("a", HashSet::from(["href"])),
                ("img", HashSet::from(["alt", "decoding", "height", "loading", "sizes", "src", "srcset", "width"])),
                ("ol", HashSet::from(["start"])),
                ("source", HashSet::from(["sizes", "srcset", "type"])),
                ("span", HashSet::from(["dir", "lang"])),
            ]
            .into(),
        )
        .url_schemes(HashSet::from(["https", "http", "mailto", "tel"]))
        .url_relative(UrlRelative::PassThrough)
        // Whatever shows a picture shows one of the centre's: nobody else hears who reads.
        .attribute_filter(|_, name, value| {
            let own = !matches!(name, "src" | "srcset") || value.starts_with(FOLDER);
            own.then(|| value.into())
        })
        // The marks of places are comments; no other gets here.
        .strip_comments(false)
        .link_rel(None);
    builder
});

/// A place as whoever writes in this language types it, in braces.
fn place_words(at: Locale, place: &str) -> &'static str {
    match place {
        "help" => td_string!(at, admin.pages.place_help),
        "address" => td_string!(at, admin.pages.place_address),
        "stairs" => td_string!(at, admin.pages.place_stairs),
        _ => td_string!(at, admin.pages.place_way),
    }
}

/// The places that a page has usually, as they are typed.
pub fn places_of(language: Language, slug: &str) -> Vec<String> {
    let text = usual_words(language, slug).unwrap_or_default().text;
    PLACES.iter().map(|(place, _)| typed(language, place)).filter(|place| text.contains(place)).collect()
}

/// Whether a text says whom to call in danger.
pub fn tells_help(language: Language, text: &str) -> bool {
    text.contains(&typed(language, "help"))
}

fn typed(language: Language, place: &str) -> String {
    format!("{{{}}}", place_words(locale(language), place))
}

/// The usual page as somebody finds it who begins to write: with places instead of what stands there.
pub fn usual_words(language: Language, slug: &str) -> Option<PageWords> {
    let mut words = usual(language, slug)?;
    for (place, _) in PLACES {
        let (begin, end) = marks(place);
        if let Some((head, rest)) = words.text.split_once(&begin)
            && let Some((_, tail)) = rest.split_once(&end)
        {
            words.text = format!("{head}{}{tail}", typed(language, place));
        }
    }
    // Words of another language are known by their letters, or stay without a mark of it.
    words.text = without_spans(&words.text).trim().to_owned();
    Some(words)
}

fn without_spans(text: &str) -> String {
    let mut parts = text.split("<span ");
    let mut bare = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        bare.push_str(part.split_once('>').map_or(part, |(_, rest)| rest));
    }
    bare.replace("</span>", "")
}

/// Where the desk writes a page or an article.
pub fn desk_address(page: &str, language: Language) -> String {
    let pages = if is_article(page) { "" } else { "pages/" };
    format!("/staff/{pages}{page}/{}", language.code())
}

/// A page as families read it.
pub fn written(language: Language, words: &PageWords) -> PageText {
    let PageWords { title, lead, text } = words.clone();
    PageText { title, description: lead.clone(), lead, html: html(language, &text) }
}

/// A text as families read it, with the marks that [`super::site`] fills.
pub fn html(language: Language, text: &str) -> String {
    let text = with_places(language, &without_marks(text));
    let mut depth = 0;
    let events = TextMergeStream::new(Parser::new(&text));
    let events = events.filter(|event| is_shallow(event, &mut depth)).flat_map(|event| harmless(language, event));
    let mut html = String::new();
    push_html(&mut html, with_pictures(events));
    SANITISER.clean(&html).to_string()
}

/// The places of a text with what is usual there, between its marks.
fn with_places(language: Language, text: &str) -> String {
    PLACES.iter().fold(text.to_owned(), |text, (place, page)| {
        let name = typed(language, place);
        if !text.contains(&name) {
            return text;
        }
        let (begin, end) = marks(place);
        let usual = usual(language, page).unwrap_or_default().text;
        let within =
            usual.split_once(&begin).and_then(|(_, rest)| rest.split_once(&end)).map_or("", |(usual, _)| usual);
        // Once is enough: what a centre has set fills one place.
        let filled = text.replacen(&name, &format!("\n\n{begin}\n\n{within}\n\n{end}\n\n"), 1);
        filled.replace(&name, "")
    })
}

fn marks(place: &str) -> (String, String) {
    (format!("<!-- {place} -->"), format!("<!-- /{place} -->"))
}

/// Lists and quotes within each other, as far as anybody reads them; deeper ones lie flat.
fn is_shallow(event: &Event<'_>, depth: &mut usize) -> bool {
    match event {
        Event::Start(Tag::BlockQuote(_) | Tag::List(_) | Tag::Item) => {
            *depth += 1;
            *depth <= DEEPEST
        }
        Event::End(TagEnd::BlockQuote(_) | TagEnd::List(_) | TagEnd::Item) => {
            *depth -= 1;
            *depth < DEEPEST
        }
        _ => true,
    }
}

/// An event without a tag that somebody typed, with headings below the page's own, and Arabic words marked in another language.
fn harmless(language: Language, event: Event<'_>) -> Vec<Event<'_>> {
    match event {
        Event::Html(tag) | Event::InlineHtml(tag) if !is_ours(&tag) => vec![Event::Text(tag)],
        Event::Start(Tag::Heading { level, id, classes, attrs }) => {
            vec![Event::Start(Tag::Heading { level: below(level), id, classes, attrs })]
        }
        Event::End(TagEnd::Heading(level)) => vec![Event::End(TagEnd::Heading(below(level)))],
        Event::Text(text) if language != Language::Ar => marked(&text),
        event => vec![event],
    }
}

fn below(level: HeadingLevel) -> HeadingLevel {
    match level {
        HeadingLevel::H1 | HeadingLevel::H2 => HeadingLevel::H2,
        _ => HeadingLevel::H3,
    }
}

/// Whether it is nothing but marks of places, or of Arabic words, one after the other.
fn is_ours(tag: &str) -> bool {
    let known = PLACES.iter().flat_map(|(place, _)| <[String; 2]>::from(marks(place)));
    let spans = [OF_ARABIC, "<span lang=\"fr\">", "<span lang=\"en\">", "</span>"].map(str::to_owned);
    let known: Vec<String> = known.chain(spans).collect();
    let mut rest = tag.trim();
    while !rest.is_empty() {
        match known.iter().find_map(|ours| rest.strip_prefix(ours.as_str())) {
            Some(more) => rest = more.trim_start(),
            None => return false,
        }
    }
    true
}

/// Text with its Arabic words set apart.
fn marked(text: &str) -> Vec<Event<'static>> {
    let owned = |text: &str| CowStr::from(text.to_owned());
    let part = |(arabic, text): (bool, &str)| match arabic {
        false => vec![Event::Text(owned(text))],
        true => {
            vec![Event::InlineHtml(OF_ARABIC.into()), Event::Text(owned(text)), Event::InlineHtml("</span>".into())]
        }
    };
    runs(text).into_iter().flat_map(part).collect()
}

/// Text in runs of Arabic words and of everything else. White space and signs between two Arabic words are of their run.
fn runs(text: &str) -> Vec<(bool, &str)> {
    let is_arabic = |c: char| matches!(c, '\u{0600}'..='\u{06FF}' | '\u{0750}'..='\u{077F}' | '\u{FB50}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFF}');
    let mut runs = Vec::new();
    let mut rest = text;
    while let Some(start) = rest.find(is_arabic) {
        let other = |c: char| c.is_alphanumeric() && !is_arabic(c);
        let until = rest[start..].find(other).map_or(rest.len(), |end| start + end);
        let end = rest[..until].trim_end_matches(|c| !is_arabic(c)).len();
        runs.extend([(false, &rest[..start]), (true, &rest[start..end])]);
        rest = &rest[end..];
    }
    runs.push((false, rest));
    runs.retain(|(_, text)| !text.is_empty());
    runs
}

#[cfg(test)]
mod tests;
