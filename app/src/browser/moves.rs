//! From page to page without a load.

use std::{
    cell::{Cell, RefCell},
    rc::Rc,
};

use leptos::{
    prelude::*,
    task::spawn_local,
    wasm_bindgen::{JsCast, JsValue},
};
use leptos_router::{
    NavigateOptions,
    hooks::{use_location, use_navigate},
};
use web_sys::{Document, Element, FocusOptions, HtmlElement};

use super::{
    address::Address,
    frame::{self, language_of_document},
    pages::{self, Missed, page_at},
    progress::show_moving,
    retry, scroll,
    transition::in_transition,
    turns::{ends_turn, next_turn},
    typed,
};
use crate::place::{is_ours, is_screen, language_in};

type Navigate = Rc<dyn Fn(&str, NavigateOptions)>;
type Again = Rc<dyn Fn()>;

/// The middle of a page that the server draws.
pub(super) const PLACE: &str = "#main > .drawn";

/// Whether the address of a page is new, or already that of the browser (Back, Forward).
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Entry {
    New,
    Old,
}

thread_local! {
    /// The page or screen at hand: its path and query.
    static AT: RefCell<String> = RefCell::default();
    /// What the next place of a drawn page shows.
    static ARRIVED: RefCell<Option<String>> = RefCell::default();
    /// Whether the client has brought a page since the last load.
    static MOVED: Cell<bool> = const { Cell::new(false) };
    /// Whether the browser was told to go back or forward.
    static POPPED: Cell<bool> = const { Cell::new(false) };
    /// Draws everything anew, in another language.
    static AGAIN: RefCell<Option<Again>> = RefCell::default();
    static NAVIGATE: RefCell<Option<Navigate>> = RefCell::default();
}

/// The page at hand is the one that was loaded. `again` draws everything anew, in the document's language and at the
/// browser's address.
pub fn begin(again: Again) {
    AGAIN.set(Some(again));
    AT.set(Address::of_window().page);
    let popped = |_: &web_sys::Event| {
        scroll::remember(&AT.with_borrow(Clone::clone));
        POPPED.set(true);
        // Whatever was on its way to another page has nothing to show any more.
        next_turn();
    };
    gloo_events::EventListener::new(&window(), "popstate", popped).forget();
}

/// Whether the client has brought a page since the last load.
pub fn has_moved() -> bool {
    MOVED.get()
}

/// The page at hand: its path and query.
pub(super) fn at() -> String {
    AT.with_borrow(Clone::clone)
}

/// Lets the router lead to a screen.
pub(super) fn go_to_screen(address: &str) {
    leave_for(address);
    if let Some(navigate) = NAVIGATE.with_borrow(Clone::clone) {
        navigate(address, NavigateOptions::default());
    }
}

/// Whether `address` is the page at hand.
pub fn is_at(address: &Address) -> bool {
    AT.with_borrow(|at| *at == address.page)
}

/// Before the page at hand is left for a screen.
pub fn leave_for(screen: &str) {
    leave();
    next_turn();
    show_moving(Some(screen));
}

fn leave() {
    scroll::remember(&AT.with_borrow(Clone::clone));
}

/// Follows the router: what the browser's own buttons lead to is brought, and the frame told of a new screen.
pub fn follow_address() {
    let navigate = use_navigate();
    NAVIGATE.set(Some(Rc::new(navigate)));
    let location = use_location();
    Effect::new(move |_| {
        let (path, query) = (location.pathname.get(), location.search.get());
        let address = Address::new(&path, &query, "");
        if AT.replace(address.page.clone()) == address.page {
            return;
        }
        MOVED.set(true);
        if is_screen(&path) && frame::fits(&path) {
            next_turn();
            frame::show_screen(&path, query.trim_start_matches('?'));
        } else {
            spawn_local(go(address, Entry::Old));
        }
    });
}

