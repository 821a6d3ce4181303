use jiff::Timestamp;
use leptos::prelude::*;
use leptos_i18n::td_string;
use store::{PageStand, Revision};

use crate::office::{Reader, moment};

/// What was written of a page, the newest first; each version opens in the form, where it can be shown again.
#[component]
pub fn Versions(
    reader: Reader,
    history: Vec<Revision>,
    /// How many there are in all.
    count: u64,
    /// How the page stands.
    stand: PageStand,
    /// The edition that the page shows, where the usual page can be brought back.
    restore: Option<i64>,
    /// An article has no usual page.
    article: bool,
    /// Path of the form.
    address: String,
) -> impl IntoView {
    let at = reader.at;
    let restore_words = if article { td_string!(at, admin.articles.hide) } else { td_string!(at, admin.pages.restore) };
    let back = restore.map(|seen| {
        view! {
            <form method="post" action=address.clone()>
                <input type="hidden" name="seen" value=seen />
                <button class="button button--small" type="submit" name="restore" value="yes">{restore_words}</button>
            </form>
        }
    });
    let version = move |of: &str| format!("{address}?version={of}");
    let more = count.saturating_sub(history.len() as u64);
    let rows = history.into_iter().map(|of| {
        let mark = match &stand {
            PageStand { shown: Some(shown), .. } if shown.of == of.id => Some(shown_words(&reader, shown.until)),
            PageStand { planned, .. } if planned.iter().any(|plan| plan.of == of.id) => {
                Some(td_string!(at, admin.pages.planned_short).to_owned())
            }
            PageStand { draft, review: true, .. } if *draft == Some(of.id) => {
                Some(td_string!(at, admin.pages.review_short).to_owned())
            }
            _ => None,
        };
        let mark = mark.map(|words| view! { " · " <strong>{words}</strong> });
        let minor = of.minor.then(|| view! { " · " {td_string!(at, admin.pages.minor_short)} });
        view! {
            <li class="entry">
                <span class="entry__what">
                    <strong>{moment(&reader, of.at)}</strong> " · " <bdi>{of.by}</bdi> {minor} {mark}
                    <span class="entry__more"><bdi>{of.note}</bdi></span>
                </span>
                <a class="button button--small" href=version(&of.id.to_string())>{td_string!(at, admin.pages.open_version)}</a>
            </li>
        }
    });
    let rows = rows.collect_view();
    let usual = if article {
        back.map(|back| view! { <li class="entry"><span class="entry__what"><strong>{td_string!(at, admin.pages.shown_now)}</strong></span> {back}</li> }).into_any()
    } else {
        view! {
            <li class="entry">
                <span class="entry__what"><strong>{td_string!(at, admin.pages.usual)}</strong></span>
                {back}
                <a class="button button--small" href=version("usual")>{td_string!(at, admin.pages.open_version)}</a>
            </li>
        }
        .into_any()
    };
    (count > 0).then(|| {
        view! {
            <section class="office__part">
                <h2>{td_string!(at, admin.pages.history)}</h2>
                <ol class="entries">
                    {rows}
                    {usual}
                </ol>
                {(more > 0).then(|| view! { <p>{td_string!(at, admin.pages.more, count = more as u32)}</p> })}
            </section>
        }
    })
}

/// That families read it, and until when.
fn shown_words(reader: &Reader, until: Option<i64>) -> String {
    let now = td_string!(reader.at, admin.pages.shown_now);
    let until = until.and_then(|until| Timestamp::from_second(until).ok()).map(|until| moment(reader, until));
    let until = until.map(|until| td_string!(reader.at, admin.pages.until_moment, moment = until));
    until.map_or_else(|| now.to_owned(), |until| format!("{now} {until}"))
}
