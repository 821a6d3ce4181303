use domain::{appointment::Mode, language::Language};
use leptos::prelude::*;
use leptos_i18n::td_string;
use leptos_meta::Title;

use super::{choice::use_choice, progress::Progress};
use crate::{
    api::booking::{Choice, Offered, services},
    ask::ask,
    i18n::{locale, use_language},
    live::follow_form,
    ui::{Icon, Loading, StepTitle, missing},
};

/// First screen: which service; then how, and with whom. Without script the second half comes with a second page.
#[component]
pub fn What() -> impl IntoView {
    let language = use_language();
    let at = locale(language);
    let choice = use_choice();
    let offers = ask(|| (), move |()| services(language));
    view! {
        <Title text=td_string!(at, booking.title) />
        <div class="band"><div class="band__inner">
            <Progress language step=1 />
            <Suspense fallback=move || view! { <Loading language /> }>
                {move || {
                    let choice = choice.get();
                    Suspend::new(async move {
                        match offers.await {
                            Ok(offers) => view! { <WhatForm language offers choice /> }.into_any(),
                            Err(failure) => missing(language, failure),
                        }
                    })
                }}
            </Suspense>
        </div></div>
    }
}

#[component]
fn WhatForm(language: Language, offers: Vec<Offered>, choice: Choice) -> impl IntoView {
    let at = locale(language);
    let chosen = offers.iter().find(|service| service.slug == choice.service).cloned();
    let only = chosen.as_ref().is_some_and(|service| service.modes.len() == 1);
    match chosen {
        None => view! {
            <StepTitle words=td_string!(at, booking.what_title) />
            <form class="form" method="get" action=format!("/{}/book", language.code()) on:submit=follow_form()>
                <Services language offers=offers.clone() />
                <div class="form__actions">
                    <button class="button button--primary" type="submit">{td_string!(at, booking.next)}</button>
                </div>
            </form>
        }
        .into_any(),
        Some(service) => view! {
            <StepTitle words=td_string!(at, booking.how_legend) />
            <p class="chosen">
                {service.name.clone()}
                " "
                <a class="chosen__change" href=format!("/{}/book", language.code())>{td_string!(at, booking.change)}</a>
            </p>
            <form class="form" method="get" action=format!("/{}/book/times", language.code()) on:submit=follow_form()>
                <input type="hidden" name="service" value=service.slug.clone() />
                <Modes language modes=service.modes.clone() first=only />
                <People language with=service.with.clone() />
                <Speaks language speaks=service.speaks.clone() />
                <div class="form__actions">
                    <button class="button button--primary" type="submit">{td_string!(at, booking.next)}</button>
                </div>
            </form>
        }
        .into_any(),
    }
}

#[component]
fn Services(language: Language, offers: Vec<Offered>) -> impl IntoView {
    let at = locale(language);
    let choices = offers.into_iter().map(|service| {
        view! {
            <label class="choice">
                <input class="choice__input" type="radio" name="service" value=service.slug required />
                <span class="choice__body">
                    <span class="choice__title">{service.name}</span>
                    <span class="choice__text">{service.summary}</span>
                </span>
            </label>
        }
    });
    view! {
        <fieldset class="choices">
            <legend class="choices__legend">{td_string!(at, booking.what_legend)}</legend>
            <div class="choices__list">{choices.collect_view()}</div>
        </fieldset>
    }
}

#[component]
fn Modes(language: Language, modes: Vec<Mode>, first: bool) -> impl IntoView {
    let at = locale(language);
    let choices = modes.into_iter().enumerate().map(|(n, mode)| {
        let (icon, title, text) = mode_words(language, mode);
        view! {
            <label class="choice">
                <input class="choice__input" type="radio" name="mode" value=mode.as_str() checked=first && n == 0 required />
                <span class="choice__body">
                    <span class="choice__title"><Icon name=icon /> {title}</span>
                    <span class="choice__text">{text}</span>
                </span>
            </label>
        }
    });
    view! {
        <fieldset class="choices">
            <legend class="choices__legend">{td_string!(at, booking.how_legend)}</legend>
            <div class="choices__list">{choices.collect_view()}</div>
        </fieldset>
    }
}

/// Icon, name and explanation of a way to meet.
pub fn mode_words(language: Language, mode: Mode) -> (&'static str, &'static str, &'static str) {
    let at = locale(language);
    match mode {
        Mode::InPerson => ("place", td_string!(at, booking.in_person), td_string!(at, booking.in_person_text)),
        Mode::Telephone => ("phone", td_string!(at, booking.telephone), td_string!(at, booking.telephone_text)),
        Mode::Video => ("video", td_string!(at, booking.video), td_string!(at, booking.video_text)),
    }
}

/// Asked only where there is a choice.
#[component]
fn People(language: Language, with: Vec<(String, String)>) -> impl IntoView {
    let at = locale(language);
    let none = with.is_empty();
    let choices = with.into_iter().map(|(value, words)| {
        view! {
            <label class="choice">
                <input class="choice__input" type="radio" name="with" value=value />
                <span class="choice__body"><bdi class="choice__title">{words}</bdi></span>
            </label>
        }
    });
    let choices = choices.collect_view();
    (!none).then(move || {
        view! {
            <fieldset class="choices">
                <legend class="choices__legend">{td_string!(at, booking.with_legend)}</legend>
                <div class="choices__list">
                    <label class="choice">
                        <input class="choice__input" type="radio" name="with" value="" checked />
                        <span class="choice__body">
                            <span class="choice__title">{td_string!(at, booking.with_any)}</span>
                            <span class="choice__text">{td_string!(at, booking.with_any_text)}</span>
                        </span>
                    </label>
                    {choices}
                </div>
            </fieldset>
        }
    })
}

/// The language of the meeting, likewise.
#[component]
fn Speaks(language: Language, speaks: Vec<(String, String)>) -> impl IntoView {
    (!speaks.is_empty()).then(move || {
        let options = speaks.into_iter().map(|(code, name)| view! { <option value=code>{name}</option> });
        view! {
            <div class="field">
                <label class="field__label" for="speaks">{td_string!(locale(language), booking.prefer.speaks)}</label>
                <select class="field__input" id="speaks" name="speaks">{options.collect_view()}</select>
            </div>
        }
    })
}
