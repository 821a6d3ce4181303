//! What a form holds at the moment.

use domain::booking::{BookingForm, Field};
use leptos::{
    ev::{Event, SubmitEvent},
    prelude::{document, window},
    wasm_bindgen::JsCast,
};
use web_sys::{Element, FormData, HtmlFormElement, HtmlInputElement, UrlSearchParams, js_sys::Reflect};

use crate::api::booking::Choice;

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

/// What is chosen so far in the form that an event is about.
pub fn choice_in_form(event: &Event) -> Option<Choice> {
    let target: Element = event.target()?.dyn_into().ok()?;
    let data = FormData::new_with_form(&target.closest("form").ok()??.dyn_into().ok()?).ok()?;
    let get = |name: &str| data.get(name).as_string().unwrap_or_default();
    Some(Choice { service: get("service"), mode: get("mode"), with: get("with"), speaks: get("speaks") })
}

/// Writes into the fields of a form, by their names.
pub fn fill_fields(form: &str, values: &[(&str, &str)]) {
    for (name, value) in values {
        if let Some(field) = field_of(form, name) {
            drop(Reflect::set(&field, &"value".into(), &(*value).into()));
        }
    }
}

/// Ticks the boxes of a form, by their names, or not.
pub fn tick_fields(form: &str, ticks: &[(&str, bool)]) {
    for (name, ticked) in ticks {
        if let Some(input) = field_of(form, name).and_then(|field| field.dyn_into::<HtmlInputElement>().ok()) {
            input.set_checked(*ticked);
        }
    }
}

/// Empties the fields of a form, by their names, and takes their ticks away.
pub fn clear_fields(form: &str, names: &[&str]) {
    for name in names {
        let Some(input) = field_of(form, name).and_then(|field| field.dyn_into::<HtmlInputElement>().ok()) else {
            continue;
        };
        if input.type_() == "checkbox" {
            input.set_checked(false);
        } else {
            input.set_value("");
        }
    }
}

fn field_of(form: &str, name: &str) -> Option<Element> {
    document().query_selector(&format!("{form} [name='{name}']")).ok().flatten()
}

/// A key that no other form has: 32 bytes that nobody can guess, in hexadecimal.
pub fn random_key() -> Option<String> {
    let mut bytes = [0; 32];
    window().crypto().ok()?.get_random_values_with_u8_array(&mut bytes).ok()?;
    Some(bytes.iter().map(|byte| format!("{byte:02x}")).collect())
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
