use domain::{
    board::{Block, Card, Lane, Rights},
    language::Language,
};
use leptos::prelude::*;
use leptos_i18n::td_string;
use leptos_router::hooks::{use_params_map, use_query_map};

use super::{
    axis::{Cut, Placed},
    carry::{CarryBar, Moved, carry_of},
    clock::Clock,
    day_head::DayHead,
    gaps::whose_lanes,
    lanes::{GONE, Lanes},
    refused::refused,
    shown::{BoardNotice, Days, Shown},
    soon::Soon,
    visit::Visit,
    whose::Chosen,
};
use crate::{
    api::desk::{BoardDay, board},
    ask::ask,
    i18n::{language_of_page, locale},
    ui::{Loading, set_title},
};

/// One day of the desk, live.
#[component]
pub fn BoardPage() -> impl IntoView {
    let language = language_of_page();
    let at = locale(language);
    let (params, query) = (use_params_map(), use_query_map());
    let day = Memo::new(move |_| params.with(|params| params.get("day").unwrap_or_default()));
    let cut = Memo::new(move |_| {
        if query.with(|query| query.get("by").as_deref() == Some("rooms") || query.get("room").is_some()) {
            Cut::Rooms
        } else {
            Cut::People
        }
    });
    let chosen = Memo::new(move |_| {
        let all = |name| query.with(|query| query.get_all(name).unwrap_or_default());
        Chosen { people: all("with"), rooms: all("room") }
    });
    let found = ask(move || day.get(), move |day| board(language, day));
    set_title(td_string!(at, desk.title));
    view! {
        <Transition fallback=move || view! { <Loading language /> }>
            {move || {
                let (cut, chosen) = (cut.get(), chosen.get());
                Suspend::new(async move {
                    match found.await {
                        Ok(board) => view! { <Day language board cut chosen /> }.into_any(),
                        Err(failure) => refused(at, failure),
                    }
                })
            }}
        </Transition>
    }
}

#[component]
fn Day(language: Language, board: BoardDay, cut: Cut, chosen: Chosen) -> impl IntoView {
    let at = locale(language);
    let clock = Clock::from(board.now, board.minute);
    let shown = Shown::of(board.cards.clone(), Days::Day(board.day.clone()));
    keep(language, shown, &board);
    let demo = move || shown.cards.with(|cards| cards.iter().any(|card| card.demo));
    let news = board.news.clone();
    let (plan, tasks) = (RwSignal::new(Plan::of(&board)), board.tasks);
    let carry = carry_of(shown, cut, (board.day.clone(), board.day.clone()));
    follow(language, shown, plan, (board.day.clone(), board.last_event));
    let empty = match board.rights {
        Rights { board: true, .. } => td_string!(at, desk.day.nobody),
        Rights { accounts: true, .. } => td_string!(at, desk.day.sees_nobody),
        Rights { .. } => td_string!(at, desk.day.sees_pages),
    };
    let sees = board.rights.board;
    let books = board.rights.book.then(|| (board.day.clone(), board.today));
    view! {
        <div class="desk">
            <DayHead language board cut chosen=chosen.clone() />
            <Show when=demo>
                <p class="notice">{td_string!(at, site.demo)}</p>
            </Show>
            {news.map(|news| view! { <p class="notice" role="status">{news}</p> })}
            <Notice language shown />
            <Moved language carry />
            <Show when=move || !sees || shown.cards.with(Vec::is_empty)>
                <p class="desk__empty">{empty}</p>
            </Show>
            {sees.then(|| view! {
                <div class="desk__day">
                    {move || {
                        let Plan { people, rooms, blocks } = plan.get();
                        let mut lanes = if cut == Cut::Rooms { rooms } else { people.clone() };
                        let chosen = if cut == Cut::Rooms { &chosen.rooms } else { &chosen.people };
                        lanes.retain(|lane| chosen.is_empty() || chosen.contains(&lane.id.to_string()));
                        let only = !chosen.is_empty();
                        view! { <Lanes language cut lanes=lanes.clone() people blocks only shown carry clock
                                books=books.clone().and_then(|at| whose_lanes(cut, &lanes, (&at.0, at.1), None)) /> }
                    }}
                    <Soon language shown clock tasks />
                </div>
                <CarryBar language carry />
            })}
            <Apart language title=td_string!(at, desk.day.workshops) which=|card| card.workshop shown />
            <Apart language title=td_string!(at, desk.day.cancelled) which=is_gone shown />
        </div>
    }
}

