//! The person of an appointment: corrected, given another link, handed their data, forgotten.

use app::office::{LinkShown, Wrong};
use axum::{
    extract::Path,
    http::{StatusCode, header},
    response::{IntoResponse, Redirect, Response},
};
use domain::{
    access::Verb,
    booking::{BookingForm, read_person},
};
use leptos::prelude::provide_context;
use store::Actor;
use uuid::Uuid;

use super::{
    form::Typed,
    visits::{Asked, asked},
};
use crate::{at::At, now, state::AppState, unavailable::broken};

/// Corrects name and contact; another address gets another link, which is shown once.
pub async fn correct(At(state): At, Path(id): Path<String>, typed: Typed) -> Response {
    let Asked { change, .. } = match asked(&state, &id, &typed, Verb::KeepPeople).await {
        Ok(asked) => asked,
        Err(refusal) => return *refusal,
    };
    let text = |name: &str| typed.get(name).to_owned();
    let form = BookingForm {
        name: text("name"),
        channel: text("channel"),
        mobile: text("mobile"),
        email: text("email"),
        language: text("language"),
        may_leave_message: if typed.ticked("may_leave_message") { "yes" } else { "no" }.to_owned(),
        ..BookingForm::default()
    };
    let (name, contact) = match read_person(&form) {
        Ok(person) => person,
        Err(errors) => {
            let wrong = errors.into_iter().map(|(field, error)| (field.as_str(), Wrong::Person(error)));
            return typed.again(&state, &page(change.id), wrong.collect()).await;
        }
    };
    let here = &state.here;
    match here.store.correct_person_as_seen(&here.centre, &change, (&name, &contact), typed.seen()).await {
        Err(store::Error::Stale) => typed.clashes(&state, &page(change.id)).await,
        Ok(Some(link)) => {
            let shown = LinkShown(Some(address(&state, contact.language.code(), &link)));
            show(&state, typed, change.id, shown).await
        }
        done => answer(&state, typed, change.id, done.map(drop)).await,
    }
}

/// Makes another private link, shown once.
pub async fn renew_link(At(state): At, Path(id): Path<String>, typed: Typed) -> Response {
    let Asked { card, change, .. } = match asked(&state, &id, &typed, Verb::KeepPeople).await {
        Ok(asked) => asked,
        Err(refusal) => return *refusal,
    };
    let here = &state.here;
    match here.store.renew_link(&here.centre, &change).await {
        Ok(link) => {
            let language = card.contact.as_ref().map(|contact| contact.language).unwrap_or_default();
            let shown = LinkShown(Some(address(&state, language.code(), &link)));
            show(&state, typed, change.id, shown).await
        }
        Err(error) => answer(&state, typed, change.id, Err(error)).await,
    }
}

/// Ends every private link.
pub async fn end_link(At(state): At, Path(id): Path<String>, typed: Typed) -> Response {
    let Asked { change, .. } = match asked(&state, &id, &typed, Verb::KeepPeople).await {
        Ok(asked) => asked,
        Err(refusal) => return *refusal,
    };
    let here = &state.here;
    match here.store.end_link(&here.centre, &change).await {
        Ok(()) => show(&state, typed, change.id, LinkShown(None)).await,
        Err(error) => answer(&state, typed, change.id, Err(error)).await,
    }
}

fn page(id: Uuid) -> String {
    format!("/staff/visits/{id}/person")
}

/// Back to the person; what changed meanwhile, or cannot be yet, is said there.
async fn answer(state: &AppState, typed: Typed, id: Uuid, done: store::Result<()>) -> Response {
    let wrong = match done {
        Ok(()) => return Redirect::to(&page(id)).into_response(),
        Err(store::Error::Stale | store::Error::NotFound) => Wrong::Stale,
        Err(store::Error::InUse) => Wrong::Ahead,
        Err(error) => return broken(&error),
    };
    typed.again(state, &page(id), vec![("", wrong)]).await
}

fn address(state: &AppState, language: &str, link: &store::Secret) -> String {
    format!("{}/{language}/appointment/{}", state.here.site, link.as_str())
}

async fn show(state: &AppState, typed: Typed, id: Uuid, shown: LinkShown) -> Response {
    typed.page(state, &page(id), StatusCode::OK, move || provide_context(shown.clone())).await
}

/// What is kept about the person, as a file to hand over.
pub async fn export(At(state): At, Path(id): Path<String>, typed: Typed) -> Response {
    let Asked { member, change, .. } = match asked(&state, &id, &typed, Verb::KeepPeople).await {
        Ok(asked) => asked,
        Err(refusal) => return *refusal,
    };
    let here = &state.here;
    match here.store.export_person(&here.centre, change.id, Actor::Staff(member.id), now()).await {
        Ok(export) => {
            let kind = (header::CONTENT_TYPE, "application/json; charset=utf-8");
            let name = (header::CONTENT_DISPOSITION, "attachment; filename=\"data.json\"");
            match serde_json::to_string_pretty(&export) {
                Ok(text) => ([kind, name], text).into_response(),
                Err(error) => {
                    tracing::error!(%error, "an export could not be written");
                    StatusCode::INTERNAL_SERVER_ERROR.into_response()
                }
            }
        }
        Err(error) => broken(&error),
    }
}

/// Forgets the person.
pub async fn erase(At(state): At, Path(id): Path<String>, typed: Typed) -> Response {
    let Asked { member, change, .. } = match asked(&state, &id, &typed, Verb::KeepPeople).await {
        Ok(asked) => asked,
        Err(refusal) => return *refusal,
    };
    if !typed.ticked("sure") {
        return typed.again(&state, &page(change.id), vec![("sure", Wrong::Missing)]).await;
    }
    let here = &state.here;
    let done = here.store.erase_person(&here.centre, change.id, Actor::Staff(member.id), now()).await;
    answer(&state, typed, change.id, done.map(drop)).await
}
