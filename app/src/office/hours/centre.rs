use domain::access::Verb;
use jiff::ToSpan;
use leptos::prelude::*;
use leptos_i18n::td_string;
use store::{Thing, ThingKind};

use super::{
    absences::Absences,
    form::{Tabs, named, page_of},
    holidays::Holidays,
    row::RowClash,
    seasons::Seasons,
};
use crate::{
    api::Failure,
    here::Gifts,
    office::{Opened, Reader, Returned, guarded, open},
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
    let Opened { others, .. } = open(&reader, &Thing::new(ThingKind::Hours, named(None))).await?;
    let Reader { here, at, language, .. } = reader.clone();
    let Gifts { store, centre, now, .. } = &*here;
    let now = now();
    let today = centre.zone.to_datetime(now).date();
    store.propose_holidays(centre, now).await?;
    let all = store.with_hours(centre).await?;
    let closures = store.absences(centre, None, today).await?;
    let seasons = store.seasons(centre, today).await?;
    let editions = store.editions(centre, ThingKind::Holiday).await?;
    let of_seasons = store.editions(centre, ThingKind::Season).await?;
    let of_rows = editions.clone().into_iter().chain(of_seasons.clone()).collect();
    let holidays = store.holidays(centre, (today, today.saturating_add(400.days()))).await?;
    let ramadan = domain::holidays::ramadan_between(today, today.saturating_add(400.days())).first().copied();
    Ok(view! {
        <Tabs at all here=None />
        {others}
        <RowClash reader returned=returned.clone() editions=of_rows page=page_of(None) />
        <Holidays at language holidays editions returned=returned.clone() />
        <Seasons at seasons editions=of_seasons ramadan returned=returned.clone().elsewhere() />
        <Absences at whose=None absences=closures returned=returned.elsewhere() />
    }
    .into_any())
}
