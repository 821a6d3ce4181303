use std::collections::BTreeMap;

use domain::access::Verb;
use jiff::civil::Date;
use leptos::prelude::*;
use leptos_i18n::td_string;
use leptos_router::hooks::use_params_map;
use store::{Edition, SeasonRecord, Thing, ThingKind};

use super::{
    form::{ACTION, Remove, page_of},
    row::Row,
    words::clock,
};
use crate::{
    api::Failure,
    i18n::Locale,
    office::{Entry, Opened, Reader, Returned, Seen, Wrongs, guarded, open},
    ui::weekday_words,
};

/// Weekday, and the names of a beginning and an end in the form: two ranges a day, for hours with a pause.
pub const TIMES: [(u8, &str, &str); 14] = [
    (1, "season_from1", "season_to1"),
    (1, "season_from1b", "season_to1b"),
    (2, "season_from2", "season_to2"),
    (2, "season_from2b", "season_to2b"),
    (3, "season_from3", "season_to3"),
    (3, "season_from3b", "season_to3b"),
    (4, "season_from4", "season_to4"),
    (4, "season_from4b", "season_to4b"),
    (5, "season_from5", "season_to5"),
    (5, "season_from5b", "season_to5b"),
    (6, "season_from6", "season_to6"),
    (6, "season_from6b", "season_to6b"),
    (7, "season_from7", "season_to7"),
    (7, "season_from7b", "season_to7b"),
];

/// Seasons: hours of everybody for some weeks, as in Ramadan. The next computed Ramadan is proposed.
#[component]
pub fn Seasons(
    at: Locale,
    seasons: Vec<SeasonRecord>,
    editions: BTreeMap<String, Edition>,
    ramadan: Option<(Date, Date)>,
    returned: Returned,
) -> impl IntoView {
    let none = seasons.is_empty().then(|| view! { <p class="office__none">{td_string!(at, desk.hours.none)}</p> });
    let rows = seasons.into_iter().map(|record| {
        let seen = Row::of(&returned, &editions, &record.id.to_string()).seen;
        view! { <SeasonRow at record seen /> }
    });
    let rows = rows.collect_view();
    let typed = returned.values.contains_key("season_first");
    let proposal = Proposed::of(at, ramadan);
    view! {
        <section class="office__part">
            <h2>{td_string!(at, desk.hours.seasons)}</h2>
            <p>{td_string!(at, desk.hours.seasons_text)}</p>
            {none}
            <ul class="entries">{rows}</ul>
            <details class="more" open=typed>
                <summary class="more__title">{td_string!(at, desk.hours.add_season)}</summary>
                <SeasonForm at change="add_season" proposal returned />
            </details>
        </section>
    }
}

/// A season with its hours.
#[component]
fn SeasonRow(
    at: Locale,
    record: SeasonRecord,
    /// The edition that it shows.
    seen: String,
) -> impl IntoView {
    let SeasonRecord { id, label, season } = record;
    let hours = season.hours.chunk_by(|a, b| a.0 == b.0).map(|day| {
        let ranges = day.iter().map(|&(_, from, to)| {
            view! { " " <bdi dir="ltr">{clock(from)} "–" {clock(to)}</bdi> }
        });
        let weekday = day.first().map_or(1, |(weekday, ..)| *weekday);
        view! { <span class="entry__more">{weekday_words(at, weekday)} {ranges.collect_view()}</span> }
    });
    let hours = hours.collect_view();
    let days = format!("{} – {}", season.first_day, season.last_day);
    view! {
        <li class="entry">
            <span class="entry__what">
                <strong><bdi>{label}</bdi></strong> " " <bdi dir="ltr">{days}</bdi>
                {hours}
            </span>
            <a class="button button--small" href=format!("/staff/hours/season/{id}")>{td_string!(at, desk.hours.change_season)}</a>
            <Remove at change="remove_season" whose=None id seen />
        </li>
    }
}

/// A season to correct: the dates of Ramadan are announced late.
#[component]
pub fn SeasonPage() -> impl IntoView {
    let returned = Returned::of_request();
    let id = use_params_map().with_untracked(|params| params.get("id").and_then(|id| id.parse().ok()));
    guarded(
        |at| td_string!(at, desk.hours.change_season),
        Verb::ManageHours,
        move |reader| {
            let returned = returned.clone();
            async move { season(reader, id.ok_or(Failure::NotFound)?, returned).await }
        },
    )
}

