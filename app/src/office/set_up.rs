use domain::access::{Role, Verb, may};
use leptos::prelude::*;
use leptos_i18n::td_string;

use crate::i18n::Locale;

/// The pages that set up what can be booked, as far as the reader may open them.
#[component]
pub fn SetUpTabs(
    at: Locale,
    roles: Vec<Role>,
    /// Path of the page that is shown.
    here: &'static str,
) -> impl IntoView {
    let pages = [
        (Verb::ManageServices, "/staff/services", td_string!(at, desk.nav_services)),
        (Verb::ManageWorkshops, "/staff/workshops", td_string!(at, desk.nav_workshops)),
        (Verb::ManageHours, "/staff/rooms", td_string!(at, desk.rooms.title)),
        (Verb::ManageHours, "/staff/people", td_string!(at, desk.people.title)),
    ];
    let links = pages.into_iter().filter(|(verb, _, _)| may(&roles, *verb)).map(|(_, path, words)| {
        view! { <a class="tabs__link" href=path aria-current=(path == here).then_some("page")>{words}</a> }
    });
    view! { <nav class="tabs" aria-label=td_string!(at, desk.services.tabs)>{links.collect_view()}</nav> }
}
