//! The numbers to call in danger, as the centre sets them.

use domain::{access::Verb, language::Language};
use leptos::prelude::*;
use leptos_i18n::td_string;
use leptos_router::hooks::use_query_map;
use store::{HelpLine, Thing, ThingKind};

use super::{AdminTabs, CentreTabs, Entry, Opened, Reader, Returned, Seen, Wrongs, guarded, open};
use crate::{
    api::{Failure, content::usual_help},
    i18n::Locale,
};

/// The fields of each line: the number, and its words in Arabic, French and English.
pub const HELP_LINES: [[&str; 4]; 8] = [
    ["number_1", "ar_1", "fr_1", "en_1"],
    ["number_2", "ar_2", "fr_2", "en_2"],
    ["number_3", "ar_3", "fr_3", "en_3"],
    ["number_4", "ar_4", "fr_4", "en_4"],
    ["number_5", "ar_5", "fr_5", "en_5"],
    ["number_6", "ar_6", "fr_6", "en_6"],
    ["number_7", "ar_7", "fr_7", "en_7"],
    ["number_8", "ar_8", "fr_8", "en_8"],
];

/// Whom families are told to call in danger.
#[component]
pub fn CentreHelpPage() -> impl IntoView {
    let returned = Returned::of_request();
    let saved = use_query_map().with_untracked(|query| query.get("saved").is_some());
    guarded(
        |at| td_string!(at, admin.help.title),
        Verb::ManageCentre,
        move |reader| {
            let returned = returned.clone();
            async move { help(reader, returned, saved).await }
        },
    )
}

async fn help(reader: Reader, returned: Returned, saved: bool) -> Result<AnyView, Failure> {
    let Opened { edition, others } = open(&reader, &Thing::new(ThingKind::Help, "")).await?;
    let (at, here) = (reader.at, &reader.here);
    let own = here.store.centre_says(here.centre.id, (here.now)()).await?.help;
    let is_own = !own.is_empty();
    let mut lines = if is_own { own } else { usual_lines() }.into_iter();
    let rows = HELP_LINES.map(|names| {
        view! { <Line at returned=returned.clone() names line=lines.next().unwrap_or_default() /> }
    });
    let restore = is_own.then(|| {
        view! {
            <button class="button" type="submit" name="restore" value="yes">{td_string!(at, admin.help.restore)}</button>
        }
    });
    Ok(view! {
        <AdminTabs at roles=reader.member.roles.clone() here="/staff/centre" />
        <CentreTabs at here="/staff/centre/help" />
        {(saved && returned.values.is_empty()).then(|| view! { <p class="chosen" role="status">{td_string!(at, admin.saved)}</p> })}
        <p>{td_string!(at, admin.help.lead)}</p>
        {others}
        <Wrongs at returned=returned.clone() />
        <form method="post" action="/staff/centre/help" novalidate autocomplete="off">
            <Seen reader=reader.clone() returned edition page="/staff/centre/help" />
            {rows}
            <div class="form__actions">
                <button class="button button--primary" type="submit">{td_string!(at, admin.save)}</button>
                {restore}
            </div>
        </form>
    }
    .into_any())
}

#[component]
fn Line(at: Locale, returned: Returned, names: [&'static str; 4], line: HelpLine) -> impl IntoView {
    let [number, ar, fr, en] = names;
    let words = |language| line.words.get(&language).cloned().unwrap_or_default();
    view! {
        <div class="office__row">
            <Entry at returned=returned.clone() name=number kind="tel" label=td_string!(at, admin.help.number) value=line.number.clone() />
            <Entry at returned=returned.clone() name=ar kind="text" label=td_string!(at, admin.words.ar) value=words(Language::Ar) />
            <Entry at returned=returned.clone() name=fr kind="text" label=td_string!(at, admin.words.fr) value=words(Language::Fr) />
            <Entry at returned name=en kind="text" label=td_string!(at, admin.words.en) value=words(Language::En) />
        </div>
    }
}

/// The numbers that stand on the page as it is written, in the order of the Arabic one.
fn usual_lines() -> Vec<HelpLine> {
    let mut lines: Vec<HelpLine> = Vec::new();
    for (language, (number, words)) in
        Language::ALL.into_iter().flat_map(|of| usual_help(of).into_iter().map(move |line| (of, line)))
    {
        match lines.iter_mut().find(|line| line.number == number) {
            Some(line) => drop(line.words.insert(language, words)),
            None => lines.push(HelpLine { number, words: [(language, words)].into() }),
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_usual_numbers_have_words_in_every_language() {
        let lines = usual_lines();
        let numbers: Vec<&str> = lines.iter().map(|line| line.number.as_str()).collect();
        assert_eq!(numbers, ["19", "177", "15", "8350"]);
        for line in &lines {
            assert_eq!(line.words.len(), 3, "{line:?}");
            assert!(line.words.values().all(|words| !words.is_empty() && !words.contains('<')), "{line:?}");
        }
    }
}
