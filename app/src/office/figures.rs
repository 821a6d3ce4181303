//! What a period came to, for those who lead the centre: tables with a drawing above each, to print and to take along.

mod period;
mod tables;

use domain::access::Verb;
use leptos::prelude::*;
use leptos_i18n::td_string;
use leptos_router::hooks::use_query_map;

pub use period::Period;
pub use tables::{Table, tables};

use super::{Entry, Reader, Returned, guarded};
use crate::{api::Failure, i18n::Locale};

/// The figures of some months.
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
    let figures = here.store.figures(&here.centre, period.days(), language).await?;
    let query = format!("from={}&to={}", period.from(), period.to());
    let tables = tables(at, language, &figures).into_iter().map(|table| view! { <Shown at table /> }).collect_view();
    let none = Returned::default();
    Ok(view! {
        <p>{td_string!(at, admin.figures.lead)}</p>
        <form class="office__row figures__period" method="get" action="/staff/figures">
            <Entry at returned=none.clone() name="from" kind="month" label=td_string!(at, admin.figures.from) value=period.from() />
            <Entry at returned=none name="to" kind="month" label=td_string!(at, admin.figures.to) value=period.to() />
            <button class="button" type="submit">{td_string!(at, admin.audit.filter)}</button>
            <button class="button" type="button" data-print="">{td_string!(at, desk.caller.print)}</button>
            <a class="button" href=format!("/staff/figures/export.xlsx?{query}") rel="external">"XLSX"</a>
            <a class="button" href=format!("/staff/figures/export.csv?{query}") rel="external">"CSV"</a>
        </form>
        <div class="figures">{tables}</div>
    }
    .into_any())
}

/// A table, and the same drawn.
#[component]
fn Shown(at: Locale, table: Table) -> impl IntoView {
    let most = table.rows.iter().filter_map(|(_, number)| *number).max().unwrap_or(0).max(1);
    let rows = table.rows.iter().map(|(name, number)| {
        let number = number.map_or_else(|| td_string!(at, admin.figures.few).to_owned(), |number| number.to_string());
        view! { <tr><th scope="row"><bdi>{name.clone()}</bdi></th><td><bdi dir="ltr">{number}</bdi></td></tr> }
    });
    let rows = rows.collect_view();
    let height = table.rows.len() * BAR;
    let bars = table.rows.iter().enumerate().map(|(n, (_, number))| {
        let wide = number.unwrap_or(0) * WIDE / most;
        let y = n * BAR + 3;
        view! {
            <rect class="chart__back" x="0" y=y width=WIDE height=BAR - 6 rx="3"></rect>
            <rect class="chart__bar" x="0" y=y width=wide height=BAR - 6 rx="3"></rect>
        }
    });
    let bars = bars.collect_view();
    let total = table.total.map(|total| {
        view! { <tfoot><tr><th scope="row">{td_string!(at, admin.figures.total)}</th><td><bdi dir="ltr">{total}</bdi></td></tr></tfoot> }
    });
    view! {
        <section class="figure">
            <h2>{table.title}</h2>
            <div class="figure__both">
                <table class="sheet"><tbody>{rows}</tbody>{total}</table>
                // The table says the same.
                <svg class="chart" viewBox=format!("0 0 {WIDE} {height}") aria-hidden="true" preserveAspectRatio="none">{bars}</svg>
            </div>
            {table.note.map(|note| view! { <p class="office__none">{note}</p> })}
        </section>
    }
}

/// Units of a drawing: the whole width, and the height of a row.
const WIDE: u64 = 300;
const BAR: usize = 30;