async fn season(reader: Reader, id: i64, returned: Returned) -> Result<AnyView, Failure> {
    let Opened { edition, others } = open(&reader, &Thing::new(ThingKind::Season, id)).await?;
    let (here, at) = (reader.here.clone(), reader.at);
    let today = here.centre.zone.to_datetime((here.now)()).date();
    let seasons = here.store.seasons(&here.centre, today).await?;
    let record = seasons.into_iter().find(|record| record.id == id).ok_or(Failure::NotFound)?;
    Ok(view! {
        <p class="office__back"><a href=page_of(None)>{td_string!(at, desk.hours.centre)}</a></p>
        {others}
        <Wrongs at returned=returned.clone() />
        <SeasonForm at change="change_season" id proposal=Proposed::as_it_is(&record) returned=returned.clone()>
            <Seen reader returned=returned.clone() edition=edition.clone() page=format!("/staff/hours/season/{id}") />
        </SeasonForm>
    }
    .into_any())
}

/// What a fresh form shows.
struct Proposed {
    label: String,
    first: String,
    last: String,
    /// In the order of [`TIMES`].
    times: Vec<(String, String)>,
}

impl Proposed {
    /// The next Ramadan as the calendar computes it, with usual hours.
    fn of(at: Locale, ramadan: Option<(Date, Date)>) -> Self {
        let label = ramadan.map(|_| td_string!(at, desk.hours.ramadan).to_owned()).unwrap_or_default();
        let (first, last) = ramadan.map(|(first, last)| (first.to_string(), last.to_string())).unwrap_or_default();
        let usual = |(weekday, from, _): (u8, &str, &str)| {
            let works = weekday <= 5 && !from.ends_with('b');
            let times = if works { ("09:00", "15:00") } else { ("", "") };
            (times.0.to_owned(), times.1.to_owned())
        };
        Self { label, first, last, times: TIMES.map(usual).into() }
    }

    fn as_it_is(record: &SeasonRecord) -> Self {
        let season = &record.season;
        let mut hours = season.hours.iter().peekable();
        let own = TIMES.iter().map(|(weekday, ..)| {
            let next = hours.next_if(|(of, ..)| of == weekday);
            next.map(|&(_, from, to)| (clock(from), clock(to))).unwrap_or_default()
        });
        Self {
            label: record.label.clone(),
            first: season.first_day.to_string(),
            last: season.last_day.to_string(),
            times: own.collect(),
        }
    }
}

#[component]
fn SeasonForm(
    at: Locale,
    change: &'static str,
    #[prop(optional)] id: i64,
    proposal: Proposed,
    returned: Returned,
    /// What stands first in the form.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let back = if id == 0 { page_of(None) } else { format!("/staff/hours/season/{id}") };
    let Proposed { label, first, last, times } = proposal;
    let entry = |name: &'static str, label: &'static str, value: String| {
        view! { <Entry at returned=returned.clone() name label kind="time" value /> }
    };
    let rows = TIMES.chunks(2).zip(times.chunks(2)).map(|(names, times)| {
        let weekday = names.first().map_or(1, |(weekday, ..)| *weekday);
        let ranges = names.iter().zip(times).map(|((_, from, to), (begin, end))| {
            let begin = entry(from, td_string!(at, desk.hours.from), begin.clone());
            let end = entry(to, td_string!(at, desk.hours.to), end.clone());
            view! { {begin} {end} }
        });
        view! {
            <fieldset class="times">
                <legend class="times__day">{weekday_words(at, weekday)}</legend>
                {ranges.collect_view()}
            </fieldset>
        }
    });
    let rows = rows.collect_view();
    view! {
        <form class="form" method="post" action=ACTION novalidate autocomplete="off">
            {children.map(|children| children())}
            <input type="hidden" name="change" value=change />
            <input type="hidden" name="id" value=id />
            <input type="hidden" name="back" value=back />
            <Entry at returned=returned.clone() name="season_label" label=td_string!(at, desk.hours.season_name) kind="text" value=label />
            <div class="office__row">
                <Entry at returned=returned.clone() name="season_first" label=td_string!(at, desk.hours.first_day) kind="date" value=first
                    hint=td_string!(at, desk.hours.computed_hint) />
                <Entry at returned=returned.clone() name="season_last" label=td_string!(at, desk.hours.last_day) kind="date" value=last />
            </div>
            <p class="field__hint">{td_string!(at, desk.hours.empty_closed)}</p>
            {rows}
            <button class="button button--primary" type="submit">{td_string!(at, desk.hours.save)}</button>
        </form>
    }
}
