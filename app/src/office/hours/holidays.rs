use std::collections::BTreeMap;

use domain::language::Language;
use leptos::prelude::*;
use leptos_i18n::td_string;
use store::{Edition, HolidayRecord};

use super::{
    form::{ACTION, Hidden},
    row::Row,
    words::holiday_words,
};
use crate::{
    i18n::Locale,
    office::{Returned, Versions, Wrong},
    ui::long_day,
};

/// The holidays ahead: confirmed, waiting for a person, or worked through.
#[component]
pub fn Holidays(
    at: Locale,
    language: Language,
    holidays: Vec<HolidayRecord>,
    editions: BTreeMap<String, Edition>,
    returned: Returned,
) -> impl IntoView {
    let wrong = returned.error("holiday_day").map(Wrong::words_at(at));
    let rows = holidays.into_iter().map(|record| {
        let row = Row::of(&returned, &editions, record.key.thing().subject());
        view! { <HolidayRow at language record row /> }
    });
    let rows = rows.collect_view();
    view! {
        <section class="office__part">
            <h2>{td_string!(at, desk.hours.holidays)}</h2>
            <p>{td_string!(at, desk.hours.holidays_text)}</p>
            {wrong.map(|words| view! { <p class="field__error" role="alert">{words}</p> })}
            <ul class="entries">{rows}</ul>
        </section>
    }
}

#[component]
fn HolidayRow(at: Locale, language: Language, record: HolidayRecord, row: Row) -> impl IntoView {
    let HolidayRecord { key, day, proposed, dropped, appointments } = record;
    let state = match (proposed, dropped) {
        (_, true) => td_string!(at, desk.hours.works),
        (true, _) => td_string!(at, desk.hours.proposed),
        _ => td_string!(at, desk.hours.confirmed),
    };
    let busy = (appointments > 0 && !dropped).then(|| {
        view! {
            <a class="entry__more" href=format!("/staff/day/{day}")>
                {td_string!(at, desk.hours.standing, count = appointments)}
            </a>
        }
    });
    let day_now = day.to_string();
    // A day that is worked through stands as such, whatever day it is.
    let now = if dropped { format!("{day_now} · {state}") } else { day_now.clone() };
    let (typed, stands) = (row.value("holiday_day", &day_now), row.stands("holiday_day", &now));
    let id = format!("day-{}-{}-{}", key.holiday.as_str(), key.part, key.year);
    view! {
        <li class="entry" class:entry--proposed=proposed>
            <span class="entry__what">
                <strong>{holiday_words(at, key.holiday)}</strong>
                {(key.part == 2).then(|| view! { " " {td_string!(at, desk.hours.second_day)} })}
                <span class="entry__more">{long_day(language, day)} " · " {state}</span>
                {busy}
            </span>
            <form class="office__row" method="post" action=ACTION autocomplete="off">
                <Hidden change="holiday" whose=None />
                <input type="hidden" name="seen" value=row.seen />
                <input type="hidden" name="holiday" value=key.holiday.as_str() />
                <input type="hidden" name="part" value=key.part />
                <input type="hidden" name="year" value=key.year />
                <label class="visually-hidden" for=id.clone()>{td_string!(at, desk.hours.day)}</label>
                <Versions at stands>
                    <input class="field__input field__input--short" id=id type="date" name="holiday_day" dir="ltr" value=typed />
                </Versions>
                <button class="button button--small" type="submit" name="works" value="no">
                    {if proposed { td_string!(at, desk.hours.confirm) } else { td_string!(at, desk.hours.save) }}
                </button>
                {(!dropped).then(|| view! {
                    <button class="button button--small" type="submit" name="works" value="yes">
                        {td_string!(at, desk.hours.we_work)}
                    </button>
                })}
            </form>
        </li>
    }
}
