//! The texts of a message: saved, looked at before, or brought back to the usual ones.

use std::collections::BTreeMap;

use app::{
    i18n::locale,
    office::{MESSAGE_TEXTS, Returned, Wrong},
    read_text, usual_words,
};
use axum::{
    extract::Path,
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};
use domain::{
    access::Verb,
    language::Language,
    message::{Place, Template},
};
use leptos::prelude::provide_context;

use super::form::{Fields, Typed, Wrongs};
use crate::{at::At, now, unavailable::broken};

pub async fn save(At(state): At, Path(template): Path<String>, typed: Typed) -> Response {
    let edit = match typed.sender(Verb::ManageCentre) {
        Ok(member) => typed.edit(&member),
        Err(refusal) => return *refusal,
    };
    let Some(template) = Template::from_str_opt(&template) else { return StatusCode::NOT_FOUND.into_response() };
    let page = format!("/staff/centre/messages/{}", template.as_str());
    let texts = match (Language::from_code(typed.get("restore")), read(&typed, template)) {
        (Some(language), _) => [(language, None)].into(),
        (None, Ok(_)) if typed.ticked("preview") => {
            let returned = Returned { values: typed.values.clone(), ..Returned::default() };
            return typed.page(&state, &page, StatusCode::OK, move || provide_context(returned.clone())).await;
        }
        (None, Ok(texts)) => texts,
        (None, Err(wrong)) => return typed.again(&state, &page, wrong).await,
    };
    let here = &state.here;
    match here.store.save_message_texts(&here.centre, template, &texts, edit, now().as_second()).await {
        Ok(()) => Redirect::to(&format!("{page}?saved")).into_response(),
        Err(store::Error::Stale) => typed.clashes(&state, &page).await,
        Err(error) => broken(&error),
    }
}

/// The text of each language as it is stored; `None` where it is the usual one, or nothing.
fn read(typed: &Typed, template: Template) -> Result<BTreeMap<Language, Option<String>>, Wrongs> {
    let mut fields = Fields::of(typed);
    let texts = MESSAGE_TEXTS.map(|(language, name)| {
        let usual = read_text(&usual_words(locale(language), template), template);
        let text = match typed.get(name) {
            "" => return (language, None),
            text => read_text(text, template),
        };
        match text {
            Ok(text) if usual.as_ref() == Ok(&text) => (language, None),
            Ok(text) => (language, Some(text.written(|place| Place::as_str(place).to_owned()))),
            Err(error) => {
                fields.complain(name, Wrong::Message(error));
                (language, None)
            }
        }
    });
    fields.read(texts.into())
}
