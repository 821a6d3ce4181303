use leptos::prelude::*;
use leptos_i18n::td_string;
use store::{AbsenceRecord, Resource};

use super::{
    form::{ACTION, Hidden, Remove},
    words::{moment, rule_words},
};
use crate::{
    i18n::Locale,
    office::{Entry, Pick, Returned},
};

/// Absences of a person or room, or closures of the centre: what is known, and a form for one more.
#[component]
pub fn Absences(
    at: Locale,
    whose: Option<Resource>,
    absences: Vec<AbsenceRecord>,
    returned: Returned,
) -> impl IntoView {
    let (title, add) = match whose {
        None => (td_string!(at, desk.hours.closures), td_string!(at, desk.hours.add_closure)),
        Some(_) => (td_string!(at, desk.hours.absences), td_string!(at, desk.hours.add_absence)),
    };
    let none = absences.is_empty().then(|| view! { <p class="office__none">{td_string!(at, desk.hours.none)}</p> });
    let rows = absences.into_iter().map(|record| {
        let rule = record.rule.as_ref().map(|rule| rule_words(at, rule));
        view! {
            <li class="entry">
                <span class="entry__what">
                    <bdi dir="ltr">{moment(record.from)} " – " {moment(record.to)}</bdi>
                    {rule.map(|rule| view! { <span class="entry__more">{rule}</span> })}
                    <span class="entry__more"><bdi>{record.label}</bdi></span>
                </span>
                <Remove at change="remove_absence" whose id=record.id />
            </li>
        }
    });
    let rows = rows.collect_view();
    let typed = returned.values.contains_key("absence_from_day");
    view! {
        <section class="office__part">
            <h2>{title}</h2>
            {none}
            <ul class="entries">{rows}</ul>
            <details class="more" open=typed>
                <summary class="more__title">{add}</summary>
                <AbsenceForm at whose returned />
            </details>
        </section>
    }
}

#[component]
fn AbsenceForm(at: Locale, whose: Option<Resource>, returned: Returned) -> impl IntoView {
    let repeat = vec![
        (String::new(), td_string!(at, desk.hours.once).to_owned()),
        ("1".to_owned(), td_string!(at, desk.hours.every_week).to_owned()),
        ("2".to_owned(), td_string!(at, desk.hours.every_second_week).to_owned()),
        ("month".to_owned(), td_string!(at, desk.hours.every_month).to_owned()),
    ];
    view! {
        <form class="form" method="post" action=ACTION novalidate>
            <Hidden change="add_absence" whose />
            <div class="office__row">
                <Entry at returned=returned.clone() name="absence_from_day" label=td_string!(at, desk.hours.from_day) kind="date" />
                <Entry at returned=returned.clone() name="absence_from" label=td_string!(at, desk.hours.from) kind="time"
                    hint=td_string!(at, desk.hours.whole_day_hint) />
            </div>
            <div class="office__row">
                <Entry at returned=returned.clone() name="absence_to_day" label=td_string!(at, desk.hours.to_day) kind="date" />
                <Entry at returned=returned.clone() name="absence_to" label=td_string!(at, desk.hours.to) kind="time" />
            </div>
            <div class="office__row">
                <Pick at returned=returned.clone() name="absence_repeat" label=td_string!(at, desk.hours.repeat) options=repeat />
                <Entry at returned=returned.clone() name="absence_until" label=td_string!(at, desk.hours.until_day) kind="date" />
            </div>
            <Entry at returned name="absence_label" label=td_string!(at, desk.hours.label) kind="text"
                hint=td_string!(at, desk.hours.label_hint) />
            <button class="button button--primary" type="submit">{td_string!(at, desk.hours.save)}</button>
        </form>
    }
}
