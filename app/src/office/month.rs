//! A month of the desk: each day with what it came to, and the way into it.

use domain::{
    access::{Verb, may},
    calendar::day_number,
    language::Language,
};
use jiff::{
    ToSpan,
    civil::{Date, date},
};
use leptos::prelude::*;
use leptos_i18n::td_string;
use leptos_router::hooks::{use_params_map, use_query_map};
use store::{Month, MonthDay};

use super::{Reader, guarded};
use crate::{
    api::Failure,
    desk::{Chosen, Whose},
    i18n::{Locale, locale},
    ui::{Icon, long_day, month_words, set_title, weekday_words},
};

/// A month, for whoever may see appointments: everybody's, some people's, or one's own.
#[component]
pub fn MonthPage() -> impl IntoView {
    let month = use_params_map().with_untracked(|map| map.get("month").unwrap_or_default());
    let with = use_query_map().with_untracked(|map| map.get_all("with").unwrap_or_default());
    guarded(
        |at| td_string!(at, desk.month.title),
        Verb::OpenVisit,
        move |reader| async move { shown(reader, &month, &with).await },
    )
}

async fn shown(reader: Reader, month: &str, with: &[String]) -> Result<AnyView, Failure> {
    let Reader { here, member, at, language, .. } = &reader;
    let (at, language) = (*at, *language);
    let today = here.centre.zone.to_datetime((here.now)()).date();
    let first = if month.is_empty() { today.first_of_month() } else { read_month(month).ok_or(Failure::NotFound)? };
    let of: Vec<i64> = with.iter().filter_map(|id| id.parse().ok()).collect();
    let monday = first.saturating_sub(i64::from(first.weekday().to_monday_zero_offset()).days());
    let last = first.last_of_month();
    let sunday = last.saturating_add((6 - i64::from(last.weekday().to_monday_zero_offset())).days());
    let Month { people, days } = here.store.month(&here.centre, member, (monday, sunday), &of).await?;
    let name = month_words(language, &write_month(first));
    let label = name.clone();
    set_title(td_string!(at, desk.month.title));
    let weekdays = (1..=7).map(|n| view! { <th scope="col">{weekday_words(at, n)}</th> }).collect_view();
    let weeks = days.chunks(7).map(|week| {
        let cells = week.iter().map(|of| view! { <Cell language of=of.clone() first today /> }).collect_view();
        let href = format!("/staff/week/{}", week.first().map(|of| of.day.to_string()).unwrap_or_default());
        view! {
            <tr>
                <th class="month__week" scope="row">
                    <a href=href><Icon name="arrow" /><span class="visually-hidden">{td_string!(at, desk.month.week)}</span></a>
                </th>
                {cells}
            </tr>
        }
    });
    let weeks = weeks.collect_view();
    let chosen = Chosen { people: of.iter().map(i64::to_string).collect(), rooms: Vec::new() };
    let people: Vec<_> = people.into_iter().map(|(id, name)| (id.to_string(), name)).collect();
    let several = may(&member.roles, Verb::SeeBoard) && people.len() > 1;
    Ok(view! {
        <Ways at first name=name.clone() whose=chosen.query() />
        {several.then(|| view! { <Whose language action=format!("/staff/month/{}", write_month(first)) people rooms=Vec::new() chosen /> })}
        <div class="month__scroll" tabindex="0" role="region" aria-label=label>
            <table class="month">
                <caption class="visually-hidden">{name}</caption>
                <thead><tr><th class="month__week" scope="col"><span class="visually-hidden">{td_string!(at, desk.month.week)}</span></th>{weekdays}</tr></thead>
                <tbody>{weeks}</tbody>
            </table>
        </div>
    }
    .into_any())
}

/// The month before, this one, the next, and the other views.
#[component]
fn Ways(at: Locale, first: Date, name: String, whose: String) -> impl IntoView {
    let week = format!("/staff/week/{first}{whose}");
    let month = |of: Date| format!("/staff/month/{}{whose}", write_month(of));
    let (before, after) = (first.saturating_sub(1.months()), first.saturating_add(1.months()));
    view! {
        <div class="desk__head">
            <p class="desk__title">{name}</p>
            <nav class="day-switch" aria-label=td_string!(at, desk.month.months)>
                <a class="day-switch__link day-switch__link--back" href=month(before)>
                    <Icon name="arrow" /><span class="visually-hidden">{td_string!(at, desk.month.before)}</span>
                </a>
                <a class="day-switch__link" href=format!("/staff/month{whose}")>{td_string!(at, desk.month.this)}</a>
                <a class="day-switch__link" href=month(after)>
                    <Icon name="arrow" /><span class="visually-hidden">{td_string!(at, desk.month.after)}</span>
                </a>
            </nav>
            <a class="day-switch__link" href=week>{td_string!(at, desk.week.title)}</a>
            <a class="day-switch__link" href="/staff">{td_string!(at, desk.week.day)}</a>
        </div>
    }
}

#[component]
fn Cell(language: Language, of: MonthDay, first: Date, today: Date) -> impl IntoView {
    let at = locale(language);
    let MonthDay { day, appointments, workshops, requests, open, taken, closed, away } = of;
    let outside = (day.month() != first.month()).then_some("month__day--outside");
    let current = (day == today).then_some("date");
    let counted = |count: u32, words: String| (count > 0).then(|| view! { <li>{words}</li> });
    let full = (open > 0 && day >= today).then(|| (taken * 10 / open).min(10));
    let percent = (taken * 100).checked_div(open).unwrap_or(0).min(100);
    let load = full.map(|full| {
        let words = td_string!(at, desk.month.full, percent = percent).to_string();
        let title = words.clone();
        view! { <span class=format!("month__load load{full}") title=title><span class="visually-hidden">{words}</span></span> }
    });
    let away = (!away.is_empty() && !closed).then(|| {
        view! { <li class="month__away">{td_string!(at, desk.day.is_away)} ": " {away.join("، ")}</li> }
    });
    view! {
        <td class=format!("month__day {}", outside.unwrap_or_default()) class:month__day--closed=closed
            data-day=day_number(day) aria-current=current
        >
            <a class="month__link" href=format!("/staff/day/{day}") aria-label=long_day(language, day)>
                {day.day()} <span class="month__weekday">{weekday_words(at, day.weekday().to_monday_one_offset().unsigned_abs())}</span>
            </a>
            <ul class="month__what" role="list">
                {closed.then(|| view! { <li class="month__closed">{td_string!(at, desk.day.is_closed)}</li> })}
                {counted(appointments, td_string!(at, desk.month.appointments, count = appointments).to_string())}
                {counted(workshops, td_string!(at, desk.month.workshops, count = workshops).to_string())}
                {counted(requests, td_string!(at, desk.month.requests, count = requests).to_string())}
                {away}
            </ul>
            {load}
        </td>
    }
}

fn write_month(of: Date) -> String {
    of.strftime("%Y-%m").to_string()
}

fn read_month(text: &str) -> Option<Date> {
    let (year, month) = text.split_once('-')?;
    let (year, month) = (year.parse::<i16>().ok()?, month.parse::<i8>().ok()?);
    ((2020..=2100).contains(&year) && (1..=12).contains(&month)).then(|| date(year, month, 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_month_is_read_in_one_form_only() {
        assert_eq!(read_month("2027-02"), Some(date(2027, 2, 1)));
        for wrong in ["", "2027", "2027-13", "1999-01", "2027-02-01", "x-y"] {
            assert_eq!(read_month(wrong), None, "{wrong}");
        }
        assert_eq!(write_month(date(2027, 2, 28)), "2027-02");
    }
}
