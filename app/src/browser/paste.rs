//! What is pasted into a text that is written for families keeps its headings, lists, strong words and links, and nothing
//! else. It can be undone like typing.

use domain::pasted::{Block, Piece, marked};
use gloo_events::{EventListener, EventListenerOptions};
use leptos::{prelude::*, wasm_bindgen::JsCast};
use web_sys::{ClipboardEvent, DomParser, Element, Event, HtmlTextAreaElement, Node, SupportedType};

use super::marks::write;

/// Elements within each other that are looked into; no page that somebody reads has more.
const DEEPEST: usize = 60;

/// Hears what is pasted as long as the page lives.
pub fn listen() {
    let may_prevent = EventListenerOptions::enable_prevent_default();
    EventListener::new_with_options(&document(), "paste", may_prevent, |event| {
        pasted(event);
    })
    .forget();
}

fn pasted(event: &Event) -> Option<()> {
    let area: HtmlTextAreaElement = event.target()?.dyn_into().ok()?;
    area.get_attribute("data-marked")?;
    let html = event.dyn_ref::<ClipboardEvent>()?.clipboard_data()?.get_data("text/html").ok()?;
    // A style would be refused by this page's policy before it is read here.
    let html = [" style=", "\nstyle=", "\tstyle="].iter().fold(html, |html, begin| html.replace(begin, " data-style="));
    let html = html.replace("<style", "<template").replace("</style", "</template");
    let page = DomParser::new().ok()?.parse_from_string(&html, SupportedType::TextHtml).ok()?;
    let mut pieces = Vec::new();
    let body: &Node = &page.body()?.into();
    walk(body, &Within::default(), &mut pieces);
    let text = marked(&pieces);
    // Whatever is no text to read is pasted as the browser does.
    if text.is_empty() {
        return None;
    }
    event.prevent_default();
    let at = |of: Option<u32>| of.unwrap_or_default();
    let (from, to) = (at(area.selection_start().ok()?), at(area.selection_end().ok()?));
    // A heading or a list begins a line.
    let before = area.value().encode_utf16().nth((from as usize).wrapping_sub(1));
    let begins = ["#", "- ", "1. "].iter().any(|mark| text.starts_with(mark));
    let apart = if begins && before.is_some_and(|unit| unit != u16::from(b'\n')) { "\n\n" } else { "" };
    write(&area, (from, to), &format!("{apart}{text}"))
}

/// What a piece stands in.
#[derive(Clone, Default)]
struct Within {
    strong: bool,
    link: Option<String>,
    numbered: bool,
    depth: usize,
}

fn walk(node: &Node, within: &Within, pieces: &mut Vec<Piece>) {
    let children = node.child_nodes();
    for child in (0..children.length()).filter_map(|n| children.get(n)) {
        if child.node_type() == Node::TEXT_NODE {
            let text = child.text_content().unwrap_or_default();
            pieces.push(Piece::Text { text, strong: within.strong, link: within.link.clone() });
        } else if let Some(element) = child.dyn_ref::<Element>().filter(|_| within.depth < DEEPEST) {
            enter(element, within, pieces);
        }
    }
}

fn enter(element: &Element, within: &Within, pieces: &mut Vec<Piece>) {
    let (name, style) = (element.tag_name(), element.get_attribute("data-style").unwrap_or_default());
    let mut inner = Within { depth: within.depth + 1, ..within.clone() };
    let block = match name.as_str() {
        // A word processor writes the point of a list as text.
        _ if style.contains("mso-list:Ignore") => return,
        "SCRIPT" | "STYLE" | "TITLE" | "TEMPLATE" | "SVG" => return,
        "H1" | "H2" | "H3" | "H4" | "H5" | "H6" => {
            Some(Block::Heading(name.bytes().last().map_or(2, |digit| digit - b'0')))
        }
        "OL" | "UL" => {
            inner.numbered = name == "OL";
            Some(Block::Paragraph)
        }
        "LI" => Some(if inner.numbered { Block::Numbered } else { Block::Point }),
        "P" if style.contains("mso-list:") => Some(listed(element)),
        // What stands in a point of a list is the point.
        "P" | "DIV" if element.closest("li").is_ok_and(|found| found.is_some()) => None,
        "P" | "DIV" | "TR" | "TABLE" | "BLOCKQUOTE" | "SECTION" | "ARTICLE" | "BR" | "HR" | "PRE" | "DT" | "DD" => {
            Some(Block::Paragraph)
        }
        _ => None,
    };
    // Some write a whole text in an element for strong words that are not.
    let bold = ["font-weight:bold", "font-weight: bold", "font-weight:700", "font-weight: 700"];
    let light = ["font-weight:normal", "font-weight: normal", "font-weight:400", "font-weight: 400"];
    if matches!(name.as_str(), "B" | "STRONG") || bold.iter().any(|bold| style.contains(bold)) {
        inner.strong = true;
    }
    if light.iter().any(|light| style.contains(light)) {
        inner.strong = false;
    }
    if name == "A" {
        inner.link = element.get_attribute("href");
    }
    if matches!(name.as_str(), "TD" | "TH") {
        pieces.push(Piece::Text { text: " ".into(), strong: false, link: None });
    }
    pieces.extend(block.map(Piece::Block));
    walk(element, &inner, pieces);
    if block.is_some_and(|block| block != Block::Paragraph) || name == "P" {
        pieces.push(Piece::Block(Block::Paragraph));
    }
}

/// The kind of a word processor's point, by what it has written before it.
fn listed(paragraph: &Element) -> Block {
    let spans = paragraph.query_selector("[data-style*='mso-list:Ignore']").ok().flatten();
    let sign = spans.and_then(|span| span.text_content()).unwrap_or_default();
    let numbered = sign.trim_start().starts_with(|c: char| c.is_numeric());
    if numbered { Block::Numbered } else { Block::Point }
}
