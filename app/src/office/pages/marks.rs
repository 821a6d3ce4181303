use domain::language::Language;
use leptos::prelude::*;
use leptos_i18n::td_string;

use crate::{i18n::Locale, written::places_of};

/// Buttons that write for whoever does not know how a heading, a list or a link is typed. They do nothing without the client,
/// and are not shown then.
#[component]
pub fn Marks(at: Locale, language: Language, page: String) -> impl IntoView {
    let marks = [
        ("## ".to_owned(), td_string!(at, admin.pages.mark_heading).to_owned()),
        ("- ".to_owned(), td_string!(at, admin.pages.mark_list).to_owned()),
        ("**".to_owned(), td_string!(at, admin.pages.mark_strong).to_owned()),
        (format!("[/{}/]", language.code()), td_string!(at, admin.pages.mark_link).to_owned()),
    ];
    let places = places_of(language, &page).into_iter().map(|place| (place.clone(), place));
    let buttons = marks.into_iter().chain(places).map(|(mark, words)| {
        view! {
            <button class="button button--small" type="button" data-mark=mark aria-controls="text"><bdi>{words}</bdi></button>
        }
    });
    view! { <div class="marks" role="group" aria-label=td_string!(at, admin.pages.marks)>{buttons.collect_view()}</div> }
}
