//! The middle of the page, where the root that is awake draws.

use std::{any::Any, cell::RefCell, rc::Rc};

use leptos::{
    mount::{hydrate_from, mount_to},
    prelude::*,
    wasm_bindgen::JsCast,
};
use web_sys::HtmlElement;

use super::{moves, scroll};

thread_local! {
    static ROOT: RefCell<Option<Box<dyn Any>>> = RefCell::default();
}

/// Wakes `root` in the page that was loaded.
pub fn wake<V: IntoView + 'static>(root: fn() -> V) {
    let Some(main) = main() else { return };
    moves::begin(Rc::new(move || draw_anew(root)));
    ROOT.set(Some(Box::new(hydrate_from(main, root))));
    scroll::take_charge();
}

/// Draws everything anew, in the document's language and at the browser's address.
fn draw_anew<V: IntoView + 'static>(root: fn() -> V) {
    drop(ROOT.take());
    if let Some(main) = main() {
        main.set_inner_html("");
        ROOT.set(Some(Box::new(mount_to(main, root))));
    }
}

fn main() -> Option<HtmlElement> {
    document().get_element_by_id("main")?.dyn_into().ok()
}
