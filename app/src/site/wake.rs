//! The root of the public site wakes in the browser.

use std::{any::Any, cell::RefCell};

use leptos::{
    mount::{hydrate_from, mount_to},
    prelude::*,
    task::spawn_local,
    wasm_bindgen::JsCast,
};
use web_sys::HtmlElement;

use super::{place::is_screen, root::PublicSite};
use crate::{
    booking::bring,
    browser::{links, moves, scroll},
};

thread_local! {
    static ROOT: RefCell<Option<Box<dyn Any>>> = RefCell::default();
}

/// Wakes the page that was loaded.
pub async fn wake() {
    let Some(main) = main() else { return };
    if is_screen(&window().location().pathname().unwrap_or_default()) {
        bring().await;
    }
    moves::begin(again);
    ROOT.set(Some(Box::new(hydrate_from(main, PublicSite))));
    scroll::take_charge();
    links::listen(|| spawn_local(bring()));
}

/// Draws everything anew, in the document's language and at the browser's address.
fn again() {
    drop(ROOT.take());
    if let Some(main) = main() {
        main.set_inner_html("");
        ROOT.set(Some(Box::new(mount_to(main, PublicSite))));
    }
}

fn main() -> Option<HtmlElement> {
    document().get_element_by_id("main")?.dyn_into().ok()
}
