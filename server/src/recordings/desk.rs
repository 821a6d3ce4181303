//! A recording of a page is sent, said to be right still, or taken away at the desk.

use app::{
    office::Wrong,
    written::{desk_address, usual_words},
};
use axum::{
    extract::Request,
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};
use domain::{access::Verb, content::is_article, language::Language};
use tokio::task::spawn_blocking;
use uuid::Uuid;

use super::bare::bare;
use crate::{
    at::At,
    now,
    office::form::Typed,
    session::staff_who_may,
    state::AppState,
    unavailable::broken,
    uploads::{Refused, Said, Sent, sent},
};

/// Takes a recording in.
pub async fn add(At(state): At, request: Request) -> Response {
    let member = match staff_who_may(request.extensions(), Verb::WritePages) {
        Ok(member) => member,
        Err(refusal) => return *refusal,
    };
    let Sent { fields, file, turn } = match sent(request, "recording").await {
        Ok(sent) => sent,
        // Which page it was of came with it, or did not.
        Err((fields, refused)) => return again(&fields, refused),
    };
    let Some((page, language, of)) = page_of(&state, &fields).await else {
        return StatusCode::BAD_REQUEST.into_response();
    };
    // An article has no words that the program brings.
    if is_article(&page) && of.is_none() {
        return StatusCode::BAD_REQUEST.into_response();
    }
    let read = spawn_blocking(move || (bare(file), turn));
    // The turn ends when the file is kept.
    let Ok((Some((sound, bytes)), _turn)) = read.await else {
        return again(&fields, Refused::Kind);
    };
    let here = &state.here;
    match here.store.record(&here.centre, (&page, language), of, (sound, &bytes), (member.id, now())).await {
        Ok(()) => Redirect::to(&format!("{}?saved=recorded", desk_address(&page, language))).into_response(),
        Err(store::Error::NotFound) => StatusCode::BAD_REQUEST.into_response(),
        Err(error) => broken(&error),
    }
}

fn again(fields: &Said, refused: Refused) -> Response {
    let wrong = refused.as_str();
    let field = |name: &str| fields.get(name).map_or("", String::as_str);
    match Language::from_code(field("language")) {
        Some(language) if is_plain(field("page")) => {
            Redirect::to(&format!("{}?sound={wrong}#recording", desk_address(field("page"), language))).into_response()
        }
        _ => StatusCode::BAD_REQUEST.into_response(),
    }
}

/// Whether it can be the address of a page, and nothing that leads elsewhere.
fn is_plain(page: &str) -> bool {
    !page.is_empty()
        && page.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'/'))
        && !page.starts_with('/')
}

/// The page that a form is about, when there is one, and the version that whoever sent it read.
async fn page_of(state: &AppState, fields: &Said) -> Option<(String, Language, Option<Uuid>)> {
    let page = fields.get("page").filter(|page| is_plain(page))?.clone();
    let language = Language::from_code(fields.get("language")?)?;
    let of = match fields.get("of").map(String::as_str) {
        None | Some("") => None,
        Some(of) => Some(of.parse().ok()?),
    };
    let known = if is_article(&page) {
        state.here.store.article(&state.here.centre, &page).await.is_ok()
    } else {
        usual_words(language, &page).is_some()
    };
    known.then_some((page, language, of))
}

/// Says that a recording is right still, or takes it away.
pub async fn change(At(state): At, typed: Typed) -> Response {
    let member = match typed.sender(Verb::WritePages) {
        Ok(member) => member,
        Err(refusal) => return *refusal,
    };
    let Some((page, language, of)) = page_of(&state, &typed.values).await else {
        return StatusCode::BAD_REQUEST.into_response();
    };
    let (key, file, by) = ((page.as_str(), language), typed.get("file").to_owned(), (member.id, now()));
    let (store, centre) = (&state.here.store, &state.here.centre);
    if is_article(&page) && of.is_none() && !typed.ticked("remove") {
        return StatusCode::BAD_REQUEST.into_response();
    }
    let (done, what) = if typed.ticked("remove") {
        (store.remove_recording(centre, key, &file, by).await, "silenced")
    } else {
        (store.confirm_recording(centre, key, (&file, of), by).await, "recorded")
    };
    let address = desk_address(&page, language);
    match done {
        Ok(()) => Redirect::to(&format!("{address}?saved={what}")).into_response(),
        Err(store::Error::Stale) => typed.again(&state, &address, vec![("", Wrong::Faster)]).await,
        Err(store::Error::NotFound) => StatusCode::BAD_REQUEST.into_response(),
        Err(error) => broken(&error),
    }
}
