use domain::{appointment::Mode, language::Language};
use leptos::{ev::Event, prelude::*};
use leptos_i18n::td_string;

use super::{
    answer::{Answer, Question},
    choice::use_choice,
    screen::{Content, Onward, Screen, Settled},
    told::{About, Reply, Told, failure_in, tell},
};
use crate::{
    api::booking::{Choice, Offered, services},
    i18n::{locale, use_language},
    live::follow_form,
    ui::{StepTitle, missing},
};

/// First screen: which service; then how, and with whom. Without script the second half comes with a second page.
#[component]
pub fn What() -> impl IntoView {
    let language = use_language();
    let choice = use_choice();
    let question = move |_| -> Reply { Box::pin(async move { services(language).await.map(Told::Services) }) };
    let found = tell(Box::new(About::default), Box::new(question));
    let content = move || -> Content {
        let choice = choice();
        Box::pin(async move {
            match found.await {
                Ok(Told::Services(offers)) => what_form(language, offers, &choice),
                other => missing(language, failure_in(other)),
            }
        })
    };
    let step = move || if choice().service.is_empty() { 1 } else { 2 };
    view! { <Screen language step=Box::new(step) content=Box::new(content) /> }
}

fn what_form(language: Language, offers: Vec<Offered>, choice: &Choice) -> AnyView {
    let at = locale(language);
    let again = format!("/{}/book", language.code());
    let Some(service) = offers.iter().find(|service| service.slug == choice.service).cloned() else {
        let questions = vec![services_question(language, offers)];
        return view! { <Form language title=td_string!(at, booking.what_title) action=again questions /> }.into_any();
    };
    let action = format!("{again}/times");
    let questions = [
        Some(view! { <input type="hidden" name="service" value=service.slug /> }.into_any()),
        Some(modes_question(language, service.modes)),
        people_question(language, service.with),
        speaks_question(language, service.speaks),
    ];
    let questions = questions.into_iter().flatten().collect::<Vec<_>>();
    let title = td_string!(at, booking.how_legend);
    view! { <Form language title chosen=(service.name, again) action questions /> }.into_any()
}

/// A title, what was chosen before and where to change it, the questions, and the way on.
#[component]
fn Form(
    language: Language,
    title: &'static str,
    #[prop(optional)] chosen: Option<(String, String)>,
    action: String,
    questions: Vec<AnyView>,
) -> impl IntoView {
    view! {
        <StepTitle words=title />
        {chosen.map(|(words, change)| view! { <Settled language words change /> })}
        <form class="form" method="get" action=action on:submit=follow_form()
            on:change=move |event| ask_ahead(language, &event)>
            {questions}
            <Onward words=td_string!(locale(language), booking.next) />
        </form>
    }
}

/// Whoever has answered will go on: the times are asked for before they do.
fn ask_ahead(language: Language, event: &Event) {
    #[cfg(feature = "hydrate")]
    super::ahead::ask_for_times(language, event);
    #[cfg(not(feature = "hydrate"))]
    let _ = (language, event);
}

fn services_question(language: Language, offers: Vec<Offered>) -> AnyView {
    let answers = offers.into_iter().map(|service| {
        view! { <Answer name="service" value=service.slug title=service.name text=service.summary required=true /> }
            .into_any()
    });
    let legend = td_string!(locale(language), booking.what_legend);
    view! { <Question legend answers=answers.collect() /> }.into_any()
}

fn modes_question(language: Language, modes: Vec<Mode>) -> AnyView {
    let only = modes.len() == 1;
    let answers = modes.into_iter().map(|mode| {
        let (icon, title, text) = mode_words(language, mode);
        view! { <Answer name="mode" value=mode.as_str() icon=icon title text checked=only required=true /> }.into_any()
    });
    let legend = td_string!(locale(language), booking.how_legend);
    view! { <Question legend answers=answers.collect() /> }.into_any()
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
fn people_question(language: Language, with: Vec<(String, String)>) -> Option<AnyView> {
    if with.is_empty() {
        return None;
    }
    let at = locale(language);
    let (title, text) = (td_string!(at, booking.with_any), td_string!(at, booking.with_any_text));
    let any = view! { <Answer name="with" value="" title text checked=true /> }.into_any();
    let named = with.into_iter().map(|(value, title)| view! { <Answer name="with" value title /> }.into_any());
    let answers = std::iter::once(any).chain(named).collect();
    Some(view! { <Question legend=td_string!(at, booking.with_legend) answers /> }.into_any())
}

/// The language of the meeting, likewise.
fn speaks_question(language: Language, speaks: Vec<(String, String)>) -> Option<AnyView> {
    if speaks.is_empty() {
        return None;
    }
    let options = speaks.into_iter().map(|(code, name)| view! { <option value=code>{name}</option> });
    let label = td_string!(locale(language), booking.prefer.speaks);
    let question = view! {
        <div class="field">
            <label class="field__label" for="speaks">{label}</label>
            <select class="field__input" id="speaks" name="speaks">{options.collect_view()}</select>
        </div>
    };
    Some(question.into_any())
}
