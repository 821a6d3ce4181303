//! A row of a list that is a form of its own: which edition it shows, and what was typed into it.

use std::collections::BTreeMap;

use leptos::prelude::*;
use leptos_i18n::td_string;
use store::Edition;

use crate::office::{Faster, Reader, Returned};

/// One row's form.
#[derive(Clone, Debug)]
pub struct Row {
    /// The edition that it shows.
    pub seen: String,
    /// The form, when it is this row's that came back.
    returned: Returned,
}

impl Row {
    /// The row of a thing with this subject.
    pub fn of(returned: &Returned, editions: &BTreeMap<String, Edition>, subject: &str) -> Self {
        let own = returned.clash && subject_of(returned) == subject;
        let seen = editions.get(subject).map_or(0, |edition| edition.number).to_string();
        Self { seen, returned: if own { returned.clone() } else { Returned::default() } }
    }

    /// What was typed, or `otherwise` on a fresh row.
    pub fn value(&self, name: &str, otherwise: &str) -> String {
        self.returned.value(name, otherwise)
    }

    /// What stands, where something else was typed.
    pub fn stands(&self, name: &str, stands: &str) -> Option<String> {
        self.returned.stands(name, stands)
    }
}

/// Which row a form is of.
fn subject_of(returned: &Returned) -> String {
    let of = |name: &str| returned.value(name, "");
    match returned.values.get("holiday") {
        Some(holiday) => format!("{holiday}-{}-{}", of("part"), of("year")),
        None => of("id"),
    }
}

/// Says over the list that somebody was faster at one of its rows.
#[component]
pub fn RowClash(
    reader: Reader,
    returned: Returned,
    editions: BTreeMap<String, Edition>,
    /// The page with what stands.
    page: String,
) -> impl IntoView {
    let edition = editions.get(&subject_of(&returned)).cloned().filter(|_| returned.clash);
    edition.map(|edition| {
        let words = td_string!(reader.at, desk.clash.take);
        view! { <Faster reader edition><p><a href=page>{words}</a></p></Faster> }
    })
}
