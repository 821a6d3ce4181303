use domain::{language::Language, offer::DayOffer};
use leptos::prelude::*;
use leptos_i18n::td_string;

#[cfg(feature = "hydrate")]
use super::ahead::times;
use super::{
    choice::{use_choice, use_query_value},
    screen::{Content, Screen, Settled},
    told::{Reply, Told, failure_in, tell},
};
#[cfg(not(feature = "hydrate"))]
use crate::api::booking::times;
use crate::{
    api::booking::{Choice, FreeTimes},
    i18n::{locale, use_language},
    live::keep_fresh,
    ui::{Icon, StepTitle, changing, missing},
};

/// Second screen: days with free times, the next free one first. The client takes away what others take.
#[component]
pub fn When() -> impl IntoView {
    let language = use_language();
    let (choice, from) = (use_choice(), use_query_value("from"));
    let question = move |(choice, from)| -> Reply {
        Box::pin(async move { times(language, choice, from).await.map(Told::Times) })
    };
    let found = tell(Box::new(move || (choice(), from())), Box::new(question));
    let content = move || -> Content {
        let (choice, from) = (choice(), from());
        Box::pin(async move {
            match found.await {
                Ok(Told::Times(times)) => view! { <TimesList language times choice from /> }.into_any(),
                other => missing(language, failure_in(other)),
            }
        })
    };
    view! { <Screen language step=Box::new(|| 3) content=Box::new(content) /> }
}

#[component]
fn TimesList(language: Language, times: FreeTimes, choice: Choice, from: String) -> impl IntoView {
    let at = locale(language);
    let first_page = from.is_empty();
    #[cfg(feature = "hydrate")]
    super::ahead::remember(language, &choice.service, &times);
    let shown = RwSignal::new(times.clone());
    let asked = choice.clone();
    keep_fresh(shown, move || crate::api::booking::times(language, asked.clone(), from.clone()));
    // One text, so that the client needs no memo of another type.
    let days = Memo::new(move |_| {
        shown.with(|times| times.days.iter().map(|day| day.day.as_str()).collect::<Vec<_>>().join(" "))
    });
    let here = format!("/{}/book/times?{}", language.code(), choice.query());
    let again = format!("/{}/book?service={}", language.code(), choice.service);
    let pages = (here.clone(), here);
    let waiting = format!("/{}/waiting?{}", language.code(), choice.query());
    view! {
        <StepTitle words=td_string!(at, booking.when_title) />
        <Settled language words=times.service change=again.clone() />
        {first_page.then(|| view! { <NextFree language shown choice=choice.clone() /> })}
        {changing(move || {
            let days = days.get();
            if days.is_empty() {
                return view! { <Empty language again=again.clone() /> }.into_any();
            }
            let days = days.split(' ').map(str::to_owned);
            days.map(|day| view! { <Day language day shown choice=choice.clone() /> }).collect_view().into_any()
        })}
        <nav class="pager">
            {times.earlier.map(|day| view! {
                <a class="pager__link" rel="prev" href=format!("{}&from={day}", pages.0)>{td_string!(at, booking.earlier)}</a>
            })}
            {(!times.waiting.is_empty()).then(|| view! {
                <a class="pager__link" href=waiting>{times.waiting}</a>
            })}
            {times.later.map(|day| view! {
                <a class="pager__link" rel="next" href=format!("{}&from={day}", pages.1)>{td_string!(at, booking.later)}</a>
            })}
        </nav>
    }
}

#[component]
fn NextFree(language: Language, shown: RwSignal<FreeTimes>, choice: Choice) -> impl IntoView {
    changing(move || {
        shown.with(|times| times.next.clone()).map(|(start, words)| {
            let href = slot_link(language, &choice, &start);
            view! {
                <div class="next-free">
                    <p class="next-free__label">{td_string!(locale(language), booking.next_free)}</p>
                    <a class="slot slot--next" href=href>{words}</a>
                </div>
            }
        })
    })
}

#[component]
fn Empty(language: Language, again: String) -> impl IntoView {
    let at = locale(language);
    view! {
        <div class="empty">
            <Icon name="calendar" />
            <h2 class="empty__title">{td_string!(at, booking.no_times_title)}</h2>
            <p>{td_string!(at, booking.no_times_text)}</p>
            <div class="empty__actions">
                <a class="button" href=again>{td_string!(at, booking.change)}</a>
            </div>
        </div>
    }
}

#[component]
fn Day(language: Language, day: String, shown: RwSignal<FreeTimes>, choice: Choice) -> impl IntoView {
    let wanted = day.clone();
    let offer = Signal::derive(move || shown.with(|times| times.days.iter().find(|day| day.day == wanted).cloned()));
    let words = move |of: fn(&DayOffer) -> String| changing(move || offer.with(|day| day.as_ref().map(of)));
    let times = move || offer.with(|day| day.as_ref().map(|day| day.times.clone()).unwrap_or_default());
    view! {
        <section class="day">
            <h2 class="day__name">
                {words(|day| day.name.clone())} " "
                <span class="day__count">{words(|day| day.counted.clone())}</span>
            </h2>
            <ul class="day__slots">
                <For
                    each=times
                    key=Clone::clone
                    children=move |time| {
                        let href = slot_link(language, &choice, &format!("{day}T{time}"));
                        view! { <li><a class="slot" href=href>{time}</a></li> }
                    }
                />
            </ul>
        </section>
    }
}

fn slot_link(language: Language, choice: &Choice, start: &str) -> String {
    format!("/{}/book/details?{}&start={start}", language.code(), choice.query())
}
