//! What the live line says, and who in this tab hears it.

use std::{
    cell::{Cell, RefCell},
    rc::Rc,
};

use leptos::prelude::*;

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
    /// The last event that was heard of.
    static LAST: Cell<Option<i64>> = const { Cell::new(None) };
}

/// How the line is, as it changes.
pub fn state() -> ArcRwSignal<State> {
    STATE.with_borrow_mut(|state| state.get_or_insert_with(|| ArcRwSignal::new(State::Unopened)).clone())
}

/// The last event that was heard of.
pub fn last_heard() -> Option<i64> {
    LAST.get()
}

/// An event was heard of.
pub fn heard_of(last: i64) {
    LAST.set(Some(last));
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

/// Tells whoever listens.
pub fn hear(kind: &str, data: String) {
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

/// How the line is from now on.
pub fn set_state(now: State) {
    let state = state();
    if state.get_untracked() != now {
        state.set(now);
    }
    if let Some(root) = document().document_element() {
        drop(root.set_attribute("data-line", if now == State::Live { "live" } else { "lost" }));
    }
}
