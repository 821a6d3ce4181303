use domain::{
    booking::{Field, FieldError},
    language::Language,
    offer::DayOffer,
};
use leptos::prelude::*;
use leptos_i18n::td_string;

use super::wanted::Wanted;
use crate::{
    api::caller::CallerTimes,
    i18n::locale,
    live::Checked,
    ui::{FieldErrorText, WithoutScript, is_wrong},
};

/// So many times are proposed at once.
const NEXT: usize = 3;

/// A start as the form sends it, its day in words, and its time.
type Start = (String, String, String);

/// The next times that fit, and behind them all the others.
#[component]
pub fn Slots(
    language: Language,
    offer: CallerTimes,
    chosen: String,
    wanted: Wanted,
    checked: Checked,
) -> impl IntoView {
    let at = locale(language);
    let mut starts: Vec<Start> = offer.days.into_iter().flat_map(starts_of).collect();
    let (pointed, missed) = match offer.pointed {
        Some(pointed) if pointed.free => (Some(pointed.start), false),
        pointed => (None, pointed.is_some()),
    };
    let chosen = match pointed {
        Some(pointed) => {
            let start = pointed.0.clone();
            starts.retain(|of| *of != pointed);
            starts.insert(0, pointed);
            if chosen.is_empty() { start } else { chosen }
        }
        None => chosen,
    };
    if starts.is_empty() {
        return view! { <p class="notice" id="start">{td_string!(at, booking.no_times_title)}</p> }.into_any();
    }
    let known = starts.iter().any(|(start, ..)| *start == chosen);
    let chosen = if known { chosen } else { starts[0].0.clone() };
    let error: Signal<Option<FieldError>> = checked.error(Field::Start);
    let mut starts = starts.into_iter();
    let one = move |n: usize, (start, day, time): Start, chosen: &str| {
        let id = if n == 0 { "start".to_owned() } else { format!("start-{start}") };
        let checked = start == chosen;
        view! {
            <label class="start">
                <input class="start__input" type="radio" name="start" id=id value=start checked=checked />
                <span class="start__words"><strong><bdi dir="ltr">{time}</bdi></strong> " " {day}</span>
            </label>
        }
    };
    let next: Vec<_> = starts.by_ref().take(NEXT).enumerate().map(|(n, start)| one(n, start, &chosen)).collect();
    let rest: Vec<Start> = starts.collect();
    let open = rest.iter().any(|(start, ..)| *start == chosen);
    let rest = rest.into_iter().enumerate().map(|(n, start)| one(n + NEXT, start, &chosen)).collect::<Vec<_>>();
    let later = offer.later;
    let from = wanted.from;
    view! {
        <fieldset class="starts" class:field--error=is_wrong(error)>
            <legend class="field__label">{td_string!(at, booking.time)}</legend>
            {missed.then(|| view! { <p class="notice">{td_string!(at, desk.caller.missed)}</p> })}
            <FieldErrorText language field=Field::Start error />
            <div class="starts__list">{next}</div>
            {(!rest.is_empty()).then(|| view! {
                <details class="more" open=open>
                    <summary class="more__title">{td_string!(at, desk.caller.other_times)}</summary>
                    <div class="starts__list">{rest}</div>
                </details>
            })}
            {later.map(|later| {
                let day = later.clone();
                let words = td_string!(at, desk.caller.later);
                view! {
                    <button class="button button--small needs-client" type="button" on:click=move |_| from.set(day.clone())>
                        {words}
                    </button>
                    <WithoutScript words name="from" value=later />
                }
            })}
        </fieldset>
    }
    .into_any()
}

fn starts_of(DayOffer { day, name, times, .. }: DayOffer) -> Vec<Start> {
    times.into_iter().map(|time| (format!("{day}T{time}"), name.clone(), time)).collect()
}
