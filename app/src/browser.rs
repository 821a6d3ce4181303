//! What only a browser can do: its language, its live lines, its focus, its forms.

use std::{cell::RefCell, rc::Rc};

use domain::{
    booking::{BookingForm, Field},
    language::Language,
};
use gloo_events::EventListener;
use leptos::{
    ev::{Event, KeyboardEvent, SubmitEvent},
    prelude::*,
    wasm_bindgen::JsCast,
};
use web_sys::{Element, EventSource, FormData, HtmlElement, HtmlFormElement, HtmlInputElement, UrlSearchParams};

/// `lang` of the document.
pub fn language_of_document() -> Language {
    let root = document().document_element();
    root.and_then(|root| root.get_attribute("lang")).and_then(|code| Language::from_code(&code)).unwrap_or_default()
}

/// Makes the links of the language switch lead to the screen that the client shows.
pub fn lead_languages_to(path: &str, query: &str) {
    let mark = if query.is_empty() { "" } else { "?" };
    let rest = path.splitn(3, '/').nth(2).unwrap_or_default();
    let Ok(links) = document().query_selector_all(".locales__link") else { return };
    for link in (0..links.length()).filter_map(|n| links.get(n)?.dyn_into::<Element>().ok()) {
        let code = link.get_attribute("hreflang").unwrap_or_default();
        drop(link.set_attribute("href", &format!("/{code}/{rest}{mark}{query}")));
    }
}

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

/// Loads the page anew when the browser has a line again, until the component is gone.
pub fn reload_when_online() {
    let ear = EventListener::new(&window(), "online", |_| drop(location().reload()));
    let kept = StoredValue::new_local(Some(ear));
    on_cleanup(move || drop(kept.try_update_value(Option::take)));
}

/// The field of a booking form that has just been answered, with the form as it stands.
pub fn changed_field(event: &Event) -> Option<(BookingForm, Field)> {
    let input: HtmlInputElement = event.target()?.dyn_into().ok()?;
    let field = Field::ALL.into_iter().find(|field| field.as_str() == input.name())?;
    Some((booking_form(&input.form()?)?, field))
}

/// The booking form that is about to be sent.
pub fn submitted_form(event: &SubmitEvent) -> Option<BookingForm> {
    booking_form(&event.target()?.dyn_into().ok()?)
}

/// The address that a form with `method="get"` leads to.
pub fn address_asked_by(event: &SubmitEvent) -> Option<String> {
    let form: HtmlFormElement = event.target()?.dyn_into().ok()?;
    let query = UrlSearchParams::new_with_str("").ok()?;
    let data = FormData::new_with_form(&form).ok()?;
    for name in ["service", "mode", "with", "speaks"] {
        if let Some(value) = data.get(name).as_string() {
            query.append(name, &value);
        }
    }
    Some(format!("{}?{}", form.get_attribute("action")?, String::from(query.to_string())))
}

fn booking_form(form: &HtmlFormElement) -> Option<BookingForm> {
    let data = FormData::new_with_form(form).ok()?;
    let get = |name: &str| data.get(name).as_string().unwrap_or_default();
    Some(BookingForm {
        service: get("service"),
        mode: get("mode"),
        with: get("with"),
        speaks: get("speaks"),
        start: get("start"),
        name: get("name"),
        channel: get("channel"),
        mobile: get("mobile"),
        email: get("email"),
        language: get("language"),
        may_leave_message: get("may_leave_message"),
        consent: get("consent"),
        key: get("key"),
    })
}

/// Moves the focus to the element `step` places after the one that the key was pressed in, among those that `selector` names.
pub fn focus_neighbour(event: &KeyboardEvent, selector: &str, step: i32) {
    let found = || -> Option<HtmlElement> {
        let own: Element = event.current_target()?.dyn_into().ok()?;
        let all = document().query_selector_all(selector).ok()?;
        let place = (0..all.length()).find(|n| all.get(*n).is_some_and(|other| other.is_same_node(Some(&own))))?;
        all.get(place.checked_add_signed(step)?)?.dyn_into().ok()
    };
    if let Some(neighbour) = found() {
        event.prevent_default();
        drop(neighbour.focus());
    }
}
