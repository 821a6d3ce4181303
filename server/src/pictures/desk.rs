//! A picture is sent, described, or taken away at the desk.

use std::sync::LazyLock;

use app::office::{Wrong, picture_words_field};
use axum::{
    extract::{FromRequest, Multipart, Path, Request},
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

use super::anew::{Refused, anew};
use crate::{
    at::At,
    now,
    office::form::{Fields, Typed},
    session::staff_who_may,
    unavailable::broken,
};

const LIST: &str = "/staff/pictures";
/// Bytes of a file, as a telephone takes pictures; and of what the form around it says.
const MOST_FILE: usize = 16 * 1024 * 1024;
pub const MOST_BYTES: usize = MOST_FILE + 64 * 1024;

/// Pictures that are read at once: one of them may take a quarter of a gigabyte.
static READS: LazyLock<Semaphore> = LazyLock::new(|| Semaphore::new(1));

/// Takes a picture in, and leads to where it is described.
pub async fn add(At(state): At, request: Request) -> Response {
    let member = match staff_who_may(request.extensions(), Verb::WritePages) {
        Ok(member) => member,
        Err(refusal) => return *refusal,
    };
    let file = match sent(request).await {
        Ok(file) => file,
        Err(refused) => return again(refused),
    };
    // Nobody closes it.
    let Ok(turn) = READS.acquire().await else { return StatusCode::SERVICE_UNAVAILABLE.into_response() };
    let read = spawn_blocking(move || anew(&file)).await;
    drop(turn);
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

/// The file of the form.
async fn sent(request: Request) -> Result<Vec<u8>, Refused> {
    let mut form = Multipart::from_request(request, &()).await.map_err(|_| Refused::Kind)?;
    while let Some(field) = form.next_field().await.map_err(|_| Refused::Large)? {
        if field.name() == Some("picture") {
            let bytes = field.bytes().await.map_err(|_| Refused::Large)?;
            return if bytes.is_empty() { Err(Refused::Kind) } else { Ok(bytes.into()) };
        }
    }
    Err(Refused::Kind)
}

fn again(refused: Refused) -> Response {
    let wrong = match refused {
        Refused::Kind => "kind",
        Refused::Large => "large",
        Refused::Broken => "broken",
    };
    Redirect::to(&format!("{LIST}?wrong={wrong}")).into_response()
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
