//! The pages that families read, as the centre writes them: which there are, and how each stands in each language.

mod differences;
mod editor;
mod history;
mod marks;
mod planned;
mod recording;
mod when;

use domain::{access::Verb, language::Language};
use leptos::prelude::*;
use leptos_i18n::td_string;
use store::PageStand;

pub use editor::{ArticleEditorPage, PageEditorPage};

use super::{AdminTabs, Reader, guarded, language_words};
use crate::{
    api::{
        Failure,
        content::{slugs, usual},
    },
    i18n::Locale,
};

/// Every page that there is.
#[component]
pub fn PagesPage() -> impl IntoView {
    guarded(|at| td_string!(at, admin.pages.title), Verb::WritePages, pages)
}

async fn pages(reader: Reader) -> Result<AnyView, Failure> {
    let (at, here) = (reader.at, &reader.here);
    let stands = here.store.page_stands(&here.centre, &slugs().collect::<Vec<_>>(), (here.now)()).await?;
    let says = here.store.centre_says(here.centre.id, (here.now)()).await?;
    let rows = slugs().map(|slug| {
        let own = says.pages.get(&(slug.to_owned(), reader.language)).map(|words| words.title.clone());
        let title = own.or_else(|| usual(reader.language, slug).map(|words| words.title)).unwrap_or_default();
        let links = Language::ALL.map(|language| {
            let stand = stands.get(&(slug.to_owned(), language)).cloned().unwrap_or_default();
            view! {
                <a class="button button--small" href=format!("/staff/pages/{slug}/{}", language.code())>
                    {language_words(at, language)}
                    {(stand != PageStand::default()).then(|| view! { " · " {stand_words(at, &stand, false)} })}
                </a>
            }
        });
        view! {
            <li class="entry">
                <span class="entry__what"><strong>{title}</strong></span>
                <span class="entry__deeds">{links}</span>
            </li>
        }
    });
    Ok(view! {
        <AdminTabs at roles=reader.member.roles.clone() here="/staff/pages" />
        <p>{td_string!(at, admin.pages.lead)}</p>
        <ul class="entries">{rows.collect_view()}</ul>
    }
    .into_any())
}

/// How a page or an article stands in a language, the most urgent first.
pub(super) fn stand_words(at: Locale, stand: &PageStand, article: bool) -> &'static str {
    match stand {
        PageStand { review: true, .. } => td_string!(at, admin.pages.review_short),
        PageStand { outdated: true, .. } => td_string!(at, admin.pages.outdated_short),
        PageStand { draft: Some(_), .. } => td_string!(at, admin.pages.draft),
        PageStand { planned, .. } if !planned.is_empty() => td_string!(at, admin.pages.planned_short),
        PageStand { shown: Some(_), .. } if article => td_string!(at, admin.articles.shown),
        PageStand { shown: Some(_), .. } => td_string!(at, admin.pages.own),
        PageStand { .. } if article => td_string!(at, admin.articles.unwritten),
        PageStand { .. } => td_string!(at, admin.pages.usual),
    }
}
