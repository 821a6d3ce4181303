use leptos::prelude::*;
use leptos_i18n::td_string;

use super::period::Period;
use crate::i18n::Locale;

/// Appointments from which on a file is written in the background.
pub const LARGE: u64 = 20_000;

/// Ways to take the tables along: on paper, or as a file, at once where it is written at once.
#[component]
pub fn Take(
    at: Locale,
    /// `figures` or `report`: the page's name in addresses, and how its files begin.
    what: &'static str,
    period: Period,
    /// Whether it is written in the background.
    large: bool,
) -> impl IntoView {
    let files = [("xlsx", "XLSX"), ("csv", "CSV")];
    let ways = files.map(|(end, name)| {
        if large {
            let kind = format!("{what}_{end}");
            view! { <button class="button" type="submit" name="kind" value=kind>{name}</button> }.into_any()
        } else {
            let page = if what == "report" { "/staff/figures/report" } else { "/staff/figures/export" };
            let address = format!("{page}.{end}?{}", period.query());
            view! { <a class="button" href=address rel="external">{name}</a> }.into_any()
        }
    });
    let (first, last) = period.days();
    view! {
        <form class="office__row figures__period" method="post" action="/staff/exports">
            <input type="hidden" name="from" value=first.to_string() />
            <input type="hidden" name="to" value=last.to_string() />
            <button class="button" type="button" data-print="">{td_string!(at, desk.caller.print)}</button>
            {ways}
            {large.then(|| view! { <p class="office__none">{td_string!(at, admin.exports.large)}</p> })}
            <a class="button" href="/staff/exports">{td_string!(at, admin.exports.title)}</a>
        </form>
    }
}
