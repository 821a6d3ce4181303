//! The one live line of the desk in this browser: a tab holds it, and tells the others what it hears.

use std::cell::{Cell, RefCell};

use gloo_events::EventListener;
use gloo_timers::callback::Interval;
use leptos::{
    prelude::*,
    wasm_bindgen::{JsCast, JsValue, prelude::Closure},
};
use web_sys::{
    BroadcastChannel, EventSource, MessageEvent,
    js_sys::{Function, Promise, Reflect},
};

use super::heard::{self, State, heard_of, last_heard, set_state};

/// Name of the channel, and of the lock of whoever holds the line.
const NAME: &str = "wifaq-desk";
/// What a tab that comes later asks.
const WHO: &str = "who";
/// Looked at this often, in milliseconds.
const LOOK: u32 = 5_000;
/// The server beats every ten seconds; this many looks without a word mean that the line is lost.
const SILENT_LOOKS: u32 = 5;

thread_local! {
    static CHANNEL: RefCell<Option<BroadcastChannel>> = RefCell::default();
    static SOURCE: RefCell<Option<(EventSource, Vec<EventListener>)>> = RefCell::default();
    static SILENT: Cell<u32> = const { Cell::new(0) };
    /// Whether the line was lost since it last spoke: then nobody knows which parts changed.
    static BROKEN: Cell<bool> = const { Cell::new(false) };
    /// Whether this tab is the one that holds the line.
    static HOLDS: Cell<bool> = const { Cell::new(false) };
}

/// Hears the line as long as the tab lives.
pub fn begin() {
    let Ok(channel) = BroadcastChannel::new(NAME) else { return hold_while_seen() };
    let told = |event: &web_sys::Event| {
        let text = event.dyn_ref::<MessageEvent>().and_then(|message| message.data().as_string());
        match text.as_deref() {
            Some(WHO) if HOLDS.get() => tell("beat", ""),
            Some(WHO) | None => {}
            Some(text) => hear_told(text),
        }
    };
    EventListener::new(&channel, "message", told).forget();
    drop(channel.post_message(&JsValue::from_str(WHO)));
    CHANNEL.set(Some(channel));
    if !hold_when_free() {
        hold_while_seen();
    }
    Interval::new(LOOK, look).forget();
}

/// Where the browser has locks, one tab at a time has the line: the next one when that is closed.
fn hold_when_free() -> bool {
    let locks = Reflect::get(&window().navigator(), &"locks".into()).unwrap_or(JsValue::UNDEFINED);
    let request = Reflect::get(&locks, &"request".into()).ok().and_then(|it| it.dyn_into::<Function>().ok());
    let Some(request) = request else { return false };
    let held = Closure::<dyn FnMut() -> Promise>::new(|| {
        HOLDS.set(true);
        open();
        // For as long as the tab lives.
        Promise::new(&mut |_, _| {})
    });
    let asked = request.call2(&locks, &NAME.into(), held.as_ref());
    held.forget();
    asked.is_ok()
}

/// Where it has none, as on a plain line in the house, every tab that is looked at has one: a browser opens six to one site.
fn hold_while_seen() {
    let turned = || {
        HOLDS.set(!document().hidden());
        if HOLDS.get() { open() } else { close() }
    };
    turned();
    EventListener::new(&document(), "visibilitychange", move |_| turned()).forget();
}

fn open() {
    close();
    BROKEN.set(last_heard().is_some());
    let after = last_heard().map_or_else(String::new, |last| format!("?after={last}"));
    let Ok(source) = EventSource::new(&format!("/staff/live{after}")) else { return };
    let ears = ["beat", "card", "gone", "changed"].map(|kind| {
        EventListener::new(&source, kind, move |event| {
            let Some(message) = event.dyn_ref::<MessageEvent>() else { return };
            if let Ok(id) = message.last_event_id().parse() {
                heard_of(id);
            }
            let data = message.data().as_string().unwrap_or_default();
            tell(kind, &data);
            hear(kind, data);
            if BROKEN.replace(false) {
                tell("missed", "");
                hear("missed", String::new());
            }
        })
    });
    let lost = EventListener::new(&source, "error", |_| {
        BROKEN.set(true);
        set_state(State::Lost);
    });
    SOURCE.set(Some((source, ears.into_iter().chain([lost]).collect())));
}

fn close() {
    if let Some((source, ears)) = SOURCE.take() {
        drop(ears);
        source.close();
    }
}

/// The line has spoken.
fn hear(kind: &str, data: String) {
    SILENT.set(0);
    heard::hear(kind, data);
}

/// Tells the other tabs.
fn tell(kind: &str, data: &str) {
    let last = last_heard().unwrap_or(-1);
    CHANNEL.with_borrow(|channel| {
        if let Some(channel) = channel {
            drop(channel.post_message(&JsValue::from_str(&format!("{kind} {last} {data}"))));
        }
    });
}

fn hear_told(text: &str) {
    let mut parts = text.splitn(3, ' ');
    let (Some(kind), Some(last)) = (parts.next(), parts.next()) else { return };
    if let Some(last) = last.parse().ok().filter(|last| *last >= 0) {
        heard_of(last);
    }
    if !HOLDS.get() {
        // Somebody holds the line again.
        close();
    }
    hear(kind, parts.next().unwrap_or_default().to_owned());
}

/// Opens a line again that is silent or that the browser has given up; a refused one means that the session is over.
fn look() {
    SILENT.set(SILENT.get() + 1);
    let given_up = SOURCE
        .with_borrow(|source| source.as_ref().is_some_and(|(source, _)| source.ready_state() == EventSource::CLOSED));
    if SILENT.get() <= SILENT_LOOKS && !given_up {
        return;
    }
    set_state(State::Lost);
    SILENT.set(0);
    // Whoever holds it may sleep: who is looked at hears for themselves.
    if HOLDS.get() || !document().hidden() {
        open();
    }
    leptos::task::spawn_local(async {
        if crate::api::desk::signed_in_still().await == Ok(false) {
            set_state(State::SignedOut);
        }
    });
}
