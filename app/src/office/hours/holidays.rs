use domain::language::Language;
use leptos::prelude::*;
use leptos_i18n::td_string;
use store::HolidayRecord;

use super::{
    form::{ACTION, Hidden},
    words::holiday_words,
};
use crate::{
    i18n::Locale,
    office::{Returned, Wrong},
    ui::long_day,
};

/// The holidays ahead: confirmed, waiting for a person, or worked through.
#[component]
pub fn Holidays(at: Locale, language: Language, holidays: Vec<HolidayRecord>, returned: Returned) -> impl IntoView {
    let wrong = returned.error("holiday_day").map(Wrong::words_at(at));
    let rows = holidays.into_iter().map(|record| view! { <HolidayRow at language record /> }).collect_view();
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
fn HolidayRow(at: Locale, language: Language, record: HolidayRecord) -> impl IntoView {
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
    let id = format!("day-{}-{}-{}", key.holiday.as_str(), key.part, key.year);
    view! {
        <li class="entry" class:entry--proposed=proposed>
            <span class="entry__what">
                <strong>{holiday_words(at, key.holiday)}</strong>
                {(key.part == 2).then(|| view! { " " {td_string!(at, desk.hours.second_day)} })}
                <span class="entry__more">{long_day(language, day)} " · " {state}</span>
                {busy}
            </span>
            <form class="office__row" method="post" action=ACTION>
                <Hidden change="holiday" whose=None />
                <input type="hidden" name="holiday" value=key.holiday.as_str() />
                <input type="hidden" name="part" value=key.part />
                <input type="hidden" name="year" value=key.year />
                <label class="visually-hidden" for=id.clone()>{td_string!(at, desk.hours.day)}</label>
                <input class="field__input field__input--short" id=id type="date" name="holiday_day" dir="ltr" value=day.to_string() />
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
