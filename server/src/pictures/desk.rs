//! A picture is sent, described, or taken away at the desk.

use std::sync::{Arc, LazyLock};

use app::office::{Wrong, picture_words_field};
use axum::{
    extract::{Path, Request},
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};
use domain::{
    access::Verb,
    language::Language,
    picture::{Focus, LONGEST_WORDS},
    typed::clean,
};
use tokio::{sync::Semaphore, task::spawn_blocking};

use super::anew::anew;
use crate::{
    at::At,
    now,
    office::form::{Fields, Typed},
    session::staff_who_may,
    unavailable::broken,
    uploads::{Refused, Sent, sent},
};

const LIST: &str = "/staff/pictures";
/// One is read at a time: it may take a quarter of a gigabyte.
static READS: LazyLock<Arc<Semaphore>> = LazyLock::new(|| Arc::new(Semaphore::new(1)));

/// Takes a picture in, and leads to where it is described.
pub async fn add(At(state): At, request: Request) -> Response {
    let member = match staff_who_may(request.extensions(), Verb::WritePages) {
        Ok(member) => member,
        Err(refusal) => return *refusal,
    };
    let Sent { file, turn, .. } = match sent(request, "picture").await {
        Ok(sent) => sent,
        Err((_, refused)) => return again(refused),
    };
    // Nobody closes it.
    let Ok(alone) = READS.clone().acquire_owned().await else {
        return StatusCode::SERVICE_UNAVAILABLE.into_response();
    };
    // Whoever sent it may be gone before it is read: the turn ends with the reading.
    let read = spawn_blocking(move || {
        let _turns = (alone, turn);
        anew(&file)
    });
    let read = read.await;
    let new = match read {
        Ok(Ok(new)) => new,
        Ok(Err(refused)) => return again(refused),
        Err(_) => return again(Refused::Broken),
    };
    match state.here.store.add_picture(&state.here.centre, &new, member.id, now()).await {
        Ok(name) => Redirect::to(&format!("{LIST}/{name}?saved=added")).into_response(),
        Err(error) => broken(&error),
    }
}

fn again(refused: Refused) -> Response {
    Redirect::to(&format!("{LIST}?wrong={}", refused.as_str())).into_response()
}

/// Says what a picture shows, or takes it away.
pub async fn save(At(state): At, Path(name): Path<String>, typed: Typed) -> Response {
    let member = match typed.sender(Verb::WritePages) {
        Ok(member) => member,
        Err(refusal) => return *refusal,
    };
    let (address, edit) = (format!("{LIST}/{name}"), typed.edit(&member));
    let (store, centre) = (&state.here.store, &state.here.centre);
    let removes = typed.ticked("remove");
    let done = if removes {
        store.remove_picture(centre, &name, edit, now()).await
    } else {
        let mut fields = Fields::of(&typed);
        let said = Language::ALL
            .map(|language| (language, clean(&fields.text_or_none(picture_words_field(language), LONGEST_WORDS))));
        if said.iter().all(|(_, words)| words.is_empty()) {
            fields.complain(picture_words_field(Language::Ar), Wrong::Missing);
        }
        let focus = Focus::from_str_opt(typed.get("focus")).unwrap_or_default();
        match fields.read(said) {
            Ok(said) => store.describe_picture(centre, &name, (&said.into(), focus), edit, now()).await,
            Err(wrong) => return typed.again(&state, &address, wrong).await,
        }
    };
    match done {
        Ok(()) if removes => Redirect::to(&format!("{LIST}?saved=removed")).into_response(),
        Ok(()) => Redirect::to(&format!("{address}?saved=said")).into_response(),
        Err(store::Error::Stale) if removes => typed.again(&state, &address, vec![("", Wrong::Faster)]).await,
        Err(store::Error::Stale) => typed.clashes(&state, &address).await,
        Err(store::Error::PictureUsed) => typed.again(&state, &address, vec![("", Wrong::PictureUsed)]).await,
        Err(store::Error::NotFound) => StatusCode::NOT_FOUND.into_response(),
        Err(error) => broken(&error),
    }
}
