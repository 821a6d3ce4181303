//! Lines on which the server tells what changes.

use std::{cell::RefCell, rc::Rc};

use gloo_events::EventListener;
use leptos::prelude::*;
use web_sys::EventSource;

/// Hears the server's messages called `name` on the line `url` until the component is gone. The browser opens a lost
/// line again by itself.
///
/// A page that is not looked at has no line: a browser opens six to one site, and whoever has as many tabs could load
/// nothing more. When it is looked at again it has missed something, perhaps: `heard` is told so.
pub fn listen(url: &'static str, name: &'static str, heard: impl Fn() + Clone + 'static) {
    let line = Rc::new(RefCell::new(open(url, name, heard.clone())));
    let of_page = line.clone();
    let turned = EventListener::new(&document(), "visibilitychange", move |_| {
        of_page.borrow_mut().take();
        if !document().hidden() {
            *of_page.borrow_mut() = open(url, name, heard.clone());
            heard();
        }
    });
    let kept = StoredValue::new_local(Some((line, turned)));
    on_cleanup(move || {
        if let Some((line, turned)) = kept.try_update_value(Option::take).flatten() {
            drop(turned);
            line.borrow_mut().take();
        }
    });
}

/// A line with who listens to it; it closes when it is dropped.
struct Heard {
    line: EventSource,
    _ear: EventListener,
}

impl Drop for Heard {
    fn drop(&mut self) {
        self.line.close();
    }
}

fn open(url: &str, name: &'static str, heard: impl Fn() + 'static) -> Option<Heard> {
    let line = EventSource::new(url).ok()?;
    let ear = EventListener::new(&line, name, move |_| heard());
    Some(Heard { line, _ear: ear })
}
