//! Public pages that say nothing of a person are rendered and compressed once, and handed out until something changes.

mod policy;
#[cfg(test)]
mod tests;

use std::{
    collections::HashMap,
    io::Write,
    sync::{Arc, Mutex, PoisonError},
};

use app::{here::Here, saves_bytes};
use axum::{
    body::{Body, Bytes, to_bytes},
    extract::{Request, State},
    http::{HeaderMap, HeaderValue, Method, StatusCode, Uri, header},
    middleware::Next,
    response::Response,
};
use domain::{content::ARTICLES, language::Language};
use sha2::{Digest, Sha256};

use crate::{counts::Counts, encoding::takes, now, security::is_private, tag::Tag};

/// Bytes of all kept pages together. A stranger can ask in any number of ways.
const MOST: usize = 8 * 1024 * 1024;
/// No page of this site comes near this many bytes.
const LARGEST: usize = 1024 * 1024;
/// What a question about free times may say; whatever else stands in an address is answered, and not kept.
const ASKED: [&str; 5] = ["service", "mode", "with", "speaks", "from"];
/// The same of a list of articles.
const LISTED: [&str; 2] = ["theme", "page"];
const LONGEST_QUERY: usize = 300;
/// Most of what brotli can do, in a tenth of the time of all.
const QUALITY: u32 = 9;

/// Kept pages of this process. Cheap to clone.
#[derive(Clone)]
pub struct Kept(Arc<Shelf>);

struct Shelf {
    counts: Counts,
    pages: Mutex<Pages>,
}

#[derive(Default)]
struct Pages {
    by_question: HashMap<Question, Place>,
    bytes: usize,
}

/// Of which centre, what address, and whether over a line that saves bytes.
type Question = (i64, String, bool);

/// Whoever comes while a page is being made waits here for it.
type Place = Arc<tokio::sync::Mutex<Option<(Revision, Arc<Page>)>>>;

/// What a page was made from. Times become too near, and days end, at full minutes.
#[derive(Clone, Copy, PartialEq)]
struct Revision {
    changes: i64,
    minute: i64,
}

struct Page {
    headers: HeaderMap,
    tag: Tag,
    compressed: Bytes,
}

impl Kept {
    pub fn new(counts: Counts) -> Self {
        Self(Arc::new(Shelf { counts, pages: Mutex::default() }))
    }

    fn place(&self, question: &Question) -> Place {
        let mut pages = self.0.pages.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(place) = pages.by_question.get(question) {
            return place.clone();
        }
        // A place takes room before it has a page.
        pages.make_room(question.1.len() + size_of::<Question>());
        pages.by_question.entry(question.clone()).or_default().clone()
    }

    fn count(&self, before: usize, page: &Page) {
        let mut pages = self.0.pages.lock().unwrap_or_else(PoisonError::into_inner);
        pages.bytes = pages.bytes.saturating_sub(before);
        pages.make_room(page.compressed.len());
    }

    async fn revision(&self, centre_id: i64) -> Option<Revision> {
        let changes = *self.0.counts.now().await?.get(&centre_id)?;
        Some(Revision { changes, minute: now().as_second().div_euclid(60) })
    }
}

impl Pages {
    /// Forgets everything rather than growing beyond what is allowed.
    fn make_room(&mut self, bytes: usize) {
        if self.bytes + bytes > MOST {
            self.by_question.clear();
            self.bytes = 0;
        }
        self.bytes += bytes;
    }
}

/// Answers with a kept page, or keeps the answer.
pub async fn keep(State(kept): State<Kept>, request: Request, next: Next) -> Response {
    let (Some(here), true) = (request.extensions().get::<Here>(), is_for_everybody(request.method(), request.uri()))
    else {
        return next.run(request).await;
    };
    let headers = request.headers();
    let address = request.uri().path_and_query().map(ToString::to_string).unwrap_or_default();
    let question = (here.centre.id, address, saves_bytes(headers));
    let (compressed, known) = (takes(headers, "br"), headers.get(header::IF_NONE_MATCH).cloned());
    // The count is read first: whatever changes meanwhile makes the page one of an older count.
    let Some(revision) = kept.revision(question.0).await else { return next.run(request).await };
    let place = kept.place(&question);
    let mut held = place.lock().await;
    if let Some((of, page)) = &*held
        && *of == revision
    {
        let page = page.clone();
        drop(held);
        return page.answer(compressed, known.as_ref());
    }
    let before = held.as_ref().map_or(0, |(_, page)| page.compressed.len());
    match Page::of(next.run(request).await).await {
        Ok(page) => {
            kept.count(before, &page);
            *held = Some((revision, page.clone()));
            drop(held);
            page.answer(compressed, known.as_ref())
        }
        Err(response) => *response,
    }
}

