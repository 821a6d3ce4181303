use domain::{
    board::{Block, Lane},
    language::Language,
};
use leptos::prelude::*;
use leptos_i18n::td_string;
use leptos_router::hooks::{use_params_map, use_query_map};

use super::{
    axis::Cut,
    carry::{CarryBar, Moved, carry_of},
    clock::Clock,
    gaps::whose_lanes,
    lanes::Lanes,
    line::LineState,
    refused::refused,
    shown::{Days, Shown},
    whose::{Chosen, Whose},
};
use crate::{
    api::week::{WeekShown, week},
    ask::ask,
    i18n::{language_of_page, locale},
    ui::{Icon, Loading, set_title},
};

/// A week of the desk, live.
#[component]
pub fn WeekPage() -> impl IntoView {
    let language = language_of_page();
    let at = locale(language);
    let (params, query) = (use_params_map(), use_query_map());
    let asked = Memo::new(move |_| {
        let day = params.with(|params| params.get("day").unwrap_or_default());
        let ids = |name| query.with(|query| query.get_all(name).unwrap_or_default().join(","));
        (day, ids("with"), ids("room"))
    });
    let found = ask(move || asked.get(), move |(day, with, room)| week(language, day, with, room));
    set_title(td_string!(at, desk.week.title));
    view! {
        <Transition fallback=move || view! { <Loading language /> }>
            {move || Suspend::new(async move {
                match found.await {
                    Ok(week) => view! { <Week language week /> }.into_any(),
                    Err(failure) => refused(at, failure),
                }
            })}
        </Transition>
    }
}

#[component]
fn Week(language: Language, week: WeekShown) -> impl IntoView {
    let clock = Clock::from(week.now, week.today.map(|_| week.minute));
    let days = week.days.iter().map(|lane| lane.id).collect();
    let shown = Shown::of(week.cards.clone(), Days::Week { days, with: week.with.clone(), room: week.room.clone() });
    let plan = RwSignal::new((week.days.clone(), week.blocks.clone()));
    let iso = |lane: Option<&Lane>| {
        lane.and_then(|lane| domain::calendar::day_of_number(lane.id)).map(|day| day.to_string()).unwrap_or_default()
    };
    let days = (iso(week.days.first()), iso(week.days.last()));
    let carry = carry_of(shown, Cut::Days, days);
    // Where one mediator's week is shown, what is free in it can be booked with them.
    let only = match (&week.with[..], &week.room[..]) {
        ([one], []) if week.books => Some(*one),
        _ => None,
    };
    let only = only.and_then(|one| {
        let (_, name) = week.people.iter().find(|(id, _)| *id == one.to_string())?;
        Some((one, name.clone(), week.day))
    });
    follow(language, shown, plan, &week);
    let today = week.today.and_then(|today| week.days.iter().position(|lane| lane.id == today)).map(|at| at + 1);
    view! {
        <div class="desk desk--week">
            <Head language week />
            <super::board::Notice language shown />
            <Moved language carry />
            {move || {
                let (lanes, blocks) = plan.get();
                let days = lanes.clone();
                view! { <Lanes language cut=Cut::Days lanes=lanes.clone() people=lanes blocks today shown carry clock
                    books=only.as_ref().and_then(|(staff, name, today)| {
                        whose_lanes(Cut::Days, &days, ("", *today), Some((*staff, name)))
                    }) /> }
            }}
            <CarryBar language carry />
        </div>
    }
}

/// The lanes of the days, and what stands in them beside the cards.
type Plan = (Vec<Lane>, Vec<(i64, Block)>);

/// Follows what happens, as a day does.
fn follow(language: Language, shown: Shown, plan: RwSignal<Plan>, of: &WeekShown) {
    let ids = |of: &[i64]| of.iter().map(i64::to_string).collect::<Vec<_>>().join(",");
    let (first, seen) = (of.first.clone(), of.last_event);
    let whose = format!("with={}&room={}", ids(&of.with), ids(&of.room));
    #[cfg(feature = "hydrate")]
    Effect::new(move |_| {
        let (first, whose) = (first.clone(), whose.clone());
        shown.follow(seen, move || {
            let (first, whose) = (first.clone(), whose.clone());
            leptos::task::spawn_local(async move {
                let address = format!("/staff/api/week?language={}&day={first}&{whose}", language.code());
                let Some(fresh) = crate::browser::fetch::ask_quietly::<WeekShown>(&address).await else { return };
                let now = (fresh.days, fresh.blocks);
                if plan.try_with_untracked(|plan| *plan != now) == Some(true) {
                    plan.set(now);
                }
                shown.cards.try_set(fresh.cards);
            });
        });
    });
    #[cfg(not(feature = "hydrate"))]
    let _ = (language, shown, plan, first, whose, seen);
}

/// Which week, whose, and the ways to others.
#[component]
fn Head(language: Language, week: WeekShown) -> impl IntoView {
    let at = locale(language);
    let words = |of: &[i64]| of.iter().map(i64::to_string).collect::<Vec<_>>();
    let chosen = Chosen { people: words(&week.with), rooms: words(&week.room) };
    let whose = chosen.query();
    let first = week.first.clone();
    let month = format!("/staff/month/{}{whose}", first.get(..7).unwrap_or_default());
    let several = week.people.len() + week.rooms.len() > 1;
    view! {
        <div class="desk__head">
            <h1 class="desk__title">{week.name}</h1>
            <LineState language />
            <nav class="day-switch" aria-label=td_string!(at, desk.week.weeks)>
                <a class="day-switch__link day-switch__link--back" href=format!("/staff/week/{}{whose}", week.before)>
                    <Icon name="arrow" />
                    <span class="visually-hidden">{td_string!(at, desk.week.before)}</span>
                </a>
                <a class="day-switch__link" href=format!("/staff/week{whose}")>{td_string!(at, desk.week.this)}</a>
                <a class="day-switch__link" href=format!("/staff/week/{}{whose}", week.after)>
                    <Icon name="arrow" />
                    <span class="visually-hidden">{td_string!(at, desk.week.after)}</span>
                </a>
            </nav>
            <a class="day-switch__link" href=month>{td_string!(at, desk.month.title)}</a>
            <a class="day-switch__link" href="/staff">{td_string!(at, desk.week.day)}</a>
            {several.then(|| view! {
                <Whose language action=format!("/staff/week/{first}") people=week.people rooms=week.rooms chosen />
            })}
        </div>
    }
}
