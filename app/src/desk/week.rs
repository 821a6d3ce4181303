use domain::{
    board::{Block, Lane},
    language::Language,
};
use leptos::{ev::Event, prelude::*};
use leptos_i18n::td_string;
use leptos_router::hooks::{use_params_map, use_query_map};

use super::{
    axis::Cut,
    clock::Clock,
    lanes::Lanes,
    line::LineState,
    refused::refused,
    shown::{Days, Shown},
};
use crate::{
    api::week::{WeekShown, week},
    ask::ask,
    i18n::{language_of_page, locale},
    ui::{Icon, Loading, WithoutScript, set_title},
};

/// A week of the desk, live.
#[component]
pub fn WeekPage() -> impl IntoView {
    let language = language_of_page();
    let at = locale(language);
    let (params, query) = (use_params_map(), use_query_map());
    let asked = Memo::new(move |_| {
        let day = params.with(|params| params.get("day").unwrap_or_default());
        (day, query.with(|query| query.get("with").unwrap_or_default()))
    });
    let found = ask(move || asked.get(), move |(day, with)| week(language, day, with));
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
    let shown = Shown::of(week.cards.clone(), Days::Week { days, with: week.with.parse().ok() });
    let plan = RwSignal::new((week.days.clone(), week.blocks.clone()));
    follow(language, shown, plan, &week);
    let today = week.today.and_then(|today| week.days.iter().position(|lane| lane.id == today)).map(|at| at + 1);
    view! {
        <div class="desk desk--week">
            <Head language week />
            <super::board::Notice language shown />
            {move || {
                let (lanes, blocks) = plan.get();
                view! { <Lanes language cut=Cut::Days lanes=lanes.clone() people=lanes blocks today shown clock /> }
            }}
        </div>
    }
}

/// The lanes of the days, and what stands in them beside the cards.
type Plan = (Vec<Lane>, Vec<(i64, Block)>);

/// Follows what happens, as a day does.
fn follow(language: Language, shown: Shown, plan: RwSignal<Plan>, of: &WeekShown) {
    let (first, with, seen) = (of.first.clone(), of.with.clone(), of.last_event);
    #[cfg(feature = "hydrate")]
    Effect::new(move |_| {
        let (first, with) = (first.clone(), with.clone());
        shown.follow(seen, move || {
            let (first, with) = (first.clone(), with.clone());
            leptos::task::spawn_local(async move {
                let address = format!("/staff/api/week?language={}&day={first}&with={with}", language.code());
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
    let _ = (language, shown, plan, first, with, seen);
}

/// Which week, whose, and the ways to others.
#[component]
fn Head(language: Language, week: WeekShown) -> impl IntoView {
    let at = locale(language);
    let whose = if week.with.is_empty() { String::new() } else { format!("?with={}", week.with) };
    let everybody = (String::new(), td_string!(at, desk.week.everybody).to_owned());
    let people = std::iter::once(everybody).chain(week.people).map(|(id, name)| {
        let selected = id == week.with;
        view! { <option value=id selected=selected>{name}</option> }
    });
    let people = people.collect_view();
    let first = week.first.clone();
    let go = super::day_head::use_go();
    let changed = move |event: Event| {
        let with = event_target_value(&event);
        let whose = if with.is_empty() { String::new() } else { format!("?with={with}") };
        go(&format!("/staff/week/{first}{whose}"));
    };
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
            <form class="week__whose" method="get" action=format!("/staff/week/{}", week.first)
                on:submit=|event| event.prevent_default()
            >
                <label class="visually-hidden" for="with">{td_string!(at, desk.week.whose)}</label>
                <select class="field__input" id="with" name="with" on:change=changed>{people}</select>
                <WithoutScript words=td_string!(at, desk.day.show) />
            </form>
            <a class="day-switch__link" href="/staff">{td_string!(at, desk.week.day)}</a>
        </div>
    }
}
