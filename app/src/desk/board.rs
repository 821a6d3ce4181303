use domain::{appointment::Status, board::Card, language::Language};
use leptos::prelude::*;
use leptos_i18n::td_string;
use leptos_router::hooks::use_params_map;

use super::{
    frame::DeskBar,
    line::LineState,
    refused::refused,
    shown::{BoardNotice, Shown},
    visit::Visit,
    words::status_words,
};
use crate::{
    api::desk::{BoardDay, board},
    ask::ask,
    i18n::{language_of_page, locale},
    ui::{Loading, set_title},
};

/// The columns: their name and the states that stand in them.
const COLUMNS: [(&str, &[Status]); 5] = [
    ("expected", &[Status::Expected, Status::Requested]),
    ("arrived", &[Status::Arrived]),
    ("in-session", &[Status::InSession]),
    ("done", &[Status::Done]),
    ("away", &[Status::DidNotCome, Status::CancelledByPerson, Status::CancelledByCentre]),
];

/// One day of the desk, live.
#[component]
pub fn BoardPage() -> impl IntoView {
    let language = language_of_page();
    let at = locale(language);
    let params = use_params_map();
    let day = Memo::new(move |_| params.with(|params| params.get("day").unwrap_or_default()));
    let found = ask(move || day.get(), move |day| board(language, day));
    set_title(td_string!(at, desk.title));
    view! {
        <Suspense fallback=move || view! { <Loading language /> }>
            {move || {
                day.track();
                Suspend::new(async move {
                    match found.await {
                        Ok(board) => view! { <Day language board /> }.into_any(),
                        Err(failure) => refused(at, failure),
                    }
                })
            }}
        </Suspense>
    }
}

#[component]
fn Day(language: Language, board: BoardDay) -> impl IntoView {
    let at = locale(language);
    let shown = Shown {
        cards: RwSignal::new(board.cards),
        notice: RwSignal::new(use_context::<BoardNotice>()),
        focus: RwSignal::new(None),
        day: StoredValue::new(board.day.clone()),
    };
    let demo = move || shown.cards.with(|cards| cards.iter().any(|card| card.demo));
    view! {
        <DeskBar language who=board.who rights=board.rights />
        <main class="desk" id="main">
            <div class="desk__head">
                <h1 class="desk__title">{board.name}</h1>
                <LineState language shown last_event=board.last_event />
                <nav class="day-switch" aria-label=td_string!(at, desk.days)>
                    <a class="day-switch__link" href=format!("/staff/day/{}", board.before)>{td_string!(at, desk.before)}</a>
                    <a class="day-switch__link" href="/staff">{td_string!(at, desk.today)}</a>
                    <a class="day-switch__link" href=format!("/staff/day/{}", board.after)>{td_string!(at, desk.after)}</a>
                </nav>
            </div>
            <Show when=demo>
                <p class="notice">{td_string!(at, site.demo)}</p>
            </Show>
            {board.news.map(|news| view! { <p class="notice" role="status">{news}</p> })}
            <Notice language shown />
            <p class="desk__keys">{td_string!(at, desk.keys)}</p>
            <div class="board">
                {COLUMNS.map(|(name, states)| view! { <Column language name states shown /> })}
            </div>
        </main>
    }
}

#[component]
fn Notice(language: Language, shown: Shown) -> impl IntoView {
    let at = locale(language);
    move || {
        shown.notice.get().map(|notice| {
            let words = match notice {
                BoardNotice::Stale => td_string!(at, desk.stale),
                BoardNotice::Taken => td_string!(at, desk.taken),
                BoardNotice::Offline => td_string!(at, desk.offline),
            };
            view! { <p class="error-summary" role="alert">{words}</p> }
        })
    }
}

#[component]
fn Column(language: Language, name: &'static str, states: &'static [Status], shown: Shown) -> impl IntoView {
    let at = locale(language);
    let heading = if name == "away" { td_string!(at, desk.away) } else { status_words(language, states[0]) };
    let cards = Memo::new(move |_| {
        let ours = |cards: &Vec<Card>| cards.iter().filter(|card| states.contains(&card.status)).cloned().collect();
        shown.cards.with::<Vec<Card>>(ours)
    });
    view! {
        <section class="board__column" data-status=name>
            <h2 class="board__name">
                {heading} " " <span class="board__count">{move || cards.with(Vec::len)}</span>
            </h2>
            <Show when=move || cards.with(Vec::is_empty)>
                <p class="board__empty">{td_string!(at, desk.nobody)}</p>
            </Show>
            <ul class="board__list">
                <For
                    each=move || cards.get()
                    key=|card| (card.id.clone(), card.version, card.together)
                    children=move |card| view! { <Visit language card shown /> }
                />
            </ul>
        </section>
    }
}
