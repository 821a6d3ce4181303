use domain::language::Language;
use leptos::prelude::*;
use leptos_i18n::td_string;
use leptos_router::hooks::use_params_map;
use store::{HeldTime, Secret};

use super::{
    frame::framed,
    leave::{HasLeft, Left},
    words::until_words,
};
use crate::{booking::mode_words, here::Here, i18n::locale, ui::long_day};

/// The offer was refused with this request.
#[derive(Clone, Copy)]
pub struct Refused;

/// A time that is held for somebody who waits: take it, or leave it to the next.
#[component]
pub fn Offer() -> impl IntoView {
    let link = use_params_map().with_untracked(|params| params.get("link").unwrap_or_default());
    let (refused, left) = (use_context::<Refused>().is_some(), use_context::<Left>().is_some());
    framed(move |language, here| {
        let link = link.clone();
        async move {
            let held = match (&here, Secret::parse(&link)) {
                (Some(here), Some(secret)) => here.store.held_time(&here.centre, &secret, (here.now)()).await.ok(),
                _ => None,
            };
            match (here, held) {
                _ if left => view! { <HasLeft language /> }.into_any(),
                _ if refused => view! { <HasRefused language link /> }.into_any(),
                (Some(here), Some(held)) if held.open => view! { <Held language held here link /> }.into_any(),
                (_, Some(held)) if held.accepted => view! { <Accepted language /> }.into_any(),
                _ => view! { <Over language /> }.into_any(),
            }
        }
    })
}

#[component]
fn HasRefused(language: Language, link: String) -> impl IntoView {
    let at = locale(language);
    view! {
        <h1>{td_string!(at, waiting.refused_title)}</h1>
        <p role="status">{td_string!(at, waiting.refused)}</p>
        <p>{td_string!(at, waiting.leave_instead)}</p>
        <form method="post" action=format!("/{}/offer/{link}/departure", language.code())>
            <button class="button" type="submit">{td_string!(at, waiting.leave)}</button>
        </form>
    }
}

#[component]
fn Held(language: Language, held: HeldTime, here: Here, link: String) -> impl IntoView {
    let at = locale(language);
    let ends = here.centre.zone.to_datetime(held.expires_at);
    let today = here.centre.zone.to_datetime((here.now)()).date();
    let until = until_words(language, ends, today);
    let mode = mode_words(language, held.mode).1;
    let path = format!("/{}/offer/{link}", language.code());
    view! {
        <h1>{td_string!(at, waiting.offer_title)}</h1>
        <dl class="facts">
            <div class="facts__row"><dt>{td_string!(at, booking.day)}</dt><dd>{long_day(language, held.start.date())}</dd></div>
            <div class="facts__row"><dt>{td_string!(at, booking.time)}</dt><dd><bdi>{held.start.strftime("%H:%M").to_string()}</bdi></dd></div>
            <div class="facts__row"><dt>{td_string!(at, booking.mode)}</dt><dd>{mode}</dd></div>
        </dl>
        <p>{td_string!(at, waiting.offer_until, until = until)}</p>
        <div class="form__actions">
            <form method="post" action=format!("{path}/acceptance")>
                <button class="button button--primary" type="submit">{td_string!(at, waiting.accept)}</button>
            </form>
            <form method="post" action=format!("{path}/refusal")>
                <button class="button" type="submit">{td_string!(at, waiting.refuse)}</button>
            </form>
        </div>
    }
}

/// Taken with this link before. What was booked is shown to whoever has its own link and name.
#[component]
fn Accepted(language: Language) -> impl IntoView {
    let at = locale(language);
    view! {
        <h1>{td_string!(at, waiting.accepted_title)}</h1>
        <p>{td_string!(at, waiting.accepted)}</p>
    }
}

/// Over, refused before, or never there: all look the same.
#[component]
fn Over(language: Language) -> impl IntoView {
    let at = locale(language);
    view! {
        <h1>{td_string!(at, waiting.offer_over_title)}</h1>
        <p>{td_string!(at, waiting.offer_over)}</p>
        <a class="button" href=format!("/{}/book", language.code())>{td_string!(at, site.book)}</a>
    }
}
