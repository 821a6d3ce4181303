use std::collections::BTreeMap;

use domain::{
    access::{Verb, may},
    calendar::write_start,
    language::Language,
};
use leptos::prelude::*;
use leptos_i18n::td_string;
use store::{Proposal, Resource, Touched};

use super::form::{ACTION, page_of};
use crate::{
    api::Failure,
    i18n::Locale,
    office::{Reader, guarded},
    ui::long_day,
};

/// A change that was asked for, and what it would leave outside the hours.
#[derive(Clone, Debug)]
pub struct Asked {
    /// The form as it was sent.
    pub values: BTreeMap<String, String>,
    pub touched: Vec<Touched>,
    /// A time that was chosen has gone meanwhile.
    pub taken: bool,
}

/// Lists what stands under hours that would end, and asks what is to become of each.
#[component]
pub fn TouchedPage() -> impl IntoView {
    let asked = use_context::<Asked>();
    guarded(
        |at| td_string!(at, desk.hours.touched_title),
        Verb::ManageHours,
        move |reader| {
            let asked = asked.clone();
            async move { decisions(reader, asked).await }
        },
    )
}

async fn decisions(reader: Reader, asked: Option<Asked>) -> Result<AnyView, Failure> {
    let Reader { here, member, at, language, .. } = reader;
    let Some(Asked { values, touched, taken }) = asked else {
        return Ok(view! { <a class="button" href=page_of(None)>{td_string!(at, desk.nav_hours)}</a> }.into_any());
    };
    let services = here.store.service_names(&here.centre, language).await?;
    let people: BTreeMap<i64, String> = here
        .store
        .with_hours(&here.centre)
        .await?
        .into_iter()
        .filter_map(|(whose, name)| if let Resource::Staff(id) = whose { Some((id, name)) } else { None })
        .collect();
    // Whoever keeps hours but sees no family decides by time and reference.
    let sees_names = may(&member.roles, Verb::SeeBoard);
    let chosen = values.clone();
    let rows = touched.into_iter().map(|of| {
        let what = [
            sees_names.then(|| of.names.join(" + ")).filter(|names| !names.is_empty()),
            services.get(&of.service_id).cloned(),
            people.get(&of.staff_id).cloned(),
            Some(of.reference.clone()).filter(|reference| !reference.is_empty()),
        ];
        let what: Vec<String> = what.into_iter().flatten().collect();
        let when = format!("{} · {}", long_day(language, of.start.date()), of.start.strftime("%H:%M"));
        let moves = of.proposals.iter().map(|to| (proposed(to), proposal_words(at, language, &of, to, &people)));
        let moves = moves.collect();
        view! { <Choice at of=of.clone() when what=what.join(" · ") moves chosen=chosen.clone() /> }
    });
    let rows = rows.collect_view();
    let back = values.get("back").cloned().unwrap_or_else(|| page_of(None));
    let hidden = values.into_iter().filter(|(name, _)| !name.starts_with("decide_"));
    let hidden = hidden.map(|(name, value)| view! { <input type="hidden" name=name value=value /> }).collect_view();
    Ok(view! {
        <p>{td_string!(at, desk.hours.touched_text)}</p>
        {taken.then(|| view! { <p class="error-summary" role="alert">{td_string!(at, desk.hours.touched_taken)}</p> })}
        <form class="form" method="post" action=ACTION>
            {hidden}
            {rows}
            <div class="form__actions">
                <button class="button button--primary" type="submit">{td_string!(at, desk.hours.touched_do)}</button>
                <a class="button" href=back>{td_string!(at, desk.hours.touched_leave)}</a>
            </div>
        </form>
    }
    .into_any())
}

/// A proposal as the form sends it.
fn proposed(to: &Proposal) -> String {
    format!("{}@{}", write_start(to.start), to.staff_id)
}

/// The same time with somebody else, another time, or both.
fn proposal_words(
    at: Locale,
    language: Language,
    of: &Touched,
    to: &Proposal,
    people: &BTreeMap<i64, String>,
) -> String {
    let who = people.get(&to.staff_id).cloned().unwrap_or_default();
    if to.start == of.start {
        return td_string!(at, desk.hours.hand_to, who = who).to_string();
    }
    let time = format!("{} · {}", long_day(language, to.start.date()), to.start.strftime("%H:%M"));
    let words = format!("{} {time}", td_string!(at, desk.hours.move_to));
    if to.staff_id == of.staff_id { words } else { format!("{words} · {who}") }
}

#[component]
fn Choice(
    at: Locale,
    of: Touched,
    when: String,
    what: String,
    moves: Vec<(String, String)>,
    chosen: BTreeMap<String, String>,
) -> impl IntoView {
    let name = format!("decide_{}", of.id);
    let before = chosen.get(&name).cloned().unwrap_or_default();
    let fixed = [
        (String::new(), td_string!(at, desk.hours.choose).to_owned()),
        ("keep".to_owned(), td_string!(at, desk.hours.keep).to_owned()),
        ("cancel".to_owned(), td_string!(at, desk.hours.cancel).to_owned()),
    ];
    let options = fixed.into_iter().chain(moves).map(|(value, words)| {
        let selected = value == before;
        view! { <option value=value selected=selected>{words}</option> }
    });
    let options = options.collect_view();
    view! {
        <div class="field">
            <label class="field__label" for=name.clone()>
                <bdi>{when}</bdi>
                {of.workshop.then(|| view! { " · " {td_string!(at, desk.hours.workshop)} })}
            </label>
            <p class="field__hint"><bdi>{what}</bdi></p>
            <select class="field__input" id=name.clone() name=name required>{options}</select>
        </div>
    }
}
