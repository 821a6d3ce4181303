//! Who else has open what a page changes.

use jiff::tz::TimeZone;
use leptos::prelude::*;
use leptos_i18n::td_string;
use store::{Edition, Editor, Thing};

use super::Reader;
use crate::{api::Failure, i18n::Locale};

/// A thing that a page is about to show. What of it is read afterwards is never older than its edition.
pub struct Opened {
    pub edition: Edition,
    /// Says who else has it open; it stands over the form.
    pub others: AnyView,
}

/// The page of `reader` is about to show a thing.
pub async fn open(reader: &Reader, thing: &Thing) -> Result<Opened, Failure> {
    let (store, centre, now) = (&reader.here.store, &reader.here.centre, (reader.here.now)());
    let edition = store.edition(centre, thing).await?;
    // Without script nobody says anything later: whoever loads a page is there for a while.
    if reader.loads
        && let Err(error) = store.opens(centre, thing, reader.member.id, now).await
    {
        tracing::warn!(%error, "that a page is open could not be noted");
    }
    let editors = store.editors(centre, now).await?;
    let words = others_words(reader.at, &centre.zone, reader.member.id, thing, &editors);
    let others = view! { <Others thing=thing.to_string() words whole=true /> }.into_any();
    Ok(Opened { edition, others })
}

/// Who has `thing` open besides `reader`, and since when by the centre's clock; empty for nobody.
pub fn others_words(at: Locale, zone: &TimeZone, reader: i64, thing: &Thing, editors: &[Editor]) -> String {
    let others = editors.iter().filter(|editor| editor.thing == *thing && editor.staff_id != reader);
    let words = others.map(|editor| {
        // A name may run the other way than the sentence: it is set apart by itself, where no element can.
        let who = format!("\u{2068}{}\u{2069}", editor.name);
        let since = zone.to_datetime(editor.since).strftime("%H:%M").to_string();
        td_string!(at, desk.editing.by, who = who, since = since).to_string()
    });
    words.collect::<Vec<_>>().join(" · ")
}

/// Where a page says it. The client keeps it true.
#[component]
pub fn Others(
    thing: String,
    words: String,
    /// Whether whoever has the page open has the thing open.
    #[prop(optional)]
    whole: bool,
) -> impl IntoView {
    // No words, no text at all: an empty string would be written as a space, and a space is shown.
    let words = (!words.is_empty()).then_some(words);
    view! { <p class="others" role="status" data-editing=thing data-whole=whole.then_some("")>{words}</p> }
}
