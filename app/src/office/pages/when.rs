use jiff::Timestamp;
use leptos::prelude::*;
use leptos_i18n::td_string;

use crate::{
    i18n::Locale,
    office::{Entry, Reader, Returned},
};

/// What the fields show: day and time of the beginning, and of the end.
pub type Fields = [String; 4];

/// A period as the centre's clock shows it; what has no beginning begins at once, what has no end is for good.
pub fn period(reader: &Reader, (from, until): (Option<i64>, Option<i64>)) -> Fields {
    let at = |second: Option<i64>| {
        let time = second.and_then(|second| Timestamp::from_second(second).ok());
        let civil = time.map(|time| reader.here.centre.zone.to_datetime(time));
        let part = |format: &str| civil.map_or_else(String::new, |civil| civil.strftime(format).to_string());
        [part("%Y-%m-%d"), part("%H:%M")]
    };
    let ([from_day, from_time], [until_day, until_time]) = (at(from), at(until));
    [from_day, from_time, until_day, until_time]
}

/// From when until when families read what is shown: at once and for good where nothing is said.
#[component]
pub fn When(
    at: Locale,
    returned: Returned,
    /// What a fresh form shows.
    plan: Option<Fields>,
) -> impl IntoView {
    const FIELDS: [&str; 4] = ["from_day", "from_time", "until_day", "until_time"];
    let typed = |name: &str| returned.error(name).is_some() || !returned.value(name, "").is_empty();
    let planned = plan.as_ref().is_some_and(|fields| fields.iter().any(|field| !field.is_empty()));
    let open = planned || FIELDS.iter().any(|name| typed(name));
    let [from_day, from_time, until_day, until_time] = plan.unwrap_or_default();
    view! {
        <details class="usual" open=open>
            <summary>{td_string!(at, admin.pages.when)}</summary>
            <p class="field__hint">{td_string!(at, admin.pages.when_hint)}</p>
            <div class="office__row">
                <Entry at returned=returned.clone() name="from_day" value=from_day label=td_string!(at, admin.pages.from_day) kind="date" />
                <Entry at returned=returned.clone() name="from_time" value=from_time label=td_string!(at, admin.pages.time) kind="time" />
            </div>
            <div class="office__row">
                <Entry at returned=returned.clone() name="until_day" value=until_day label=td_string!(at, admin.pages.until_day) kind="date" />
                <Entry at returned name="until_time" value=until_time label=td_string!(at, admin.pages.time) kind="time" />
            </div>
        </details>
    }
}
