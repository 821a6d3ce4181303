use std::collections::BTreeMap;

use domain::{
    access::Verb,
    appointment::Mode,
    schedule::{ALWAYS, FOREVER, Modes, Opening},
};
use leptos::prelude::*;
use leptos_i18n::td_string;
use leptos_router::hooks::use_params_map;
use store::{Edition, OpeningRecord, Resource, Thing, ThingKind};

use super::{
    absences::Absences,
    days::Days,
    form::{ACTION, Hidden, Tabs, named, page_of},
    row::{Row, RowClash},
    words::{clock, weekdays},
};
use crate::{
    api::Failure,
    booking::mode_words,
    here::Gifts,
    i18n::Locale,
    office::{Entry, Opened, Pick, Reader, Returned, Tick, Versions, guarded, open},
    ui::weekday_words,
};

/// The hours of one person.
#[component]
pub fn StaffHoursPage() -> impl IntoView {
    page(Resource::Staff)
}

/// The hours of one room.
#[component]
pub fn RoomHoursPage() -> impl IntoView {
    page(Resource::Room)
}

fn page(kind: fn(i64) -> Resource) -> impl IntoView {
    let returned = Returned::of_request();
    let id = use_params_map().with_untracked(|params| params.get("id").and_then(|id| id.parse().ok()));
    guarded(
        |at| td_string!(at, desk.nav_hours),
        Verb::ManageHours,
        move |reader| {
            let (returned, whose) = (returned.clone(), id.map(kind));
            async move { hours(reader, whose.ok_or(Failure::NotFound)?, returned).await }
        },
    )
}

async fn hours(reader: Reader, whose: Resource, returned: Returned) -> Result<AnyView, Failure> {
    let Opened { others, .. } = open(&reader, &Thing::new(ThingKind::Hours, named(Some(whose)))).await?;
    let Reader { here, at, language, .. } = reader.clone();
    let Gifts { store, centre, now, .. } = &*here;
    let today = centre.zone.to_datetime(now()).date();
    let all = store.with_hours(centre).await?;
    if !all.iter().any(|(of, _)| *of == whose) {
        return Err(Failure::NotFound);
    }
    let editions = store.editions(centre, ThingKind::Opening).await?;
    let openings = store.openings(centre, whose, today).await?;
    let changes = store.day_changes(centre, whose, today).await?;
    let absences = store.absences(centre, Some(whose), today).await?;
    let services = store.service_names(centre, language).await?;
    let has_hours = store.has_openings(centre, whose).await?;
    Ok(view! {
        <Tabs at all here=Some(whose) />
        {others}
        <RowClash reader returned=returned.clone() editions=editions.clone() page=page_of(Some(whose)) />
        <Plan at whose openings editions has_hours services returned=returned.clone() />
        <Days at whose changes returned=returned.clone().elsewhere() />
        <Absences at whose=Some(whose) absences returned=returned.elsewhere() />
    }
    .into_any())
}

/// The weekly plan: its ranges, and a form for one more.
#[component]
fn Plan(
    at: Locale,
    whose: Resource,
    openings: Vec<OpeningRecord>,
    editions: BTreeMap<String, Edition>,
    /// Also such as are over: a room without any is always open, one whose hours have ended is shut.
    has_hours: bool,
    services: BTreeMap<i64, String>,
    returned: Returned,
) -> impl IntoView {
    let empty = match whose {
        Resource::Staff(_) => td_string!(at, desk.hours.never),
        Resource::Room(_) if has_hours => td_string!(at, desk.hours.over),
        Resource::Room(_) => td_string!(at, desk.hours.always),
    };
    let always = (has_hours && matches!(whose, Resource::Room(_))).then(|| {
        view! {
            <form method="post" action=ACTION>
                <Hidden change="open_always" whose=Some(whose) />
                <button class="button button--small" type="submit">{td_string!(at, desk.hours.open_always)}</button>
            </form>
        }
    });
    let none = openings.is_empty().then(|| view! { <p class="office__none">{empty}</p> });
    let names = services.clone();
    let rows = openings.into_iter().map(|record| {
        let row = Row::of(&returned, &editions, &record.id.to_string());
        view! { <Range at whose record row names=names.clone() /> }
    });
    let rows = rows.collect_view();
    let returned = returned.clone().elsewhere();
    let typed = returned.values.contains_key("opening_weekday");
    view! {
        <section class="office__part">
            <h2>{td_string!(at, desk.hours.plan)}</h2>
            {none}
            <ul class="entries">{rows}</ul>
            {always}
            <details class="more" open=typed>
                <summary class="more__title">{td_string!(at, desk.hours.add_range)}</summary>
                <RangeForm at whose services returned />
            </details>
        </section>
    }
}

