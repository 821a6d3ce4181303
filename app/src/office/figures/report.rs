//! The yearly report of the centre, to print and to hand over.

use domain::access::Verb;
use leptos::prelude::*;
use leptos_i18n::td_string;
use leptos_router::hooks::use_query_map;

use super::{
    Period,
    report_tables::report_tables,
    shown::Shown,
    take::{LARGE, Take},
};
use crate::{
    api::Failure,
    office::{Entry, Reader, Returned, guarded},
    says::own,
    ui::long_day,
};

/// The report of a calendar year, or of the days that are asked for.
#[component]
pub fn ReportPage() -> impl IntoView {
    let query = use_query_map();
    let of = move |name: &str| query.with_untracked(|query| query.get(name).unwrap_or_default());
    let asked = [of("year"), of("from"), of("to")];
    guarded(
        |at| td_string!(at, admin.report.title),
        Verb::SeeFigures,
        move |reader| {
            let asked = asked.clone();
            async move { report(reader, asked).await }
        },
    )
}

async fn report(reader: Reader, [year, from, to]: [String; 3]) -> Result<AnyView, Failure> {
    let Reader { here, at, language, .. } = &reader;
    let (at, language) = (*at, *language);
    let today = here.centre.zone.to_datetime((here.now)()).date();
    let period = match year.parse() {
        Ok(year) => Period::year(year),
        Err(_) if from.is_empty() && to.is_empty() => Period::year(today.year()),
        Err(_) => Period::read(&from, &to, today),
    };
    let (first, last) = period.days();
    let size = here.store.figures_size(&here.centre, period.days()).await?;
    let figures = here.store.figures(&here.centre, period.days(), language).await?;
    let report = here.store.report(&here.centre, period.days()).await?;
    let says = here.store.centre_says(here.centre.id, (here.now)()).await?;
    let name = own(&says, language, |text| &text.name).map(|(_, name)| name);
    let name = name.unwrap_or_else(|| td_string!(at, site.name).to_owned());
    let tables = report_tables(at, language, &figures, &report, period.is_exact());
    let tables = tables.into_iter().map(|table| view! { <Shown at table /> }).collect_view();
    let years = [today.year() - 1, today.year()].map(|year| {
        view! { <a class="button" href=format!("/staff/figures/report?year={year}")><bdi dir="ltr">{year}</bdi></a> }
    });
    let none = Returned::default();
    let days = td_string!(at, admin.report.days, first = long_day(language, first), last = long_day(language, last));
    let coarse = (!period.is_exact()).then(|| view! { <p class="notice">{td_string!(at, admin.figures.coarse)}</p> });
    let unfinished =
        (last >= today).then(|| view! { <p class="office__none">{td_string!(at, admin.report.unfinished)}</p> });
    Ok(view! {
        <p><strong>{name}</strong> " · " {days.to_string()}</p>
        <p>{td_string!(at, admin.figures.lead)}</p>
        <form class="office__row figures__period" method="get" action="/staff/figures/report">
            {years}
            <Entry at returned=none.clone() name="from" kind="date" label=td_string!(at, admin.figures.from) value=first.to_string() />
            <Entry at returned=none name="to" kind="date" label=td_string!(at, admin.figures.to) value=last.to_string() />
            <button class="button" type="submit">{td_string!(at, admin.audit.filter)}</button>
        </form>
        <Take at what="report" period large={size > LARGE} />
        {unfinished}
        {coarse}
        <div class="figures">{tables}</div>
    }
    .into_any())
}
