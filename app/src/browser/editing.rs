//! Says which thing of the desk is open in this tab while it is looked at, and shows who else has it open. It asks by itself,
//! so it keeps no session awake.

use std::{
    cell::{Cell, RefCell},
    collections::BTreeMap,
    time::Duration,
};

use gloo_events::EventListener;
use gloo_timers::callback::Interval;
use leptos::{prelude::*, task::spawn_local, wasm_bindgen::JsCast};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    Response, UrlSearchParams,
    js_sys::{Function, Object, Reflect},
};

use super::{
    frame::all,
    heard::{self, Heard},
};

/// Where a page says who else has a thing open.
const MARKS: &str = "[data-editing]";
/// Milliseconds between two looks at what is open; what is still open is said again after so many of them, well before the
/// server takes silence for a leave.
const LOOK: u32 = 5_000;
const LOOKS: u32 = 9;
/// The focus passes over what nobody stops at.
const REST: Duration = Duration::from_millis(300);

thread_local! {
    static OPEN: RefCell<Option<String>> = RefCell::default();
    static LOOKED: Cell<u32> = const { Cell::new(0) };
    static PENDING: Cell<bool> = const { Cell::new(false) };
}

/// Where a tab keeps what it has left: a browser may lose what a page says when it goes, and the next page says it again.
const LEFT: &str = "left";

/// Follows what is open as long as the tab lives.
pub fn listen() {
    if let Some(left) = keep_left(None).filter(|left| !left.is_empty() && thing().as_ref() != Some(left)) {
        spawn_local(tell(Some(left), None));
    }
    soon();
    // Whatever page comes, something in it takes the focus.
    for kind in ["focusin", "focusout"] {
        EventListener::new(&document(), kind, |_| soon()).forget();
    }
    EventListener::new(&document(), "visibilitychange", |_| {
        if !document().hidden() {
            say(None, OPEN.with_borrow(Clone::clone));
        }
    })
    .forget();
    EventListener::new(&window(), "pagehide", |_| {
        // The server has it open since the page was loaded, before the client said so.
        if let Some(left) = OPEN.take().or_else(thing) {
            leave(&left);
            keep_left(Some(&left));
        }
    })
    .forget();
    heard::listen(|heard| {
        let changed = match &heard {
            Heard::Changed(part) => part == "editing",
            Heard::Missed => true,
            _ => false,
        };
        if changed && !document().hidden() && !all(&document(), MARKS).is_empty() {
            // Nothing is opened by it: it may be on its way when the page is left, and come behind the leave.
            spawn_local(tell(None, None));
        }
    });
    Interval::new(LOOK, look).forget();
}

fn soon() {
    if !PENDING.replace(true) {
        set_timeout(
            || {
                PENDING.set(false);
                look();
            },
            REST,
        );
    }
}

/// Says what is open now, when that is something else than before or was not said for a while.
fn look() {
    if document().hidden() {
        return;
    }
    let (now, before) = (thing(), OPEN.with_borrow(Clone::clone));
    LOOKED.set(LOOKED.get() + 1);
    let is_due = now.is_some() && LOOKED.get() >= LOOKS;
    if now != before || is_due {
        OPEN.set(now.clone());
        say(before.filter(|before| now.as_ref() != Some(before)), now);
    }
}

fn say(left: Option<String>, open: Option<String>) {
    LOOKED.set(0);
    spawn_local(tell(left, open));
}

/// The thing whose row has the focus, or that of the whole page.
fn thing() -> Option<String> {
    let row = document().active_element().and_then(|at| at.closest("[data-thing]").ok().flatten());
    if let Some(row) = row {
        return row.get_attribute("data-thing");
    }
    document().query_selector(&format!("{MARKS}[data-whole]")).ok().flatten()?.get_attribute("data-editing")
}

/// Tells the server what is left and what is open, and shows who else has what is shown here.
async fn tell(left: Option<String>, open: Option<String>) {
    let marks = all(&document(), MARKS);
    let shown: Vec<String> = marks.iter().filter_map(|mark| mark.get_attribute("data-editing")).collect();
    let Some(words) = ask(&left.unwrap_or_default(), &open.unwrap_or_default(), &shown.join(" ")).await else { return };
    for mark in all(&document(), MARKS) {
        let of = mark.get_attribute("data-editing").unwrap_or_default();
        let now = words.get(&of).map_or("", String::as_str);
        if mark.text_content().unwrap_or_default() != now {
            mark.set_text_content(Some(now));
        }
    }
}

/// Says that a thing is left with the page: nothing waits for an answer then.
fn leave(left: &str) {
    let Ok(fields) = UrlSearchParams::new() else { return };
    fields.append("left", left);
    let navigator = window().navigator();
    let send = Reflect::get(&navigator, &"sendBeacon".into()).ok().and_then(|it| it.dyn_into::<Function>().ok());
    if let Some(send) = send {
        drop(send.call2(&navigator, &"/staff/editing".into(), &fields));
    }
}

/// Keeps what was left, or nothing more; answers what was kept.
fn keep_left(left: Option<&str>) -> Option<String> {
    let kept = window().session_storage().ok().flatten()?;
    let before = kept.get_item(LEFT).ok().flatten();
    drop(match left {
        Some(left) => kept.set_item(LEFT, left),
        None => kept.remove_item(LEFT),
    });
    before
}

/// The server's answer, by thing; nothing when there is none.
async fn ask(left: &str, open: &str, shown: &str) -> Option<BTreeMap<String, String>> {
    let fields = UrlSearchParams::new().ok()?;
    for (name, value) in [("left", left), ("of", open), ("shown", shown)] {
        fields.append(name, value);
    }
    let (how, headers) = (Object::new(), Object::new());
    drop(Reflect::set(&headers, &"x-by-itself".into(), &"yes".into()));
    drop(Reflect::set(&how, &"method".into(), &"POST".into()));
    drop(Reflect::set(&how, &"headers".into(), &headers));
    drop(Reflect::set(&how, &"body".into(), &fields));
    let coming = window().fetch_with_str_and_init("/staff/editing", how.unchecked_ref());
    let answer: Response = JsFuture::from(coming).await.ok()?.dyn_into().ok()?;
    let text = JsFuture::from(answer.text().ok()?).await.ok()?.as_string().filter(|_| answer.ok())?;
    serde_json::from_slice(text.as_bytes()).ok()
}
