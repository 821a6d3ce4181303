//! Pages as the server draws them, asked for once and ahead of time where a finger points.

use std::{cell::RefCell, collections::HashMap, rc::Rc};

use futures::{
    FutureExt,
    future::{LocalBoxFuture, Shared},
};
use leptos::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Document, DomParser, Response, SupportedType, UrlSearchParams};

use super::fetch::{fetch, send};

/// Pages that are remembered; a tab may stay open for days.
const MOST: usize = 30;
/// Milliseconds that a page is shown from memory. What changes on pages to read changes seldom.
const FRESH: f64 = 5.0 * 60_000.0;

/// What the server answered.
#[derive(Debug)]
pub struct Page {
    /// Where it is: the server may have led elsewhere.
    pub address: String,
    /// Whether the server has led elsewhere.
    pub is_led: bool,
    html: String,
    /// Whether it says nothing of a person.
    keeps: bool,
}

/// Why a page cannot be shown here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Missed {
    /// No line, or the server does not answer.
    NoLine,
    /// It is none of these pages, or one of another version of the program: the browser has to load it.
    Other,
}

type Answer = Result<Rc<Page>, Missed>;
type Coming = Shared<LocalBoxFuture<'static, Answer>>;

thread_local! {
    static ASKED: RefCell<HashMap<String, (f64, Coming)>> = RefCell::default();
}

impl Page {
    pub fn document(&self) -> Option<Document> {
        DomParser::new().ok()?.parse_from_string(&self.html, SupportedType::TextHtml).ok()
    }
}

/// The page at `address`, a path and a query: from memory, or asked for now.
pub async fn page_at(address: &str) -> Answer {
    let answer = coming(address).await;
    // What is about a person is not remembered, and what failed is asked for again.
    if !answer.as_ref().is_ok_and(|page| page.keeps) {
        ASKED.with_borrow_mut(|asked| asked.remove(address));
    }
    answer
}

/// Asks for a page that somebody points at.
pub fn ask_ahead(address: &str) {
    drop(coming(address));
}

/// Forgets one page: the server has to hear that it is asked for.
pub fn forget_one(address: &str) {
    ASKED.with_borrow_mut(|asked| asked.remove(address));
}

/// Forgets every page: what is remembered may not be true any more.
pub fn forget() {
    ASKED.with_borrow_mut(HashMap::clear);
}

fn coming(address: &str) -> Coming {
    let now = window().performance().map_or(0.0, |clock| clock.now());
    ASKED.with_borrow_mut(|asked| {
        if let Some((_, coming)) = asked.get(address).filter(|(at, _)| now - at < FRESH) {
            return coming.clone();
        }
        if asked.len() >= MOST {
            asked.clear();
        }
        let coming = ask(address.to_owned()).boxed_local().shared();
        asked.insert(address.to_owned(), (now, coming.clone()));
        // Polled by itself, so that it is on its way before anybody waits for it.
        leptos::task::spawn_local(coming.clone().map(drop));
        coming
    })
}

/// Sends a form, and answers with the page that the server leads to.
pub async fn post(address: &str, fields: &UrlSearchParams) -> Answer {
    read(address.to_owned(), send(address, fields).await).await
}

async fn ask(address: String) -> Answer {
    let answer = fetch(&address).await;
    read(address, answer).await
}

pub async fn read(address: String, answer: Option<Response>) -> Answer {
    let answer = answer.filter(|answer| answer.status() < 500).ok_or(Missed::NoLine)?;
    let says = |name| answer.headers().get(name).ok().flatten().unwrap_or_default();
    if !says("content-type").starts_with("text/html") {
        return Err(Missed::Other);
    }
    let keeps = answer.ok() && !says("cache-control").contains("no-store");
    let address = web_sys::Url::new(&answer.url()).map_or(address, |url| url.pathname() + &url.search());
    let text = answer.text().map_err(|_| Missed::NoLine)?;
    let html = JsFuture::from(text).await.ok().and_then(|text| text.as_string()).ok_or(Missed::NoLine)?;
    Ok(Rc::new(Page { address, is_led: answer.redirected(), html, keeps }))
}
