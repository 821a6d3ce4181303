//! One page fades into the next, where the browser can do that and nobody asked for less motion.

use leptos::{
    prelude::*,
    wasm_bindgen::{JsCast, JsValue, prelude::Closure},
};
use web_sys::js_sys::{Function, Promise, Reflect};

use super::turns::latest_turn;

/// Runs `change` at once, or as the browser's transition from what is seen now to what is seen then. The browser begins it
/// later: whoever has asked for something else by then is not shown it any more.
pub fn in_transition(change: impl FnOnce() + 'static) {
    let turn = latest_turn();
    let change = move || {
        if latest_turn() == turn {
            change();
        }
    };
    let wanted = window()
        .match_media("(prefers-reduced-motion: no-preference)")
        .is_ok_and(|asked| asked.is_some_and(|asked| asked.matches()));
    let start =
        Reflect::get(&document(), &"startViewTransition".into()).ok().and_then(|it| it.dyn_into::<Function>().ok());
    match start {
        Some(start) if wanted && !document().hidden() => {
            let started = start.call1(&document(), &Closure::once_into_js(change));
            if let Ok(transition) = started {
                swallow(&transition);
            }
        }
        _ => change(),
    }
}

/// A transition that gives way to the next says so by failing; nothing is lost with it.
fn swallow(transition: &JsValue) {
    let quiet = Closure::<dyn FnMut(JsValue)>::new(|_| {});
    for told in ["ready", "finished"] {
        if let Some(told) = Reflect::get(transition, &told.into()).ok().and_then(|it| it.dyn_into::<Promise>().ok()) {
            drop(told.catch(&quiet));
        }
    }
    quiet.forget();
}
