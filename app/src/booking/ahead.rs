//! What the next screen will ask, asked before the tap; and what this screen knows, so that the next asks nothing.

use std::cell::RefCell;

use domain::language::Language;
use futures::{
    FutureExt,
    future::{BoxFuture, Shared},
};
use leptos::{ev::Event, prelude::*, task::spawn_local};

use crate::{
    api::{
        Failure,
        booking::{Choice, Chosen, FreeTimes},
    },
    browser::{choice_in_form, random_key},
};

/// Milliseconds for which an answer is not too old to be shown.
const FRESH: f64 = 15_000.0;

type Coming = Shared<BoxFuture<'static, Result<FreeTimes, Failure>>>;

/// A question that is on its way.
struct Asked {
    at: f64,
    about: (Language, Choice),
    coming: Coming,
}

thread_local! {
    static ASKED: RefCell<Option<Asked>> = RefCell::default();
    static SHOWN: RefCell<Option<(Language, String, FreeTimes)>> = RefCell::default();
}

/// Asks for the free times that the form at hand would lead to.
pub fn ask_for_times(language: Language, event: &Event) {
    let Some(choice) = choice_in_form(event).filter(|choice| !choice.mode.is_empty()) else { return };
    let about = (language, choice);
    if ASKED.with_borrow(|asked| asked.as_ref().is_some_and(|asked| asked.about == about)) {
        return;
    }
    let coming = crate::api::booking::times(language, about.1.clone(), String::new()).boxed().shared();
    spawn_local(coming.clone().map(drop));
    ASKED.set(Some(Asked { at: now(), about, coming }));
}

/// The free times: those on their way already, or asked for now.
pub async fn times(language: Language, choice: Choice, from: String) -> Result<FreeTimes, Failure> {
    let about = (language, choice);
    let asked = ASKED.take().filter(|asked| now() - asked.at < FRESH && asked.about == about && from.is_empty());
    let (_, choice) = about;
    match asked {
        Some(asked) => asked.coming.await,
        None => crate::api::booking::times(language, choice, from).await,
    }
}

/// These times are shown now, of the service called `service`.
pub fn remember(language: Language, service: &str, times: &FreeTimes) {
    SHOWN.set(Some((language, service.to_owned(), times.clone())));
}

/// What the form says of the choices before it: known from the times that were shown, or asked for.
pub async fn details(language: Language, service: String, start: String) -> Result<Chosen, Failure> {
    let day = start.split('T').next().unwrap_or_default();
    let known = SHOWN.with_borrow(|shown| {
        let (_, _, times) = shown.as_ref().filter(|(of, shown, _)| *of == language && *shown == service)?;
        let day = times.days.iter().find(|offer| offer.day == day)?;
        Some(Chosen { service: times.service.clone(), day: day.name.clone(), key: random_key()? })
    });
    match known {
        Some(chosen) => Ok(chosen),
        None => crate::api::booking::details(language, service, start).await,
    }
}

fn now() -> f64 {
    window().performance().map_or(0.0, |clock| clock.now())
}
