//! A page to read is written: kept, shown to families, looked at before, or brought back to the usual one.

use app::{
    office::{Returned, Wrong},
    written::{tells_help, usual_words},
};
use axum::{
    extract::Path,
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};
use domain::{
    access::Verb,
    content::{LONGEST_LEAD, LONGEST_NOTE, LONGEST_TEXT, LONGEST_TITLE, ORIGINAL},
    language::Language,
    typed::clean,
};
use leptos::prelude::provide_context;
use store::{NewRevision, PageWords};

use super::form::{Fields, Typed, Wrongs};
use crate::{at::At, now, unavailable::broken};

pub async fn save(At(state): At, Path((page, language)): Path<(String, String)>, typed: Typed) -> Response {
    let member = match typed.sender(Verb::WritePages) {
        Ok(member) => member,
        Err(refusal) => return *refusal,
    };
    let Some(language) = Language::from_code(&language).filter(|language| usual_words(*language, &page).is_some())
    else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let edit = (member.id, typed.edit(&member));
    let address = format!("/staff/pages/{page}/{}", language.code());
    let (store, centre) = (&state.here.store, &state.here.centre);
    let what = ["restore", "show"].into_iter().find(|what| typed.ticked(what)).unwrap_or("keep");
    let done = if what == "restore" {
        store.show_usual_page(centre, &page, language, edit, now()).await
    } else {
        let new = match read(&typed, &page, language) {
            Ok(_) if typed.ticked("preview") => {
                let returned = Returned { values: typed.values.clone(), ..Returned::default() };
                return typed.page(&state, &address, StatusCode::OK, move || provide_context(returned.clone())).await;
            }
            Ok(new) => new,
            Err(wrong) => return typed.again(&state, &address, wrong).await,
        };
        store.write_page(centre, &new, what == "show", edit, now()).await.map(|_| ())
    };
    match done {
        Ok(()) => Redirect::to(&format!("{address}?saved={what}")).into_response(),
        Err(store::Error::Stale) => typed.clashes(&state, &address).await,
        // The original that stood beside it is none: the form is not one of ours.
        Err(store::Error::NotFound) => StatusCode::BAD_REQUEST.into_response(),
        Err(error) => broken(&error),
    }
}

fn read(typed: &Typed, page: &str, language: Language) -> Result<NewRevision, Wrongs> {
    let mut fields = Fields::of(typed);
    let title = clean(&fields.text("title", LONGEST_TITLE));
    let lead = fields.text("lead", LONGEST_LEAD).split_whitespace().collect::<Vec<_>>().join(" ");
    let text = fields.text("text", LONGEST_TEXT);
    let note = clean(&fields.text_or_none("note", LONGEST_NOTE));
    // Whoever is in danger and finds no number there is worse off than without the page.
    if page == "danger" && !text.is_empty() && !tells_help(language, &text) {
        fields.complain("text", Wrong::NoNumbers(language));
    }
    let seen = typed.get("original").parse().ok().filter(|_| language != ORIGINAL);
    let minor = typed.ticked("minor") && language == ORIGINAL;
    let words = PageWords { title, lead, text };
    fields.read(NewRevision { page: page.to_owned(), language, words, minor, seen, note })
}
