use leptos::{prelude::request_animation_frame, web_sys::HtmlElement};

/// Moves the focus to an element that has just been drawn, as soon as it stands in the page.
pub fn focus(element: impl Into<HtmlElement>) {
    let element = element.into();
    request_animation_frame(move || drop(element.focus()));
}
