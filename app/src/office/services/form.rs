use domain::{language::Language, offer::Family};
use leptos::prelude::*;
use leptos_i18n::td_string;
use store::{Colleague, Edition, ServiceRecord};

use super::{
    rules::{Session, Times, Ways},
    staff::Staff,
};
use crate::{
    i18n::Locale,
    office::{Entry, Pick, Reader, Returned, Seen, Tick, Wrongs},
};

/// The fields of a service's words, by language: its name, and a sentence about it.
pub const WORDS: [(Language, &str, &str); 3] = [
    (Language::Ar, "name_ar", "summary_ar"),
    (Language::Fr, "name_fr", "summary_fr"),
    (Language::En, "name_en", "summary_en"),
];

/// Everything that a service is, in one form.
#[component]
pub fn Form(
    reader: Reader,
    record: ServiceRecord,
    returned: Returned,
    edition: Edition,
    colleagues: Vec<Colleague>,
    /// Whether the centre has no room that could be taken.
    no_room: bool,
) -> impl IntoView {
    let (at, language) = (reader.at, reader.language);
    let new = record.slug.is_empty();
    let action = if new { "/staff/services/new".to_owned() } else { format!("/staff/services/{}", record.slug) };
    let slug = new.then(|| {
        view! {
            <Entry at returned=returned.clone() name="slug" label=td_string!(at, desk.services.slug) kind="text"
                hint=td_string!(at, desk.services.slug_hint) />
        }
    });
    let families = Family::ALL.map(|family| (family.as_str().to_owned(), family_words(at, family).to_owned()));
    view! {
        <Wrongs at returned=returned.clone() />
        {(!new).then(|| view! { <p class="notice">{td_string!(at, desk.services.keep_note)}</p> })}
        <form method="post" action=action novalidate autocomplete="off">
            {(!new).then(|| view! { <Seen reader returned=returned.clone() edition page=action.clone() /> })}
            <Words at record=record.clone() returned=returned.clone() />
            <section class="office__part">
                <h2>{td_string!(at, desk.services.kind)}</h2>
                {slug}
                <Pick at returned=returned.clone() name="family" label=td_string!(at, desk.services.family)
                    options=families.to_vec() value=record.family.as_str() />
                <Tick returned=returned.clone() name="active" label=td_string!(at, desk.services.active) ticked=record.active />
            </section>
            <Times at record=record.clone() returned=returned.clone() />
            <Session at record=record.clone() returned=returned.clone() no_room />
            <Ways at language record=record.clone() returned=returned.clone() />
            <Staff at record returned colleagues />
            <div class="form__actions">
                <button class="button button--primary" type="submit">{td_string!(at, desk.services.save)}</button>
                <a class="button" href="/staff/services">{td_string!(at, desk.services.back)}</a>
            </div>
        </form>
    }
}

#[component]
fn Words(at: Locale, record: ServiceRecord, returned: Returned) -> impl IntoView {
    let fields = WORDS.map(|(language, name, summary)| {
        let words = record.words.get(&language).cloned().unwrap_or_default();
        let (name_label, summary_label) = labels(at, language);
        view! {
            <div class="office__row">
                <Entry at returned=returned.clone() name label=name_label kind="text" value=words.name />
                <Entry at returned=returned.clone() name=summary label=summary_label kind="text" value=words.summary />
            </div>
        }
    });
    view! {
        <section class="office__part">
            <h2>{td_string!(at, desk.services.words)}</h2>
            {fields}
        </section>
    }
}

fn labels(at: Locale, language: Language) -> (&'static str, &'static str) {
    match language {
        Language::Ar => (td_string!(at, desk.services.name_ar), td_string!(at, desk.services.summary_ar)),
        Language::Fr => (td_string!(at, desk.services.name_fr), td_string!(at, desk.services.summary_fr)),
        Language::En => (td_string!(at, desk.services.name_en), td_string!(at, desk.services.summary_en)),
    }
}

fn family_words(at: Locale, family: Family) -> &'static str {
    match family {
        Family::Mediation => td_string!(at, desk.services.mediation),
        Family::Support => td_string!(at, desk.services.support),
        Family::Training => td_string!(at, desk.services.training),
    }
}
