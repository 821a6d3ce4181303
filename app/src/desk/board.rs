use domain::{
    appointment::Status,
    board::{Card, CardContact},
    language::Language,
};
use leptos::prelude::*;
use leptos_i18n::td_string;
use leptos_meta::Title;
use leptos_router::hooks::use_params_map;

use super::{
    frame::DeskBar,
    words::{desk_language, status_words},
};
use crate::{
    api::desk::{BoardDay, board},
    booking::mode_words,
    i18n::locale,
    ui::{Icon, long_day_of},
};

/// Why the last move did not happen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BoardNotice {
    Stale,
    Taken,
}

/// The columns: their heading and the states that stand in them.
const COLUMNS: [(&str, &[Status]); 5] = [
    ("expected", &[Status::Expected]),
    ("arrived", &[Status::Arrived]),
    ("in-session", &[Status::InSession]),
    ("done", &[Status::Done]),
    ("away", &[Status::DidNotCome, Status::CancelledByPerson, Status::CancelledByCentre]),
];

/// One day of the desk.
#[component]
pub fn BoardPage() -> impl IntoView {
    let language = desk_language();
    let at = locale(language);
    let day = use_params_map().with_untracked(|params| params.get("day").unwrap_or_default());
    let found = Resource::new_blocking(|| (), move |()| board(language, day.clone()));
    view! {
        <Title text=td_string!(at, desk.title) />
        <Suspense>
            {move || Suspend::new(async move {
                match found.await {
                    Ok(board) => view! { <Day language board /> }.into_any(),
                    Err(_) => view! { <main class="sign" id="main"><p>{td_string!(at, desk.forbidden)}</p></main> }.into_any(),
                }
            })}
        </Suspense>
    }
}

#[component]
fn Day(language: Language, board: BoardDay) -> impl IntoView {
    let at = locale(language);
    let notice = use_context::<BoardNotice>().map(|notice| match notice {
        BoardNotice::Stale => td_string!(at, desk.stale),
        BoardNotice::Taken => td_string!(at, desk.taken),
    });
    let columns = COLUMNS.map(|(name, states)| {
        let cards: Vec<Card> = board.cards.iter().filter(|card| states.contains(&card.status)).cloned().collect();
        view! { <Column language name status=states[0] cards /> }
    });
    view! {
        <DeskBar language who=board.who may_book=board.may_book />
        <main class="desk" id="main">
            <div class="desk__head">
                <h1 class="desk__title">{long_day_of(language, &board.day)}</h1>
                <nav class="day-switch">
                    <a class="day-switch__link" href=format!("/staff/day/{}", board.before)>{td_string!(at, desk.before)}</a>
                    <a class="day-switch__link" href="/staff">{td_string!(at, desk.today)}</a>
                    <a class="day-switch__link" href=format!("/staff/day/{}", board.after)>{td_string!(at, desk.after)}</a>
                </nav>
            </div>
            {notice.map(|words| view! { <p class="error-summary" role="alert">{words}</p> })}
            <div class="board">{columns.collect_view()}</div>
        </main>
    }
}

#[component]
fn Column(language: Language, name: &'static str, status: Status, cards: Vec<Card>) -> impl IntoView {
    let at = locale(language);
    let heading = if name == "away" { td_string!(at, desk.away) } else { status_words(language, status) };
    let (count, empty) = (cards.len(), cards.is_empty());
    view! {
        <section class="board__column" data-status=name>
            <h2 class="board__name">{heading} " " <span class="board__count">{count}</span></h2>
            {empty.then(|| view! { <p class="board__empty">{td_string!(at, desk.nobody)}</p> })}
            <ul class="board__list">
                {cards.into_iter().map(|card| view! { <Visit language card /> }).collect_view()}
            </ul>
        </section>
    }
}

#[component]
fn Visit(language: Language, card: Card) -> impl IntoView {
    let at = locale(language);
    let (_, mode, _) = mode_words(language, card.mode);
    let who = card.trace.who.clone().unwrap_or_else(|| td_string!(at, desk.by_person).to_owned());
    let moved = card.trace.what == "status";
    let steps = if card.movable { card.status.next_steps() } else { &[] };
    let (id, version, day) = (card.id.clone(), card.version, card.day.clone());
    let moves = steps.iter().map(|next| {
        view! {
            <button class="move" type="submit" name="status" value=next.as_str()>{status_words(language, *next)}</button>
        }
    });
    let moves = moves.collect_view();
    let undo = (card.movable && moved).then(|| {
        let action = format!("/staff/visits/{id}/undo");
        view! {
            <form method="post" action=action>
                <input type="hidden" name="version" value=version />
                <input type="hidden" name="day" value=day.clone() />
                <button class="move" type="submit"><Icon name="undo" />{td_string!(at, desk.undo)}</button>
            </form>
        }
    });
    view! {
        <li class="visit" id=card.id.clone()>
            <div class="visit__time"><bdi>{card.time}</bdi></div>
            <div class="visit__who"><bdi>{card.name}</bdi></div>
            <div class="visit__what">
                {status_words(language, card.status)} " · " {card.service} " · " {mode} " · " <bdi>{card.mediator}</bdi>
            </div>
            {card.contact.map(|contact| view! { <Contact language contact /> })}
            <p class="visit__trace"><bdi>{who}</bdi> " · " <bdi>{card.trace.at}</bdi></p>
            <div class="visit__moves">
                <form class="visit__moves" method="post" action=format!("/staff/visits/{}/status", card.id)>
                    <input type="hidden" name="version" value=version />
                    <input type="hidden" name="day" value=card.day />
                    {moves}
                </form>
                {undo}
            </div>
        </li>
    }
}

#[component]
fn Contact(language: Language, contact: CardContact) -> impl IntoView {
    let at = locale(language);
    view! {
        <div class="visit__contact">
            <a href=contact.link><bdi dir="ltr">{contact.shown}</bdi></a>
            {(!contact.may_leave_message).then(|| view! { " · " <strong>{td_string!(at, desk.no_message)}</strong> })}
        </div>
    }
}
