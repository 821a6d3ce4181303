//! What the desk needs to see without looking for it: who comes next, who waits and since when, what was not noted.

use domain::{appointment::Status, board::Card, language::Language};
use leptos::prelude::*;
use leptos_i18n::td_string;

use super::{
    clock::Clock,
    shown::{Shown, Step},
    steps::Moves,
};
use crate::i18n::locale;

/// Who is about to come: so many at most.
const NEXT: usize = 5;

/// Why somebody stands in the list, with the minutes that go with it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Why {
    Asks,
    In(u32),
    Late(u32),
    Waits(u32),
    Over,
}

/// The lists beside today.
#[component]
pub fn Soon(
    language: Language,
    shown: Shown,
    clock: Clock,
    /// Of the reader, that are due.
    tasks: u32,
) -> impl IntoView {
    let at = locale(language);
    let of = move |which: fn(&Card, u32, Clock) -> Option<Why>| {
        Memo::new(move |_| {
            let Some(minute) = clock.minute.get() else { return Vec::new() };
            let why = |card: &Card| which(card, minute, clock).map(|why| (card.clone(), why));
            shown.cards.with(|cards| cards.iter().filter(|card| !card.workshop).filter_map(why).collect::<Vec<_>>())
        })
    };
    let (asks, waits, next, over) = (of(asking), of(waiting), of(coming), of(unnoted));
    let time = move || clock.minute.get().map(|minute| format!("{:02}:{:02}", minute / 60, minute % 60));
    view! {
        <Show when=move || clock.minute.get().is_some()>
            <aside class="soon" aria-label=td_string!(at, desk.day.soon)>
                <p class="soon__clock"><bdi dir="ltr">{time}</bdi></p>
                <List language title=td_string!(at, desk.day.asks) found=asks shown quiet=true />
                <List language title=td_string!(at, desk.day.waits) found=waits shown quiet=false />
                <List language title=td_string!(at, desk.day.next) found=next shown quiet=false />
                <List language title=td_string!(at, desk.day.unnoted) found=over shown quiet=true />
                {(tasks > 0).then(|| view! {
                    <p><a class="soon__who" href="/staff/tasks">{td_string!(at, people.task.due, count = tasks).to_string()}</a></p>
                })}
            </aside>
        </Show>
    }
}

fn asking(card: &Card, _: u32, _: Clock) -> Option<Why> {
    (card.status == Status::Requested).then_some(Why::Asks)
}

fn waiting(card: &Card, minute: u32, clock: Clock) -> Option<Why> {
    let waits = card.status == Status::Arrived && !card.lacks_outcome(minute);
    waits.then(|| Why::Waits(clock.minutes_since(card.since)))
}

fn coming(card: &Card, minute: u32, _: Clock) -> Option<Why> {
    let comes = card.status == Status::Expected && !card.lacks_outcome(minute);
    comes.then(|| match card.start_minute.checked_sub(minute) {
        Some(left) => Why::In(left),
        None => Why::Late(minute - card.start_minute),
    })
}

fn unnoted(card: &Card, minute: u32, _: Clock) -> Option<Why> {
    card.lacks_outcome(minute).then_some(Why::Over)
}

#[component]
fn List(
    language: Language,
    title: &'static str,
    found: Memo<Vec<(Card, Why)>>,
    shown: Shown,
    /// Whether it is left out while nobody stands in it.
    quiet: bool,
) -> impl IntoView {
    let at = locale(language);
    view! {
        <Show when=move || !quiet || found.with(|found| !found.is_empty())>
            <section class="soon__part">
                <h2 class="soon__title">{title} " " <span class="soon__count">{move || found.with(Vec::len)}</span></h2>
                <Show when=move || found.with(Vec::is_empty)>
                    <p class="soon__nobody">{td_string!(at, desk.nobody)}</p>
                </Show>
                <ul class="soon__list" role="list">
                    <For
                        each=move || found.with(|found| found.iter().take(NEXT).cloned().collect::<Vec<_>>())
                        key=|(card, why)| (card.id.clone(), card.version, *why)
                        children=move |(card, why)| view! { <Entry language card why shown /> }
                    />
                </ul>
            </section>
        </Show>
    }
}

#[component]
fn Entry(language: Language, card: Card, why: Why, shown: Shown) -> impl IntoView {
    let at = locale(language);
    let (id, version) = (card.id.clone(), card.version);
    let take = Callback::new(move |step: Step| shown.take(id.clone(), version, step));
    let to: Vec<Status> = card.next_step().into_iter().collect();
    let words = match why {
        Why::Asks | Why::Over => String::new(),
        // Further off, the time says more.
        Why::In(count) if count > 60 => String::new(),
        Why::In(count) => td_string!(at, desk.day.in_minutes, count = count).to_string(),
        Why::Late(count) => td_string!(at, desk.day.late_minutes, count = count).to_string(),
        Why::Waits(count) => td_string!(at, desk.day.since_minutes, count = count).to_string(),
    };
    let class = if matches!(why, Why::Late(_)) { "soon__when soon__when--late" } else { "soon__when" };
    view! {
        <li class="soon__entry">
            <bdi class="visit__time">{card.time.clone()}</bdi>
            <a class="soon__who" href=format!("#{}", card.id)><bdi>{card.name.clone()}</bdi></a>
            <span class=class>{words}</span>
            {(!to.is_empty()).then(|| view! { <Moves language card to number=1 take /> })}
        </li>
    }
}