/// Whether whoever asks for `uri` is given the same page. The form of a booking carries a key of its own.
fn is_for_everybody(method: &Method, uri: &Uri) -> bool {
    let mut parts = uri.path().split('/').skip(1);
    let language = parts.next().and_then(Language::from_code);
    let (first, second) = (parts.next(), parts.next());
    let query = uri.query().unwrap_or_default();
    let names = query.split('&').map(|pair| pair.split('=').next().unwrap_or_default());
    let known = match first {
        Some("book") => &ASKED[..],
        Some(ARTICLES) => &LISTED[..],
        _ => &[],
    };
    let asks = query.is_empty() || (query.len() <= LONGEST_QUERY && { names }.all(|name| known.contains(&name)));
    method == Method::GET
        && language.is_some()
        && !is_private(uri.path())
        && (first, second) != (Some("book"), Some("details"))
        && asks
}

impl Page {
    /// # Errors
    /// The answer as it is, when it is none to keep.
    async fn of(response: Response) -> Result<Arc<Self>, Box<Response>> {
        let html =
            response.headers().get(header::CONTENT_TYPE).is_some_and(|kind| kind.as_bytes().starts_with(b"text/html"));
        if response.status() != StatusCode::OK || !html || response.headers().contains_key(header::SET_COOKIE) {
            return Err(Box::new(response));
        }
        let (mut parts, body) = response.into_parts();
        let unreadable = || {
            let mut response = Response::new(Body::empty());
            *response.status_mut() = StatusCode::INTERNAL_SERVER_ERROR;
            Box::new(response)
        };
        let bytes = to_bytes(body, LARGEST).await.map_err(|_| unreadable())?;
        let policy = parts.headers.get(header::CONTENT_SECURITY_POLICY).and_then(|policy| policy.to_str().ok());
        let (Ok(html), Some(policy)) = (str::from_utf8(&bytes), policy) else {
            return Err(Box::new(Response::from_parts(parts, Body::from(bytes))));
        };
        let (html, policy) = policy::name_scripts(html, policy);
        let tag = Tag::of(&Sha256::digest(&html));
        let compressed = tokio::task::spawn_blocking(move || compress(html.as_bytes())).await;
        let (Ok(Ok(compressed)), Ok(policy)) = (compressed, HeaderValue::from_str(&policy)) else {
            return Err(unreadable());
        };
        let headers = &mut parts.headers;
        headers.remove(header::CONTENT_LENGTH);
        headers.insert(header::CONTENT_SECURITY_POLICY, policy);
        headers.insert(header::ETAG, tag.value());
        headers.insert(header::VARY, HeaderValue::from_static("accept-encoding, save-data, ect"));
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-cache"));
        Ok(Arc::new(Self { headers: parts.headers, tag, compressed: compressed.into() }))
    }

    /// The page, or only that it is still the one that the browser has.
    fn answer(&self, compressed: bool, known: Option<&HeaderValue>) -> Response {
        let mut response = Response::new(Body::empty());
        *response.headers_mut() = self.headers.clone();
        if self.tag.is_among(known) {
            response.headers_mut().remove(header::CONTENT_TYPE);
            *response.status_mut() = StatusCode::NOT_MODIFIED;
        } else if compressed {
            response.headers_mut().insert(header::CONTENT_ENCODING, HeaderValue::from_static("br"));
            *response.body_mut() = Body::from(self.compressed.clone());
        } else {
            let mut html = Vec::new();
            if brotli::BrotliDecompress(&mut &*self.compressed, &mut html).is_err() {
                *response.status_mut() = StatusCode::INTERNAL_SERVER_ERROR;
            }
            *response.body_mut() = Body::from(html);
        }
        response
    }
}

fn compress(html: &[u8]) -> std::io::Result<Vec<u8>> {
    let mut compressed = Vec::new();
    let mut writer = brotli::CompressorWriter::new(&mut compressed, 4096, QUALITY, 22);
    writer.write_all(html)?;
    drop(writer);
    Ok(compressed)
}
