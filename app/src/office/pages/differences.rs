use std::time::Duration;

use domain::language::Language;
use leptos::prelude::*;
use leptos_i18n::td_string;
use similar::{ChangeTag, TextDiff};
use store::PageWords;

use crate::i18n::Locale;

/// How long texts are compared by words; what is left then is shown as a whole.
const PATIENCE: Duration = Duration::from_millis(200);

/// What a version says otherwise than the page that families read.
#[component]
pub fn Differences(at: Locale, language: Language, shown: PageWords, version: PageWords) -> impl IntoView {
    let (shown, version) = (whole(&shown), whole(&version));
    let differences = TextDiff::configure().timeout(PATIENCE).diff_words(&shown, &version);
    let parts = differences.iter_all_changes().map(|part| {
        let words = part.value().to_owned();
        match part.tag() {
            ChangeTag::Equal => words.into_any(),
            ChangeTag::Delete => view! { <del>{words}</del> }.into_any(),
            ChangeTag::Insert => view! { <ins>{words}</ins> }.into_any(),
        }
    });
    let parts = parts.collect_view();
    view! {
        <details class="usual">
            <summary>{td_string!(at, admin.pages.differences)}</summary>
            <p class="preview preview__text" lang=language.code() dir=language.dir()>{parts}</p>
        </details>
    }
}

fn whole(of: &PageWords) -> String {
    format!("{}\n{}\n\n{}", of.title, of.lead, of.text)
}
