//! What was corrected of somebody's name and contacts, and what stood there before.

use std::collections::BTreeMap;

use domain::{language::Language, phone::PhoneNumber};
use jiff::Timestamp;
use leptos::prelude::*;
use leptos_i18n::td_string;
use store::kept::{CorrectionKept, Entry};

use crate::{
    api::Failure,
    i18n::Locale,
    office::{Reader, moment},
};

/// The corrections of somebody, the latest first; nothing where there were none.
pub async fn changes(reader: &Reader, entries: &[Entry]) -> Result<AnyView, Failure> {
    let at = reader.at;
    let mut changes: Vec<&CorrectionKept> = entries.iter().flat_map(|of| &of.corrections).collect();
    changes.sort_by(|a, b| b.at.cmp(&a.at));
    if changes.is_empty() {
        return Ok(().into_any());
    }
    let accounts = reader.here.store.accounts(&reader.here.centre).await?;
    let staff: BTreeMap<i64, String> = accounts.into_iter().map(|account| (account.id, account.name)).collect();
    let rows = changes.into_iter().map(|of| change(reader, &staff, of)).collect_view();
    Ok(view! {
        <h2>{td_string!(at, people.change.title)}</h2>
        <ul class="entries">{rows}</ul>
    }
    .into_any())
}

fn change(reader: &Reader, staff: &BTreeMap<i64, String>, of: &CorrectionKept) -> impl IntoView + use<> {
    let at = reader.at;
    let what = match of.what.as_str() {
        "name" => td_string!(at, people.change.name),
        "address" => td_string!(at, people.change.address),
        "language" => td_string!(at, people.change.language),
        _ => td_string!(at, people.change.messages),
    };
    let by = match of.by_staff {
        Some(id) => staff.get(&id).cloned().unwrap_or_default(),
        None => td_string!(at, people.change.by_person).to_owned(),
    };
    let when = of.at.parse::<Timestamp>().map(|instant| moment(reader, instant)).unwrap_or_default();
    view! {
        <li class="entry">
            <span class="entry__what">
                {what} " · " <del><bdi>{shown(at, &of.what, &of.before)}</bdi></del> " " {td_string!(at, people.change.to)} " "
                <bdi>{shown(at, &of.what, &of.after)}</bdi>
                <span class="entry__more"><bdi>{by}</bdi> " · " {when}</span>
            </span>
        </li>
    }
}

/// A value as people read it.
fn shown(at: Locale, what: &str, value: &str) -> String {
    let words = match (what, value) {
        (_, "") => td_string!(at, people.change.none),
        ("messages", "yes") => td_string!(at, people.change.yes),
        ("messages", _) => td_string!(at, people.change.no),
        ("language", code) => match Language::from_code(code).unwrap_or_default() {
            Language::Ar => "العربية",
            Language::Fr => "Français",
            Language::En => "English",
        },
        (_, value) => return PhoneNumber::from_e164(value).map_or_else(|| value.to_owned(), |number| number.display()),
    };
    words.to_owned()
}
