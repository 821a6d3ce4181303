//! Shows a page as families will read it while somebody writes it. The server draws it, as it does without script.

use std::cell::Cell;

use gloo_events::EventListener;
use leptos::{prelude::*, task::spawn_local, wasm_bindgen::JsCast};
use web_sys::{Element, Event, HtmlFormElement};

use super::{
    moves,
    pages::post,
    posts::{are_on_their_way, typed_in},
};

/// Whoever pauses for so many milliseconds sees what they have written.
const PAUSE: u64 = 800;
const PLACE: &str = ".page-preview";

thread_local! {
    static LATEST: Cell<u32> = const { Cell::new(0) };
}

/// Hears what is typed as long as the page lives.
pub fn listen() {
    EventListener::new(&document(), "input", |event| {
        typed(event);
    })
    .forget();
}

fn typed(event: &Event) -> Option<()> {
    let field: Element = event.target()?.dyn_into().ok()?;
    let form: HtmlFormElement = field.closest("form[data-preview]").ok()??.dyn_into().ok()?;
    let turn = LATEST.get() + 1;
    LATEST.set(turn);
    set_timeout(
        move || {
            if LATEST.get() == turn && form.is_connected() && !are_on_their_way() {
                spawn_local(draw(form, turn));
            }
        },
        std::time::Duration::from_millis(PAUSE),
    );
    Some(())
}

async fn draw(form: HtmlFormElement, turn: u32) {
    let at = moves::at();
    let Some(fields) = typed_in(&form) else { return };
    fields.append("preview", "yes");
    let action = form.get_attribute("action").unwrap_or_default();
    let Ok(page) = post(&action, &fields).await else { return };
    if LATEST.get() != turn || moves::at() != at {
        return;
    }
    let drawn = page.document().and_then(|page| page.query_selector(PLACE).ok().flatten());
    if let (Some(drawn), Some(place)) = (drawn, document().query_selector(PLACE).ok().flatten()) {
        place.set_inner_html(&drawn.inner_html());
    }
}
