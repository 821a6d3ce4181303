use domain::{language::Language, offer::DayOffer};
use leptos::prelude::*;
use leptos_i18n::td_string;
use leptos_router::hooks::use_query_map;

use super::gone::Gone;
use crate::{
    api::visit::{OtherTimes, times_to_move_to},
    i18n::{locale, use_language},
    ui::set_title,
};

/// Other free times with the same person; the old one is kept until a new one is won.
#[component]
pub fn Move() -> impl IntoView {
    let language = use_language();
    let from = use_query_map().with_untracked(|map| map.get("from").unwrap_or_default());
    set_title(td_string!(locale(language), booking.title));
    view! {
        <div class="band"><div class="band__inner">
            <Suspense>
                {Suspend::new(async move {
                    match times_to_move_to(language, from).await {
                        Ok(found) => view! { <Times language found /> }.into_any(),
                        Err(_) => view! { <Gone language /> }.into_any(),
                    }
                })}
            </Suspense>
        </div></div>
    }
}

#[component]
fn Times(language: Language, found: OtherTimes) -> impl IntoView {
    let OtherTimes { times, asks } = found;
    let at = locale(language);
    let path = format!("/{}/appointment", language.code());
    let page = |day: String| format!("/{}/appointment/move?from={day}", language.code());
    view! {
        <h1>{td_string!(at, booking.when_title)}</h1>
        {asks.then(|| view! { <p class="notice">{td_string!(at, booking.own.move_asks)}</p> })}
        {times.days.is_empty().then(|| view! {
            <div class="empty">
                <h2 class="empty__title">{td_string!(at, booking.no_times_title)}</h2>
                <div class="empty__actions"><a class="button" href=path.clone()>{td_string!(at, booking.keep)}</a></div>
            </div>
        })}
        <form method="post" action=format!("{path}/move")>
            {times.days.into_iter().map(|day| view! { <Day day /> }).collect_view()}
        </form>
        <nav class="pager">
            {times.earlier.map(|day| view! { <a class="pager__link" href=page(day)>{td_string!(at, booking.earlier)}</a> })}
            {times.later.map(|day| view! { <a class="pager__link" href=page(day)>{td_string!(at, booking.later)}</a> })}
            <a class="pager__link" href=path>{td_string!(at, booking.keep)}</a>
        </nav>
    }
}

#[component]
fn Day(day: DayOffer) -> impl IntoView {
    let slots = day.times.iter().map(|time| {
        let value = format!("{}T{time}", day.day);
        view! { <li><button class="slot" type="submit" name="start" value=value>{time.clone()}</button></li> }
    });
    let slots = slots.collect_view();
    view! {
        <section class="day">
            <h2 class="day__name">
                {day.name} " "
                <span class="day__count">{day.counted}</span>
            </h2>
            <ul class="day__slots">{slots}</ul>
        </section>
    }
}
