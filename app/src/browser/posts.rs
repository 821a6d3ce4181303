//! Forms of the pages that the server draws: sent without a load, and answered where they stand.

use std::cell::Cell;

use gloo_events::{EventListener, EventListenerOptions};
use leptos::{ev::SubmitEvent, prelude::*, task::spawn_local, wasm_bindgen::JsCast};
use web_sys::{Element, FormData, HtmlFormElement, UrlSearchParams};

use super::{
    address::Address,
    answers::show_answer,
    moves::{self, Entry, go},
    pages::{Missed, post},
    retry,
    turns::{begin_turn, ends_turn},
};
use crate::place::is_screen;

/// Marks a form that is on its way.
const SENDING: &str = "data-sending";
/// Marks a form whose deed shows before it is answered (`style/office.css`): one that is taken back by a click and tells nobody.
const AT_ONCE: &str = "data-at-once";

thread_local! {
    static ON_THEIR_WAY: Cell<u32> = const { Cell::new(0) };
}

/// Whether a form waits for its answer, which shows the newest page.
pub fn are_on_their_way() -> bool {
    ON_THEIR_WAY.get() > 0
}

/// Hears every form that is sent, as long as the page lives. What a screen answers itself is none of it.
pub fn listen() {
    EventListener::new(&document(), "click", |event| {
        let pressed = event.target().and_then(|target| target.dyn_into::<Element>().ok());
        if pressed.is_some_and(|pressed| pressed.closest("[data-print]").is_ok_and(|found| found.is_some())) {
            drop(window().print());
        }
    })
    .forget();
    let may_prevent = EventListenerOptions::enable_prevent_default();
    EventListener::new_with_options(&document(), "submit", may_prevent, |event| {
        if let Some(event) = event.dyn_ref() {
            sent(event);
        }
    })
    .forget();
}

fn sent(event: &SubmitEvent) {
    let Some(form) = form_of(event) else { return };
    let Some(fields) = fields_of(&form, event) else { return };
    event.prevent_default();
    if form.has_attribute(SENDING) {
        return;
    }
    let action = form.get_attribute("action").unwrap_or_else(|| Address::of_window().page);
    if form.get_attribute("method").as_deref() != Some("post") {
        let address = Address::new(&action, &String::from(fields.to_string()), "");
        if is_screen(address.path()) {
            moves::go_to_screen(&address.page);
        } else {
            spawn_local(go(address, Entry::New));
        }
    } else if !retry::lacks_line() {
        drop(form.set_attribute(SENDING, ""));
        spawn_local(send(form, action, fields));
    }
}

/// The form, unless a screen answers it or the browser is to send it: what comes back may be a file.
fn form_of(event: &SubmitEvent) -> Option<HtmlFormElement> {
    let form: HtmlFormElement = event.target()?.dyn_into().ok()?;
    let drawn = form.closest("#main > .drawn").ok().flatten().is_some();
    let browsers = form.has_attribute("data-file");
    // A screen's form that only asks leads to an address, as a link does.
    let asks = form.has_attribute("data-asks");
    ((drawn || asks) && !browsers && !event.default_prevented()).then_some(form)
}

/// What a form holds.
pub fn typed_in(form: &HtmlFormElement) -> Option<UrlSearchParams> {
    let data = FormData::new_with_form(form).ok()?;
    UrlSearchParams::new_with_str_sequence_sequence(&data).ok()
}

/// The same with the button that sent it.
fn fields_of(form: &HtmlFormElement, event: &SubmitEvent) -> Option<UrlSearchParams> {
    let fields = typed_in(form)?;
    let of_button = |name| event.submitter().and_then(|button| button.get_attribute(name));
    if let Some(name) = of_button("name") {
        fields.append(&name, &of_button("value").unwrap_or_default());
    }
    Some(fields)
}

async fn send(form: HtmlFormElement, action: String, fields: UrlSearchParams) {
    let turn = begin_turn(&moves::at());
    ON_THEIR_WAY.set(ON_THEIR_WAY.get() + 1);
    let answer = post(&action, &fields).await;
    ON_THEIR_WAY.set(ON_THEIR_WAY.get() - 1);
    let latest = ends_turn(turn);
    // Whoever ends one thing after the other sees none come back: the answer to the last one shows them all.
    if latest || answer.is_err() || !form.has_attribute(AT_ONCE) {
        drop(form.remove_attribute(SENDING));
    }
    match answer {
        _ if !latest => {}
        Ok(page) => show_answer(page),
        // What was typed stays; whether it arrived, nobody knows: it is for the person to send it again.
        Err(Missed::NoLine) => retry::tell(retry::stop),
        Err(Missed::Other) => drop(location().reload()),
    }
}