/// Fills the place of a drawn page that has just been made; on a page that was loaded it is full.
pub fn fill(place: &HtmlElement) {
    if let Some(html) = ARRIVED.take() {
        place.set_inner_html(&html);
        arrive_at_heading();
    } else if !place.has_child_nodes() {
        spawn_local(go(Address::of_window(), Entry::Old));
    }
}

/// Brings the page at `address`. The one at hand stays until then.
pub async fn go(address: Address, entry: Entry) {
    let mine = next_turn();
    show_moving(Some(&address.page));
    // The front door remembers the language that somebody switched to.
    if language_in(address.path()) != Some(language_of_document()) {
        pages::forget_one(&address.page);
    }
    let answer = page_at(&address.page).await;
    if !ends_turn(mine) {
        return;
    }
    match answer.map(|page| (page.document(), page)) {
        Ok((Some(document), page)) if frame::is_of_this_version(&document) && stays_here(&page.address) => {
            let address = Address { page: page.address.clone(), ..address };
            in_transition(move || show(&document, &address, entry, arrive_at_heading));
        }
        Err(Missed::NoLine) => retry::tell(move || spawn_local(go(address, entry))),
        _ => load(&address, entry),
    }
}

/// Whether the page at an address belongs to the root that is awake.
pub(super) fn stays_here(page: &str) -> bool {
    is_ours(page.split('?').next().unwrap_or_default(), Address::of_window().path())
}

/// Leaves the page to the browser.
pub(super) fn load(address: &Address, entry: Entry) {
    pages::forget();
    let (whole, location) = (address.whole(), window().location());
    drop(if entry == Entry::New { location.assign(&whole) } else { location.replace(&whole) });
}

pub(super) fn show(page: &Document, address: &Address, entry: Entry, arrive: fn()) {
    let language = language_of_document();
    if entry == Entry::New {
        leave();
        write_history(&address.whole());
    }
    frame::take_over(page);
    MOVED.set(true);
    AT.set(address.page.clone());
    let html = page.query_selector(PLACE).ok().flatten().map(|drawn| drawn.inner_html());
    let place = document().query_selector(PLACE).ok().flatten();
    if language_of_document() != language {
        // Every word of the client changes.
        typed::keep();
        ARRIVED.set(html);
        if let Some(again) = AGAIN.with_borrow(Clone::clone) {
            again();
        }
        return;
    }
    match (html, place) {
        (Some(html), Some(place)) => {
            drop(place.remove_attribute("data-answered"));
            place.set_inner_html(&html);
            tell_router(address);
            arrive();
        }
        (html, _) => {
            ARRIVED.set(html);
            tell_router(address);
        }
    }
}

fn write_history(address: &str) {
    if let Ok(history) = window().history() {
        drop(history.push_state_with_url(&JsValue::NULL, "", Some(address)));
    }
}

/// The address is written already; the router has only to hear of it.
fn tell_router(address: &Address) {
    if let Some(navigate) = NAVIGATE.with_borrow(Clone::clone) {
        navigate(&address.whole(), NavigateOptions { replace: true, scroll: false, ..NavigateOptions::default() });
    }
}

pub(super) fn arrive_at_heading() {
    if let Some(heading) = document().query_selector("#main h1").ok().flatten() {
        drop(heading.set_attribute("tabindex", "-1"));
        arrive(heading);
    }
}

/// The heading of what has just been brought takes the focus, as a load would tell its page; who went back stands where
/// they were.
pub fn arrive(heading: impl Into<Element>) {
    show_moving(None);
    let heading: Element = heading.into();
    request_animation_frame(move || {
        let calm = FocusOptions::new();
        calm.set_prevent_scroll(true);
        if let Ok(heading) = heading.dyn_into::<HtmlElement>() {
            drop(heading.focus_with_options(&calm));
        }
        typed::give_back();
        if POPPED.take() {
            scroll::restore(&AT.with_borrow(Clone::clone));
        } else {
            scroll::begin(&Address::of_window().hash);
        }
    });
}
