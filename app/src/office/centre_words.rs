//! What the centre says of itself on the public site, in each language.

use domain::{access::Verb, language::Language};
use leptos::prelude::*;
use leptos_i18n::td_string;
use leptos_router::hooks::use_query_map;
use store::{CentreText, Thing, ThingKind};

use super::{AdminTabs, CentreTabs, Entry, LongEntry, Opened, Reader, Returned, Seen, Wrongs, guarded, open};
use crate::{
    api::Failure,
    i18n::{Locale, locale},
};

/// The fields of each language: name, address, way, hours.
pub const CENTRE_WORDS: [(Language, [&str; 4]); 3] = [
    (Language::Ar, ["name_ar", "address_ar", "way_ar", "hours_ar"]),
    (Language::Fr, ["name_fr", "address_fr", "way_fr", "hours_fr"]),
    (Language::En, ["name_en", "address_en", "way_en", "hours_en"]),
];

/// The most characters of each.
pub const CENTRE_WORDS_MOST: [usize; 4] = [60, 300, 1500, 600];

/// Name, address, way and hours, as families read them.
#[component]
pub fn CentreWordsPage() -> impl IntoView {
    let returned = Returned::of_request();
    let saved = use_query_map().with_untracked(|query| query.get("saved").is_some());
    guarded(
        |at| td_string!(at, admin.words.title),
        Verb::ManageCentre,
        move |reader| {
            let returned = returned.clone();
            async move { words(reader, returned, saved).await }
        },
    )
}

async fn words(reader: Reader, returned: Returned, saved: bool) -> Result<AnyView, Failure> {
    let Opened { edition, others } = open(&reader, &Thing::new(ThingKind::Words, "")).await?;
    let (at, here) = (reader.at, &reader.here);
    let says = here.store.centre_says(here.centre.id, (here.now)()).await?;
    let parts = CENTRE_WORDS.map(|(language, names)| {
        let text = says.texts.get(&language).cloned().unwrap_or_default();
        view! { <Words at returned=returned.clone() language names text /> }
    });
    Ok(view! {
        <AdminTabs at roles=reader.member.roles.clone() here="/staff/centre" />
        <CentreTabs at here="/staff/centre/words" />
        {(saved && returned.values.is_empty()).then(|| view! { <p class="chosen" role="status">{td_string!(at, admin.saved)}</p> })}
        <p>{td_string!(at, admin.words.lead)}</p>
        {others}
        <Wrongs at returned=returned.clone() />
        <form class="form" method="post" action="/staff/centre/words" novalidate autocomplete="off">
            <Seen reader=reader.clone() returned edition page="/staff/centre/words" />
            {parts}
            <button class="button button--primary" type="submit">{td_string!(at, admin.save)}</button>
        </form>
    }
    .into_any())
}

#[component]
fn Words(
    at: Locale,
    returned: Returned,
    language: Language,
    names: [&'static str; 4],
    text: CentreText,
) -> impl IntoView {
    let usual = locale(language);
    let [name, address, way, hours] = names;
    let [_, most_address, most_way, most_hours] = CENTRE_WORDS_MOST;
    let address_hint = td_string!(at, admin.words.usual, words = td_string!(usual, site.address)).to_string();
    view! {
        <section class="office__part">
            <h2>{language_words(at, language)}</h2>
            <Entry at returned=returned.clone() name kind="text" label=td_string!(at, admin.words.name)
                hint=td_string!(usual, site.name) value=text.name />
            <LongEntry at returned=returned.clone() name=address label=td_string!(at, admin.words.address) language
                hint=address_hint value=text.address most=most_address />
            <LongEntry at returned=returned.clone() name=way label=td_string!(at, admin.words.way) language
                hint=td_string!(at, admin.words.way_hint) value=text.way most=most_way />
            <LongEntry at returned name=hours label=td_string!(at, admin.words.hours) language
                hint=td_string!(at, admin.words.hours_hint) value=text.hours most=most_hours />
        </section>
    }
}

/// What a language is called.
pub fn language_words(at: Locale, language: Language) -> &'static str {
    match language {
        Language::Ar => td_string!(at, admin.words.ar),
        Language::Fr => td_string!(at, admin.words.fr),
        Language::En => td_string!(at, admin.words.en),
    }
}
