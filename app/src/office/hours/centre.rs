use domain::access::Verb;
use jiff::ToSpan;
use leptos::prelude::*;
use leptos_i18n::td_string;

use super::{absences::Absences, form::Tabs, holidays::Holidays, seasons::Seasons};
use crate::{
    api::Failure,
    here::Gifts,
    office::{Reader, Returned, guarded},
};

/// What holds for everybody: closures, seasons and holidays.
#[component]
pub fn CentreHoursPage() -> impl IntoView {
    let returned = Returned::of_request();
    guarded(
        |at| td_string!(at, desk.nav_hours),
        Verb::ManageHours,
        move |reader| {
            let returned = returned.clone();
            async move { centre_hours(reader, returned).await }
        },
    )
}

async fn centre_hours(reader: Reader, returned: Returned) -> Result<AnyView, Failure> {
    let Reader { here, at, language, .. } = reader;
    let Gifts { store, centre, now, .. } = &*here;
    let now = now();
    let today = centre.zone.to_datetime(now).date();
    store.propose_holidays(centre, now).await?;
    let all = store.with_hours(centre).await?;
    let closures = store.absences(centre, None, today).await?;
    let seasons = store.seasons(centre, today).await?;
    let holidays = store.holidays(centre, (today, today.saturating_add(400.days()))).await?;
    let ramadan = domain::holidays::ramadan_between(today, today.saturating_add(400.days())).first().copied();
    Ok(view! {
        <Tabs at all here=None />
        <Holidays at language holidays returned=returned.clone() />
        <Seasons at seasons ramadan returned=returned.clone() />
        <Absences at whose=None absences=closures returned />
    }
    .into_any())
}