#[component]
fn Range(at: Locale, whose: Resource, record: OpeningRecord, row: Row, names: BTreeMap<i64, String>) -> impl IntoView {
    let OpeningRecord { id, opening } = record;
    let last = if opening.last_day < FOREVER { opening.last_day.to_string() } else { String::new() };
    let (end, stands) = (row.value("end_day", ""), row.stands("end_day", &last));
    let more =
        particulars(at, &opening, &names).into_iter().map(|words| view! { <span class="entry__more">{words}</span> });
    let more = more.collect_view();
    view! {
        <li class="entry">
            <span class="entry__what">
                <strong>{weekday_words(at, opening.weekday)}</strong>
                " "
                <bdi dir="ltr">{clock(opening.from_minute)} "–" {clock(opening.to_minute)}</bdi>
                {more}
            </span>
            <form class="office__row" method="post" action=ACTION autocomplete="off">
                <Hidden change="end_opening" whose=Some(whose) id />
                <input type="hidden" name="seen" value=row.seen />
                <label class="entry__label" for=format!("end-{id}")>{td_string!(at, desk.hours.last_day)}</label>
                <Versions at stands>
                    <input class="field__input field__input--short" id=format!("end-{id}") type="date" name="end_day" dir="ltr"
                        value=end />
                </Versions>
                <button class="button button--small" type="submit">{td_string!(at, desk.hours.end)}</button>
            </form>
        </li>
    }
}

/// What makes a range special, in words.
fn particulars(at: Locale, opening: &Opening, names: &BTreeMap<i64, String>) -> Vec<String> {
    let weeks = (opening.every_weeks > 1)
        .then(|| td_string!(at, desk.hours.every_n_weeks, count = opening.every_weeks).to_string());
    let from =
        (opening.first_day > ALWAYS).then(|| format!("{} {}", td_string!(at, desk.hours.since), opening.first_day));
    let until =
        (opening.last_day < FOREVER).then(|| format!("{} {}", td_string!(at, desk.hours.until), opening.last_day));
    let language = crate::i18n::language_of_page();
    let modes =
        Mode::ALL.into_iter().filter(|mode| opening.modes.contains(*mode)).map(|mode| mode_words(language, mode).1);
    let modes = (opening.modes != Modes::ALL).then(|| modes.collect::<Vec<_>>().join(" · "));
    let service = opening.service.map(|id| names.get(&id).cloned().unwrap_or_default());
    [weeks, from, until, modes, service].into_iter().flatten().collect()
}

#[component]
fn RangeForm(at: Locale, whose: Resource, services: BTreeMap<i64, String>, returned: Returned) -> impl IntoView {
    let language = crate::i18n::language_of_page();
    let all = (String::new(), td_string!(at, desk.hours.all_services).to_owned());
    let services = std::iter::once(all).chain(services.into_iter().map(|(id, name)| (id.to_string(), name))).collect();
    let weeks = (1..=4_u8).map(|n| {
        let words = if n == 1 {
            td_string!(at, desk.hours.every_week).to_owned()
        } else {
            td_string!(at, desk.hours.every_n_weeks, count = n).to_string()
        };
        (n.to_string(), words)
    });
    let modes =
        [("opening_in_person", Mode::InPerson), ("opening_telephone", Mode::Telephone), ("opening_video", Mode::Video)];
    let ticks = modes.map(|(name, mode)| {
        view! { <Tick returned=returned.clone() name label=mode_words(language, mode).1 ticked=true /> }
    });
    let mode_error = returned.error("opening_in_person").map(|wrong| wrong.words(at));
    view! {
        <form class="form" method="post" action=ACTION novalidate>
            <Hidden change="add_opening" whose=Some(whose) />
            <div class="office__row">
                <Pick at returned=returned.clone() name="opening_weekday" label=td_string!(at, desk.hours.weekday) options=weekdays(at) />
                <Entry at returned=returned.clone() name="opening_from" label=td_string!(at, desk.hours.from) kind="time" value="08:30" />
                <Entry at returned=returned.clone() name="opening_to" label=td_string!(at, desk.hours.to) kind="time" value="12:30" />
            </div>
            <div class="office__row">
                <Pick at returned=returned.clone() name="opening_weeks" label=td_string!(at, desk.hours.repeat) options=weeks.collect() />
                <Entry at returned=returned.clone() name="opening_first" label=td_string!(at, desk.hours.first_day) kind="date"
                    hint=td_string!(at, desk.hours.optional) />
                <Entry at returned=returned.clone() name="opening_last" label=td_string!(at, desk.hours.last_day) kind="date"
                    hint=td_string!(at, desk.hours.optional) />
            </div>
            <fieldset class="field">
                <legend class="field__label">{td_string!(at, booking.mode)}</legend>
                {mode_error.map(|words| view! { <p class="field__error">{words}</p> })}
                {ticks}
            </fieldset>
            <Pick at returned name="opening_service" label=td_string!(at, booking.service) options=services />
            <button class="button button--primary" type="submit">{td_string!(at, desk.hours.save)}</button>
        </form>
    }
}
