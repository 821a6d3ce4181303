//! What a period came to, for those who lead the centre: tables with a drawing above each, to print and to take along.

mod period;
mod report;
mod report_tables;
mod shown;
mod table;
mod tables;
mod take;

use domain::access::Verb;
use leptos::prelude::*;
use leptos_i18n::td_string;
use leptos_router::hooks::use_query_map;

pub use period::Period;
pub use report::ReportPage;
pub use report_tables::report_tables;
pub use table::Table;
pub use tables::tables;
pub use take::LARGE;

use super::{Entry, Reader, Returned, guarded};
use crate::api::Failure;
use shown::Shown;
use take::Take;

/// The figures of some days.
#[component]
pub fn FiguresPage() -> impl IntoView {
    let query = use_query_map();
    let of = move |name: &str| query.with_untracked(|query| query.get(name).unwrap_or_default());
    let asked = (of("from"), of("to"));
    guarded(
        |at| td_string!(at, admin.figures.title),
        Verb::SeeFigures,
        move |reader| {
            let asked = asked.clone();
            async move { figures(reader, asked).await }
        },
    )
}

async fn figures(reader: Reader, (from, to): (String, String)) -> Result<AnyView, Failure> {
    let Reader { here, at, language, .. } = &reader;
    let (at, language) = (*at, *language);
    let today = here.centre.zone.to_datetime((here.now)()).date();
    let period = Period::read(&from, &to, today);
    let size = here.store.figures_size(&here.centre, period.days()).await?;
    let figures = here.store.figures(&here.centre, period.days(), language).await?;
    let tables = tables(at, language, &figures, period.is_exact());
    let tables = tables.into_iter().map(|table| view! { <Shown at table /> }).collect_view();
    let (first, last) = period.days();
    let none = Returned::default();
    let coarse = (!period.is_exact()).then(|| view! { <p class="notice">{td_string!(at, admin.figures.coarse)}</p> });
    Ok(view! {
        <p>{td_string!(at, admin.figures.lead)}</p>
        <form class="office__row figures__period" method="get" action="/staff/figures">
            <Entry at returned=none.clone() name="from" kind="date" label=td_string!(at, admin.figures.from) value=first.to_string() />
            <Entry at returned=none name="to" kind="date" label=td_string!(at, admin.figures.to) value=last.to_string() />
            <button class="button" type="submit">{td_string!(at, admin.audit.filter)}</button>
            <a class="button" href=format!("/staff/figures/report?year={}", first.year())>{td_string!(at, admin.report.title)}</a>
        </form>
        <Take at what="figures" period large={size > LARGE} />
        {coarse}
        <div class="figures">{tables}</div>
    }
    .into_any())
}
