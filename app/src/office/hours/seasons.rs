use jiff::civil::Date;
use leptos::prelude::*;
use leptos_i18n::td_string;
use store::SeasonRecord;

use super::{ACTION, Hidden, Remove, words::clock};
use crate::{
    i18n::Locale,
    office::{Entry, Returned},
    ui::weekday_words,
};

/// Names of the two times of each weekday in the form.
pub const TIMES: [(&str, &str); 7] = [
    ("season_from1", "season_to1"),
    ("season_from2", "season_to2"),
    ("season_from3", "season_to3"),
    ("season_from4", "season_to4"),
    ("season_from5", "season_to5"),
    ("season_from6", "season_to6"),
    ("season_from7", "season_to7"),
];

/// Seasons: hours of everybody for some weeks, as in Ramadan. The next computed Ramadan is proposed.
#[component]
pub fn Seasons(
    at: Locale,
    seasons: Vec<SeasonRecord>,
    ramadan: Option<(Date, Date)>,
    returned: Returned,
) -> impl IntoView {
    let none = seasons.is_empty().then(|| view! { <p class="office__none">{td_string!(at, desk.hours.none)}</p> });
    let rows = seasons.into_iter().map(|record| {
        let hours = record.season.hours.iter().map(|&(weekday, from, to)| {
            view! {
                <span class="entry__more">
                    {weekday_words(at, weekday)} " " <bdi dir="ltr">{clock(from)} "–" {clock(to)}</bdi>
                </span>
            }
        });
        let hours = hours.collect_view();
        view! {
            <li class="entry">
                <span class="entry__what">
                    <strong><bdi>{record.label}</bdi></strong>
                    " "
                    <bdi dir="ltr">{record.season.first_day.to_string()} " – " {record.season.last_day.to_string()}</bdi>
                    {hours}
                </span>
                <Remove at change="remove_season" whose=None id=record.id />
            </li>
        }
    });
    let rows = rows.collect_view();
    let typed = returned.values.contains_key("season_first");
    view! {
        <section class="office__part">
            <h2>{td_string!(at, desk.hours.seasons)}</h2>
            <p>{td_string!(at, desk.hours.seasons_text)}</p>
            {none}
            <ul class="entries">{rows}</ul>
            <details class="more" open=typed>
                <summary class="more__title">{td_string!(at, desk.hours.add_season)}</summary>
                <SeasonForm at ramadan returned />
            </details>
        </section>
    }
}

#[component]
fn SeasonForm(at: Locale, ramadan: Option<(Date, Date)>, returned: Returned) -> impl IntoView {
    let label = ramadan.map(|_| td_string!(at, desk.hours.ramadan)).unwrap_or_default();
    let (first, last) = ramadan.map(|(first, last)| (first.to_string(), last.to_string())).unwrap_or_default();
    let rows = (1..).zip(TIMES).map(|(weekday, (from, to))| {
        let usual = if weekday <= 5 { ("09:00", "15:00") } else { ("", "") };
        view! {
            <fieldset class="times">
                <legend class="times__day">{weekday_words(at, weekday)}</legend>
                <Entry at returned=returned.clone() name=from label=td_string!(at, desk.hours.from) kind="time" value=usual.0 />
                <Entry at returned=returned.clone() name=to label=td_string!(at, desk.hours.to) kind="time" value=usual.1 />
            </fieldset>
        }
    });
    let rows = rows.collect_view();
    view! {
        <form class="form" method="post" action=ACTION novalidate>
            <Hidden change="add_season" whose=None />
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
