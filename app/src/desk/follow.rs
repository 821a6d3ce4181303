//! The desk's live line in the browser: patches cards, notices silence, comes back by itself and misses nothing.

use std::{cell::RefCell, rc::Rc};

use domain::board::Card;
use gloo_events::EventListener;
use gloo_timers::callback::Interval;
use leptos::{prelude::*, wasm_bindgen::JsCast};
use web_sys::{EventSource, MessageEvent};

use super::shown::{Line, Shown};

/// Looked at this often, in milliseconds.
const LOOK: u32 = 5_000;
/// The server beats every ten seconds; this many looks without a word mean that the line is lost.
const SILENT_LOOKS: u32 = 5;

struct Follower {
    shown: Shown,
    line: RwSignal<Line>,
    /// The last event id seen.
    last: i64,
    silent: u32,
    open: Option<(EventSource, Vec<EventListener>)>,
}

type Shared = Rc<RefCell<Follower>>;

/// Opens the line after `last`, and keeps it until the page is left.
pub fn follow(shown: Shown, line: RwSignal<Line>, last: i64) {
    let follower = Rc::new(RefCell::new(Follower { shown, line, last, silent: 0, open: None }));
    open(&follower);
    let looking = follower.clone();
    let looks = Interval::new(LOOK, move || look(&looking));
    let kept = StoredValue::new_local(Some((follower, looks)));
    on_cleanup(move || {
        if let Some((follower, looks)) = kept.try_update_value(Option::take).flatten() {
            drop(looks);
            close(&follower);
        }
    });
}

fn open(follower: &Shared) {
    close(follower);
    let last = follower.borrow().last;
    let Ok(source) = EventSource::new(&format!("/staff/live?after={last}")) else { return };
    let on = |name: &'static str, heard: fn(&mut Follower, &MessageEvent)| {
        let follower = follower.clone();
        EventListener::new(&source, name, move |event| {
            if let (Some(message), Ok(mut follower)) = (event.dyn_ref::<MessageEvent>(), follower.try_borrow_mut()) {
                follower.silent = 0;
                heard(&mut follower, message);
            }
        })
    };
    let lost = {
        let follower = follower.clone();
        EventListener::new(&source, "error", move |_| follower.borrow().line.set(Line::Lost))
    };
    let ears = vec![
        on("beat", |follower, _| follower.line.set(Line::Live)),
        on("card", heard_card),
        on("gone", heard_gone),
        lost,
    ];
    follower.borrow_mut().open = Some((source, ears));
}

fn close(follower: &Shared) {
    if let Some((source, ears)) = follower.borrow_mut().open.take() {
        drop(ears);
        source.close();
    }
}

fn heard_card(follower: &mut Follower, message: &MessageEvent) {
    follower.line.set(Line::Live);
    if let Ok(id) = message.last_event_id().parse() {
        follower.last = id;
    }
    let card = message.data().as_string().and_then(|text| serde_json::from_str::<Card>(&text).ok());
    if let Some(card) = card {
        follower.shown.patch(card);
    }
}

fn heard_gone(follower: &mut Follower, message: &MessageEvent) {
    if let Ok(id) = message.last_event_id().parse() {
        follower.last = id;
    }
    if let Some(id) = message.data().as_string() {
        follower.shown.drop_card(&id);
    }
}

/// Opens a line again that is silent or that the browser has given up; a refused one means that the session is over.
fn look(follower: &Shared) {
    let (silent, given_up) = {
        let mut follower = follower.borrow_mut();
        follower.silent += 1;
        let given_up = follower.open.as_ref().is_none_or(|(source, _)| source.ready_state() == EventSource::CLOSED);
        (follower.silent > SILENT_LOOKS, given_up)
    };
    if silent || given_up {
        let line = follower.borrow().line;
        line.set(Line::Lost);
        follower.borrow_mut().silent = 0;
        open(follower);
        ask_whether_signed_in(line);
    }
}

fn ask_whether_signed_in(line: RwSignal<Line>) {
    leptos::task::spawn_local(async move {
        if crate::api::desk::signed_in_still().await == Ok(false) {
            line.set(Line::SignedOut);
        }
    });
}
