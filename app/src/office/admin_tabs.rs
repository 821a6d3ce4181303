use domain::access::{Role, Verb, may};
use leptos::prelude::*;
use leptos_i18n::td_string;

use crate::i18n::Locale;

/// The pages on which a centre is run, as far as the reader may open them.
#[component]
pub fn AdminTabs(
    at: Locale,
    roles: Vec<Role>,
    /// Path of the page that is shown.
    here: &'static str,
) -> impl IntoView {
    let pages = [
        (Verb::ManageAccounts, "/staff/accounts", td_string!(at, admin.accounts.title)),
        (Verb::ManageCentre, "/staff/centre", td_string!(at, admin.settings.title)),
        (Verb::WritePages, "/staff/pages", td_string!(at, admin.pages.title)),
        (Verb::WritePages, "/staff/articles", td_string!(at, admin.articles.title)),
        (Verb::WritePages, "/staff/pictures", td_string!(at, admin.pictures.title)),
        (Verb::SeeAudit, "/staff/audit", td_string!(at, admin.audit.title)),
    ];
    let open: Vec<_> = pages.into_iter().filter(|(verb, _, _)| may(&roles, *verb)).collect();
    // One alone leads nowhere.
    (open.len() > 1).then(|| {
        let links = open.into_iter().map(|(_, path, words)| {
            view! { <a class="tabs__link" href=path aria-current=(path == here).then_some("page")>{words}</a> }
        });
        view! { <nav class="tabs" aria-label=td_string!(at, admin.tabs)>{links.collect_view()}</nav> }
    })
}
