//! When the line is lost, or the server starts again: says so, and goes on by itself.

use std::{
    cell::{Cell, RefCell},
    rc::Rc,
};

use gloo_events::EventListener;
use gloo_timers::callback::Interval;
use leptos::{prelude::*, task::spawn_local};
use leptos_i18n::td_string;
use web_sys::Element;

use super::{fetch::fetch, frame::language_of_document};
use crate::i18n::locale;

/// Milliseconds between two questions whether the server answers.
const PERIOD: u32 = 5_000;

/// Asks until the server answers; ends when it is dropped.
pub struct Waiting {
    _period: Interval,
    _online: EventListener,
}

/// Runs `then` once the server answers.
pub fn when_back(then: impl FnOnce() + 'static) -> Waiting {
    let then = Rc::new(Cell::new(Some(then)));
    let ask = move || {
        let then = then.clone();
        spawn_local(async move {
            if fetch("/healthz").await.is_some_and(|answer| answer.ok())
                && let Some(then) = then.take()
            {
                then();
            }
        });
    };
    let at_once = ask.clone();
    Waiting {
        _period: Interval::new(PERIOD, ask),
        _online: EventListener::new(&window(), "online", move |_| at_once()),
    }
}

/// Loads the page anew once the server answers, until the component is gone.
pub fn reload_when_back() {
    let kept = StoredValue::new_local(Some(when_back(|| drop(location().reload()))));
    on_cleanup(move || drop(kept.try_update_value(Option::take)));
}

thread_local! {
    static TOLD: RefCell<Option<(Element, Waiting)>> = RefCell::default();
}

/// Says over the page at hand, which stays, that there is no line; `then` goes on.
pub fn tell(then: impl FnOnce() + 'static) {
    stop();
    let at = locale(language_of_document());
    let (Some(body), Ok(bar)) = (document().body(), document().create_element("p")) else { return };
    bar.set_class_name("no-line");
    drop(bar.set_attribute("role", "alert"));
    drop(body.append_child(&bar));
    // Told after it stands there, so that it is read aloud.
    let words = [("strong", td_string!(at, site.no_line_title)), ("span", td_string!(at, site.no_line_text))];
    for (kind, words) in words {
        if let Ok(part) = document().create_element(kind) {
            part.set_text_content(Some(words));
            drop(bar.append_child(&part));
        }
    }
    TOLD.set(Some((bar, when_back(then))));
}

/// Whether the browser knows that it has no line; then it is said until there is one.
pub fn lacks_line() -> bool {
    let lacks = !window().navigator().on_line();
    if lacks {
        tell(stop);
    }
    lacks
}

/// There is a line, or nobody waits for it any more.
pub fn stop() {
    if let Some((bar, _)) = TOLD.take() {
        bar.remove();
    }
}
