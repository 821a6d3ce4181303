use leptos::prelude::*;
use leptos_i18n::td_string;
use store::{DayChangeRecord, Resource};

use super::{
    form::{ACTION, Hidden, Remove},
    words::clock,
};
use crate::{
    i18n::Locale,
    office::{Entry, Pick, Returned},
};

/// Single days that are longer or shorter than the plan.
#[component]
pub fn Days(at: Locale, whose: Resource, changes: Vec<DayChangeRecord>, returned: Returned) -> impl IntoView {
    let none = changes.is_empty().then(|| view! { <p class="office__none">{td_string!(at, desk.hours.none)}</p> });
    let rows = changes.into_iter().map(|DayChangeRecord { id, change }| {
        let what = if change.opens { td_string!(at, desk.hours.opens) } else { td_string!(at, desk.hours.shuts) };
        view! {
            <li class="entry">
                <span class="entry__what">
                    <bdi dir="ltr">{change.day.to_string()} " " {clock(change.from_minute)} "–" {clock(change.to_minute)}</bdi>
                    <span class="entry__more">{what}</span>
                </span>
                <Remove at change="remove_day" whose=Some(whose) id />
            </li>
        }
    });
    let rows = rows.collect_view();
    let kinds = vec![
        ("yes".to_owned(), td_string!(at, desk.hours.opens).to_owned()),
        ("no".to_owned(), td_string!(at, desk.hours.shuts).to_owned()),
    ];
    let typed = returned.values.contains_key("day_day");
    view! {
        <section class="office__part">
            <h2>{td_string!(at, desk.hours.days)}</h2>
            {none}
            <ul class="entries">{rows}</ul>
            <details class="more" open=typed>
                <summary class="more__title">{td_string!(at, desk.hours.add_day)}</summary>
                <form class="form" method="post" action=ACTION novalidate>
                    <Hidden change="add_day" whose=Some(whose) />
                    <Pick at returned=returned.clone() name="day_opens" label=td_string!(at, desk.hours.what_changes) options=kinds />
                    <div class="office__row">
                        <Entry at returned=returned.clone() name="day_day" label=td_string!(at, desk.hours.day) kind="date" />
                        <Entry at returned=returned.clone() name="day_from" label=td_string!(at, desk.hours.from) kind="time" />
                        <Entry at returned name="day_to" label=td_string!(at, desk.hours.to) kind="time" />
                    </div>
                    <button class="button button--primary" type="submit">{td_string!(at, desk.hours.save)}</button>
                </form>
            </details>
        </section>
    }
}
