//! A service that is added or changed.

mod read;

use app::office::Wrong;
use axum::{
    extract::Path,
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};
use domain::{access::Verb, slug::slug_of};
use store::Actor;

use super::form::Typed;
use crate::{at::At, now, unavailable::broken};

const PAGE: &str = "/staff/services";
/// The page of a service that is not there yet; no service has this address.
const NEW: &str = "new";

pub async fn save(At(state): At, Path(slug): Path<String>, typed: Typed) -> Response {
    let edit = match typed.sender(Verb::ManageServices) {
        Ok(member) => typed.edit(&member),
        Err(refusal) => return *refusal,
    };
    let page = format!("{PAGE}/{slug}");
    let record = match read::record(&typed, slug) {
        Ok(record) => record,
        Err(wrong) => return typed.again(&state, &page, wrong).await,
    };
    match state.here.store.save_service(&state.here.centre, &record, edit, now().as_second()).await {
        Ok(()) => Redirect::to(&format!("{page}?saved")).into_response(),
        Err(store::Error::Stale) => typed.clashes(&state, &page).await,
        Err(store::Error::NotFound) => StatusCode::NOT_FOUND.into_response(),
        Err(error) => broken(&error),
    }
}

pub async fn add(At(state): At, typed: Typed) -> Response {
    let by = match typed.sender(Verb::ManageServices) {
        Ok(member) => Actor::Staff(member.id),
        Err(refusal) => return *refusal,
    };
    let page = format!("{PAGE}/{NEW}");
    let slug = slug_of(typed.get("slug")).filter(|slug| slug != NEW);
    let record = match (read::record(&typed, slug.clone().unwrap_or_default()), slug) {
        (Ok(record), Some(_)) => record,
        (read, slug) => {
            let mut wrong = read.err().unwrap_or_default();
            if slug.is_none() {
                wrong.push(("slug", Wrong::NoSlug));
            }
            return typed.again(&state, &page, wrong).await;
        }
    };
    match state.here.store.add_service(&state.here.centre, &record, by, now().as_second()).await {
        Ok(()) => Redirect::to(&format!("{PAGE}/{}?saved", record.slug)).into_response(),
        Err(store::Error::SlugTaken) => typed.again(&state, &page, vec![("slug", Wrong::SlugTaken)]).await,
        Err(error) => broken(&error),
    }
}