/// What stands around the cards.
#[derive(Clone, PartialEq)]
struct Plan {
    people: Vec<Lane>,
    rooms: Vec<Lane>,
    /// Of one day: its number says nothing.
    blocks: Vec<(i64, Block)>,
}

impl Plan {
    fn of(board: &BoardDay) -> Self {
        let blocks = board.blocks.iter().map(|block| (0, block.clone())).collect();
        Self { people: board.people.clone(), rooms: board.rooms.clone(), blocks }
    }
}

/// Follows what happens: cards one by one; what stands around them, and whatever was missed, by asking for the day again.
fn follow(language: Language, shown: Shown, plan: RwSignal<Plan>, (day, seen): (String, i64)) {
    #[cfg(feature = "hydrate")]
    Effect::new(move |_| {
        let day = day.clone();
        shown.follow(seen, move || {
            let day = day.clone();
            leptos::task::spawn_local(async move {
                let address = format!("/staff/api/board?language={}&day={day}", language.code());
                let Some(fresh) = crate::browser::fetch::ask_quietly::<BoardDay>(&address).await else { return };
                if plan.try_with_untracked(|plan| *plan != Plan::of(&fresh)) == Some(true) {
                    plan.set(Plan::of(&fresh));
                }
                shown.cards.try_set(fresh.cards);
            });
        });
    });
    #[cfg(not(feature = "hydrate"))]
    let _ = (language, shown, plan, day, seen);
}

/// Keeps today for when the line is lost, or takes away what was kept where the centre does not want that.
fn keep(language: Language, shown: Shown, board: &BoardDay) {
    let (keeps, is_today, day, name) = (board.keeps, board.minute.is_some(), board.day.clone(), board.name.clone());
    #[cfg(feature = "hydrate")]
    Effect::new(move |_| {
        use crate::browser::offline::{self, Row};

        if !is_today {
            return;
        }
        if !keeps {
            return offline::forget();
        }
        let standing = |card: &&Card| !GONE.contains(&card.status);
        let row =
            |card: &Card| Row { time: card.time.clone(), name: card.name.clone(), mediator: card.mediator.clone() };
        let rows: Vec<Row> = shown.cards.with(|cards| cards.iter().filter(standing).map(row).collect());
        let at = locale(language);
        let since = offline::clock();
        let since = td_string!(at, desk.day.kept_since, time = since).to_string();
        offline::keep(&day, &name, &since, &rows);
    });
    #[cfg(not(feature = "hydrate"))]
    let _ = (language, shown, keeps, is_today, day, name);
}

fn is_gone(card: &Card) -> bool {
    !card.workshop && GONE.contains(&card.status)
}

#[component]
pub fn Notice(language: Language, shown: Shown) -> impl IntoView {
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

/// Appointments that stand in no lane: those of workshops, and those whose time is free again.
#[component]
fn Apart(language: Language, title: &'static str, which: fn(&Card) -> bool, shown: Shown) -> impl IntoView {
    let found = Memo::new(move |_| {
        let ours = |card: &Card| which(card).then(|| Placed { card: card.clone(), lane: 0, part: (0, 1) });
        shown.cards.with(|cards| cards.iter().filter_map(ours).collect::<Vec<_>>())
    });
    view! {
        <Show when=move || !found.with(Vec::is_empty)>
            <section class="apart">
                <h2 class="apart__title">{title} " " <span class="soon__count">{move || found.with(Vec::len)}</span></h2>
                <ul class="apart__list" role="list">
                    <For
                        each=move || found.get()
                        key=|placed| (placed.card.id.clone(), placed.card.version)
                        children=move |placed| view! { <Visit language placed shown /> }
                    />
                </ul>
            </section>
        </Show>
    }
}
