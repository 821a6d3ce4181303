use domain::content::Showing;
use jiff::Timestamp;
use leptos::prelude::*;
use leptos_i18n::td_string;
use uuid::Uuid;

use crate::office::{Reader, moment};

/// What families are to read later, each with a way to call it off.
#[component]
pub fn Planned(
    reader: Reader,
    planned: Vec<Showing<Uuid>>,
    /// The edition that the page shows.
    seen: i64,
    /// Path of the form.
    address: String,
) -> impl IntoView {
    let at = reader.at;
    let words = |second| Timestamp::from_second(second).map_or_else(|_| String::new(), |time| moment(&reader, time));
    let rows = planned.iter().map(|of| {
        let until = of.until.map(|until| {
            let until = td_string!(at, admin.pages.until_moment, moment = words(until));
            view! { <span class="entry__more">{until}</span> }
        });
        view! {
            <li class="entry">
                <span class="entry__what">
                    <a href=format!("{address}?version={}", of.of)>{td_string!(at, admin.pages.from_moment, moment = words(of.from))}</a>
                    {until}
                </span>
                <form method="post" action=address.clone()>
                    <input type="hidden" name="seen" value=seen />
                    <button class="button button--small" type="submit" name="call_off" value=of.from>{td_string!(at, admin.pages.call_off)}</button>
                </form>
            </li>
        }
    });
    let rows = rows.collect_view();
    (!planned.is_empty()).then(|| {
        view! {
            <section class="office__part">
                <h2>{td_string!(at, admin.pages.planned)}</h2>
                <ul class="entries">{rows}</ul>
            </section>
        }
    })
}
