//! What stands around the middle of a page, and in its head. It is as the server wrote it; the client puts that of the
//! next page in its place and wakes none of it.

use std::cell::Cell;

use domain::language::Language;
use leptos::{prelude::document, wasm_bindgen::JsCast};
use web_sys::{Document, Element, Node};

use crate::place::{is_bare, is_desk, language_in};

/// What a head says of the page it belongs to.
const TOLD: &str = "title, link[rel=canonical], link[rel=alternate], meta[name=description], meta[name=robots], \
                    meta[property^='og:'], script[type='application/ld+json']";

/// The parts of the frame, in their order; the last stands behind the middle.
const PARTS: [&str; 5] = [".skip", ".bar", ".masthead", ".deskbar", ".footer"];

/// Marks the screen at a path and a query.
type Mark = fn(&str, &str);

thread_local! {
    /// Marks the screen at a path and query in a frame of another kind.
    static MARK: Cell<Option<Mark>> = const { Cell::new(None) };
}

/// From now on `mark` is told of every screen that is shown.
pub fn mark_screens(mark: Mark) {
    MARK.set(Some(mark));
}

/// `lang` of the document.
pub fn language_of_document() -> Language {
    language_of(&document()).unwrap_or_default()
}

/// `lang` of a document.
pub fn language_of(page: &Document) -> Option<Language> {
    Language::from_code(&page.document_element()?.get_attribute("lang")?)
}

/// Whether the frame around the page at hand is that of the page at `path`, but for what it marks.
pub fn fits(path: &str) -> bool {
    if is_desk(path) {
        return document().query_selector(".deskbar").ok().flatten().is_some();
    }
    let bare = document().query_selector(".footer").ok().flatten().is_none();
    language_in(path) == Some(language_of_document()) && is_bare(path) == bare
}

/// Whether `page` comes of the version of the program that this client is part of.
pub fn is_of_this_version(page: &Document) -> bool {
    let version = |of: &Document| of.query_selector("script[src^='/js/wake.js']").ok()??.get_attribute("src");
    // A page that brings no client tells none.
    version(page).is_none_or(|theirs| version(&document()).as_ref() == Some(&theirs))
}

/// Puts head and frame of `page` in the place of those at hand.
pub fn take_over(page: &Document) {
    let here = document();
    if let (Some(root), Some(language)) = (here.document_element(), language_of(page)) {
        drop(root.set_attribute("lang", language.code()));
        drop(root.set_attribute("dir", language.dir()));
    }
    tell(Some(page));
    for part in PARTS {
        let find = |document: &Document| document.query_selector(part).ok().flatten();
        match (find(&here), find(page)) {
            (Some(old), Some(new)) if old.outer_html() != new.outer_html() => {
                drop(old.replace_with_with_node_1(&of_this_document(&new)));
            }
            (Some(old), None) => old.remove(),
            (None, Some(new)) => stand_beside_the_middle(part, &of_this_document(&new)),
            _ => {}
        }
    }
}

/// The frame stays; it marks no page to read, and leads to the screen at `path` in the other languages.
pub fn show_screen(path: &str, query: &str) {
    tell(None);
    if let Some(mark) = MARK.get() {
        mark(path, query);
    }
    for link in all(&document(), ".pages__link[aria-current]") {
        drop(link.remove_attribute("aria-current"));
    }
    for other_way in all(&document(), ".bar__way") {
        other_way.remove();
    }
    let mark = if query.is_empty() { "" } else { "?" };
    let rest = path.splitn(3, '/').nth(2).unwrap_or_default();
    for link in all(&document(), ".locales__link") {
        let code = link.get_attribute("hreflang").unwrap_or_default();
        drop(link.set_attribute("href", &format!("/{code}/{rest}{mark}{query}")));
    }
}

/// The head says what the head of `page` says; of a screen, that it is for nobody's index.
fn tell(page: Option<&Document>) {
    let here = document();
    let Some(head) = here.head() else { return };
    for old in all(&here, TOLD).into_iter().filter(|old| page.is_some() || old.tag_name() != "TITLE") {
        old.remove();
    }
    match page {
        Some(page) => {
            for new in all(page, TOLD).iter().filter(|new| new.closest("body").ok().flatten().is_none()) {
                drop(head.append_child(&of_this_document(new)));
            }
        }
        None => {
            if let Ok(robots) = here.create_element("meta") {
                drop(robots.set_attribute("name", "robots"));
                drop(robots.set_attribute("content", "noindex, nofollow"));
                drop(head.append_child(&robots));
            }
        }
    }
}

fn stand_beside_the_middle(part: &str, node: &Node) {
    let Some(middle) = document().get_element_by_id("main") else { return };
    drop(if part == ".footer" { middle.after_with_node_1(node) } else { middle.before_with_node_1(node) });
}

fn of_this_document(element: &Element) -> Node {
    document().import_node_with_deep(element, true).unwrap_or_else(|_| element.clone().into())
}

pub fn all(document: &Document, selector: &str) -> Vec<Element> {
    let Ok(found) = document.query_selector_all(selector) else { return Vec::new() };
    (0..found.length()).filter_map(|n| found.get(n)?.dyn_into().ok()).collect()
}
