use domain::language::Language;
use leptos::{
    ev::{Event, SubmitEvent},
    prelude::*,
};
use leptos_i18n::td_string;

use super::{
    axis::Cut,
    go::use_go,
    line::LineState,
    whose::{Chosen, Whose},
};
use crate::{
    api::desk::BoardDay,
    i18n::locale,
    ui::{Icon, WithoutScript},
};

/// Which day it is, whether it is live, and the ways to other days and to the other cut.
#[component]
pub fn DayHead(language: Language, board: BoardDay, cut: Cut, chosen: Chosen) -> impl IntoView {
    let at = locale(language);
    let rooms = cut == Cut::Rooms;
    let by = if rooms { "?by=rooms" } else { "" };
    let here = if board.minute.is_some() { "/staff".to_owned() } else { format!("/staff/day/{}", board.day) };
    let own = here.clone();
    let other = if rooms { here } else { format!("{here}?by=rooms") };
    let month = format!("/staff/month/{}", board.day.get(..7).unwrap_or_default());
    let week = format!("/staff/week/{}", board.day);
    let other_words = if rooms { td_string!(at, desk.day.by_people) } else { td_string!(at, desk.day.by_rooms) };
    let has_rooms = !board.rooms.is_empty();
    let words =
        |lanes: &[domain::board::Lane]| lanes.iter().map(|lane| (lane.id.to_string(), lane.name.clone())).collect();
    // Which of them can be chosen follows from how the day is cut.
    let (people, places) = if rooms { (Vec::new(), words(&board.rooms)) } else { (words(&board.people), Vec::new()) };
    let several = people.len() + places.len() > 1;
    let (live, print) = (board.rights.board, td_string!(at, desk.day.print));
    view! {
        <div class="desk__head">
            <h1 class="desk__title">{board.name}</h1>
            {live.then(|| view! { <LineState language /> })}
            <nav class="day-switch" aria-label=td_string!(at, desk.days)>
                <a class="day-switch__link day-switch__link--back" href=format!("/staff/day/{}{by}", board.before)>
                    <Icon name="arrow" />
                    <span class="visually-hidden">{td_string!(at, desk.before)}</span>
                </a>
                <a class="day-switch__link" href=format!("/staff{by}")>{td_string!(at, desk.today)}</a>
                <a class="day-switch__link" href=format!("/staff/day/{}{by}", board.after)>
                    <Icon name="arrow" />
                    <span class="visually-hidden">{td_string!(at, desk.after)}</span>
                </a>
                <ChooseDay language day=board.day rooms />
            </nav>
            {live.then(|| view! {
                <a class="day-switch__link" href=week>{td_string!(at, desk.week.title)}</a>
                <a class="day-switch__link" href=month>{td_string!(at, desk.month.title)}</a>
            })}
            {(has_rooms && live).then(|| view! { <a class="day-switch__link" href=other>{other_words}</a> })}
            {live.then(|| view! { <Print words=print /> })}
            {several.then(|| view! { <Whose language action=own people rooms=places chosen /> })}
            {board.rights.book.then(|| view! {
                <a class="button button--primary desk__book" href="/staff/book">{td_string!(at, desk.book_for_caller)}</a>
            })}
        </div>
    }
}

/// Any day there is.
#[component]
fn ChooseDay(language: Language, day: String, rooms: bool) -> impl IntoView {
    let at = locale(language);
    let chosen = day.clone();
    let go = use_go();
    let changed = move |event: Event| {
        let day = event_target_value(&event);
        if !day.is_empty() && day != chosen {
            let by = if rooms { "?by=rooms" } else { "" };
            go(&format!("/staff/day/{day}{by}"));
        }
    };
    view! {
        <form class="day-switch__any" method="get" action="/staff/day"
            on:submit=move |event: SubmitEvent| event.prevent_default()
        >
            <label class="visually-hidden" for="day">{td_string!(at, desk.day.go)}</label>
            <input class="field__input" id="day" type="date" name="day" value=day min="2020-01-01" max="2100-12-31" required
                on:change=changed />
            <WithoutScript words=td_string!(at, desk.day.show) />
        </form>
    }
}

/// The day on paper. Only a browser that is awake can.
#[component]
fn Print(words: &'static str) -> impl IntoView {
    let awake = RwSignal::new(false);
    Effect::new(move |_| awake.set(true));
    view! {
        <Show when=move || awake.get()>
            <button class="day-switch__link day-switch__print" type="button" on:click=|_| drop(window().print())>
                <Icon name="print" />
                <span class="visually-hidden">{words}</span>
            </button>
        </Show>
    }
}
