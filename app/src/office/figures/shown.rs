use leptos::prelude::*;
use leptos_i18n::td_string;

use super::table::Table;
use crate::i18n::Locale;

/// A table, and the same drawn.
#[component]
pub fn Shown(at: Locale, table: Table) -> impl IntoView {
    let most = table.rows.iter().filter_map(|(_, number)| *number).max().unwrap_or(0).max(1);
    let rows = table.rows.iter().map(|(name, number)| {
        let number = number.map_or_else(|| td_string!(at, admin.figures.few).to_owned(), |number| number.to_string());
        view! { <tr><th scope="row"><bdi>{name.clone()}</bdi></th><td><bdi dir="ltr">{number}</bdi></td></tr> }
    });
    let rows = rows.collect_view();
    let height = table.rows.len().max(1) * BAR;
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
