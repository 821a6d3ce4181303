//! The one live line of the desk in this browser: a tab holds it, and tells the others what it hears.

use std::{
    cell::{Cell, RefCell},
    rc::Rc,
};

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

/// Name of the channel, and of the lock of whoever holds the line.
const NAME: &str = "wifaq-desk";
/// What a tab that comes later asks.
const WHO: &str = "who";
/// Looked at this often, in milliseconds.
const LOOK: u32 = 5_000;
/// The server beats every ten seconds; this many looks without a word mean that the line is lost.
const SILENT_LOOKS: u32 = 5;

/// What the line says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Heard {
    /// A card as it is now, in JSON.
    Card(String),
    /// Id of a card that its reader leads no longer.
    Gone(String),
    /// A part of the desk shows something else.
    Changed(String),
    /// Something was not heard: what is shown has to be asked for again.
    Missed,
}

/// How the line is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    Unopened,
    Live,
    /// Lost; the tab tries again by itself.
    Lost,
    /// The session is over: only signing in again helps.
    SignedOut,
}

struct Listener {
    id: u32,
    /// The last event that is in what it shows; unknown once the line has spoken.
    seen: Cell<Option<i64>>,
    hear: Box<dyn Fn(Heard)>,
}

thread_local! {
    static LISTENERS: RefCell<Vec<Rc<Listener>>> = RefCell::default();
    static COUNT: Cell<u32> = const { Cell::new(0) };
    static STATE: RefCell<Option<ArcRwSignal<State>>> = RefCell::default();
    static CHANNEL: RefCell<Option<BroadcastChannel>> = RefCell::default();
    static SOURCE: RefCell<Option<(EventSource, Vec<EventListener>)>> = RefCell::default();
    /// The last event that was heard of.
    static LAST: Cell<Option<i64>> = const { Cell::new(None) };
    static SILENT: Cell<u32> = const { Cell::new(0) };
    /// Whether the line was lost since it last spoke: then nobody knows which parts changed.
    static BROKEN: Cell<bool> = const { Cell::new(false) };
    /// Whether this tab is the one that holds the line.
    static HOLDS: Cell<bool> = const { Cell::new(false) };
}

/// How the line is, as it changes.
pub fn state() -> ArcRwSignal<State> {
    STATE.with_borrow_mut(|state| state.get_or_insert_with(|| ArcRwSignal::new(State::Unopened)).clone())
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

/// Hears the line as long as the tab lives.
pub fn listen(hear: impl Fn(Heard) + 'static) {
    add(None, hear);
}

fn add(seen: Option<i64>, hear: impl Fn(Heard) + 'static) -> u32 {
    COUNT.set(COUNT.get() + 1);
    let id = COUNT.get();
    let listener = Listener { id, seen: Cell::new(seen), hear: Box::new(hear) };
    LISTENERS.with_borrow_mut(|all| all.push(Rc::new(listener)));
    id
}

/// Hears the line until the component is gone. `seen` is the last event that is in what it shows.
pub fn join(seen: i64, hear: impl Fn(Heard) + 'static) {
    let id = add(Some(seen), hear);
    on_cleanup(move || LISTENERS.with_borrow_mut(|all| all.retain(|one| one.id != id)));
    // Whoever comes later may have missed something between reading and hearing.
    if LAST.get().is_some() {
        request_animation_frame(catch_up);
    }
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
    BROKEN.set(LAST.get().is_some());
    let after = LAST.get().map_or_else(String::new, |last| format!("?after={last}"));
    let Ok(source) = EventSource::new(&format!("/staff/live{after}")) else { return };
    let ears = ["beat", "card", "gone", "changed"].map(|kind| {
        EventListener::new(&source, kind, move |event| {
            let Some(message) = event.dyn_ref::<MessageEvent>() else { return };
            if let Ok(id) = message.last_event_id().parse() {
                LAST.set(Some(id));
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

/// Tells the other tabs.
fn tell(kind: &str, data: &str) {
    let last = LAST.get().unwrap_or(-1);
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
        LAST.set(Some(last));
    }
    if !HOLDS.get() {
        // Somebody holds the line again.
        close();
    }
    hear(kind, parts.next().unwrap_or_default().to_owned());
}

fn hear(kind: &str, data: String) {
    SILENT.set(0);
    set_state(State::Live);
    let heard = match kind {
        "card" => Heard::Card(data),
        "gone" => Heard::Gone(data),
        "changed" => Heard::Changed(data),
        "missed" => Heard::Missed,
        _ => return catch_up(),
    };
    catch_up();
    for listener in LISTENERS.with_borrow(Clone::clone) {
        (listener.hear)(heard.clone());
    }
}

/// Whoever shows less than was heard of asks again.
fn catch_up() {
    let Some(last) = LAST.get() else { return };
    for listener in LISTENERS.with_borrow(Clone::clone) {
        if listener.seen.take().is_some_and(|seen| seen < last) {
            (listener.hear)(Heard::Missed);
        }
    }
}

fn set_state(now: State) {
    let state = state();
    if state.get_untracked() != now {
        state.set(now);
    }
    if let Some(root) = document().document_element() {
        drop(root.set_attribute("data-line", if now == State::Live { "live" } else { "lost" }));
    }
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
