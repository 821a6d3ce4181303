use domain::{language::Language, offer::DayOffer};
use leptos::prelude::*;
use leptos_i18n::{td, td_string};
use leptos_meta::Title;

use super::{progress::Progress, use_choice, use_query_value};
use crate::{
    api::booking::{Choice, FreeTimes, times},
    i18n::{locale, use_language},
    site::Lost,
    ui::{Icon, long_day_of},
};

/// Second screen: days with free times, the next free one first.
#[component]
pub fn When() -> impl IntoView {
    let language = use_language();
    let (choice, from) = (use_choice(), use_query_value("from"));
    let asked = choice.clone();
    let found = Resource::new_blocking(|| (), move |()| times(language, asked.clone(), from.clone()));
    view! {
        <Title text=td_string!(locale(language), booking.title) />
        <div class="band"><div class="band__inner">
            <Progress language step=2 />
            <Suspense>
                {move || {
                    let choice = choice.clone();
                    Suspend::new(async move {
                        match found.await {
                            Ok(times) => view! { <TimesList language times choice /> }.into_any(),
                            Err(_) => view! { <Lost /> }.into_any(),
                        }
                    })
                }}
            </Suspense>
        </div></div>
    }
}

#[component]
fn TimesList(language: Language, times: FreeTimes, choice: Choice) -> impl IntoView {
    let at = locale(language);
    let here = format!("/{}/book/times?{}", language.code(), choice.query());
    let again = format!("/{}/book?service={}", language.code(), choice.service);
    let empty = times.days.is_empty();
    let next = times.next.clone().filter(|_| use_query_value("from").is_empty());
    let pager = view! {
        <nav class="pager">
            {times.earlier.map(|day| view! {
                <a class="pager__link" rel="prev" href=format!("{here}&from={day}")>{td_string!(at, booking.earlier)}</a>
            })}
            {times.later.map(|day| view! {
                <a class="pager__link" rel="next" href=format!("{here}&from={day}")>{td_string!(at, booking.later)}</a>
            })}
        </nav>
    };
    view! {
        <h1>{td_string!(at, booking.when_title)}</h1>
        <p class="chosen">
            {times.service.name}
            " "
            <a class="chosen__change" href=again.clone()>{td_string!(at, booking.change)}</a>
        </p>
        {next.map(|(day, time)| {
            let href = slot_link(language, &choice, &day, &time);
            let label = format!("{} · {time}", long_day_of(language, &day));
            view! {
                <div class="next-free">
                    <p class="next-free__label">{td_string!(at, booking.next_free)}</p>
                    <a class="slot slot--next" href=href>{label}</a>
                </div>
            }
        })}
        {empty.then(|| view! {
            <div class="empty">
                <Icon name="calendar" />
                <h2 class="empty__title">{td_string!(at, booking.no_times_title)}</h2>
                <p>{td_string!(at, booking.no_times_text)}</p>
                <div class="empty__actions"><a class="button" href=again>{td_string!(at, booking.change)}</a></div>
            </div>
        })}
        {times.days.into_iter().map(|day| view! { <Day language day choice=choice.clone() /> }).collect_view()}
        {pager}
    }
}

#[component]
fn Day(language: Language, day: DayOffer, choice: Choice) -> impl IntoView {
    let count = day.times.len();
    let counted = td!(locale(language), booking.free_times, count = move || count);
    let slots = day.times.iter().map(|time| {
        let href = slot_link(language, &choice, &day.day, time);
        view! { <li><a class="slot" href=href>{time.clone()}</a></li> }
    });
    let slots = slots.collect_view();
    view! {
        <section class="day">
            <h2 class="day__name">{long_day_of(language, &day.day)} " " <span class="day__count">{counted}</span></h2>
            <ul class="day__slots">{slots}</ul>
        </section>
    }
}

fn slot_link(language: Language, choice: &Choice, day: &str, time: &str) -> String {
    format!("/{}/book/details?{}&start={day}T{time}", language.code(), choice.query())
}
