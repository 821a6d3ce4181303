use domain::language::Language;
use leptos::prelude::*;
use leptos_i18n::td_string;
use leptos_router::hooks::use_params_map;

use super::{Lost, copy::Reading, filled::filled, page_head::PageHead, scene::Scene, telephone::Telephone};
use crate::{
    api::content::{PageText, page},
    i18n::{locale, use_language},
    says::says,
    ui::{Icon, Listen},
    written::written,
};

/// A page to read, in the centre's own words where it has written some; the usual ones are Markdown files on the server.
#[component]
pub fn ContentPage() -> impl IntoView {
    let language = use_language();
    let slug = use_params_map().with_untracked(|params| params.get("page").unwrap_or_default());
    let own = says().pages.get(&(slug.clone(), language)).map(|words| written(language, words));
    match page(language, &slug).map(|usual| own.unwrap_or(usual)) {
        Ok(page) => view! { <Article language slug page /> }.into_any(),
        Err(_) => view! { <Lost /> }.into_any(),
    }
}

#[component]
fn Article(language: Language, slug: String, page: PageText) -> impl IntoView {
    let at = locale(language);
    // What stands in the tab and the history says nothing to whoever looks over a shoulder.
    let quiet = matches!(slug.as_str(), "danger" | "safe-browsing");
    let title = if quiet { td_string!(at, site.neutral_title).to_owned() } else { page.title.clone() };
    let bookable = !matches!(slug.as_str(), "danger" | "safe-browsing" | "privacy" | "accessibility");
    let call = bookable.then(|| {
        view! {
            <aside class="call">
                <p class="call__text">{td_string!(at, site.call_text)}</p>
                <a class="button button--primary" href=format!("/{}/book", language.code())>
                    <Icon name="calendar" />
                    {td_string!(at, site.book)}
                </a>
            </aside>
        }
    });
    let says = says();
    let heard = says.heard.get(&(slug.clone(), language)).cloned();
    let html = filled(&page.html, language, &says);
    // What is usually said of the contact names the usual address.
    let elsewhere = slug == "contact" && says.texts.values().any(|text| !text.address.is_empty());
    let description = if elsewhere { page.lead.clone() } else { page.description };
    view! {
        <PageHead language title description />
        <article class="article">
            <header class="article__head">
                {scene_of(&slug).map(|name| view! { <Scene name /> })}
                <h1 class="article__title">{page.title}</h1>
                <p class="article__lead">{page.lead}</p>
            </header>
            {heard.map(|file| view! { <Listen file words=td_string!(at, site.aloud_listen) /> })}
            <div class="prose" inner_html=html></div>
            {matches!(slug.as_str(), "contact" | "my-appointment").then(|| view! { <Telephone at /> })}
            {(slug == "safe-browsing").then(|| view! { <Reading at /> })}
            {call}
        </article>
    }
}

/// The drawing of a page, for whoever reads pictures sooner than words.
fn scene_of(slug: &str) -> Option<&'static str> {
    match slug {
        "mediation" | "what-to-expect" => Some("agree"),
        "support" => Some("talk"),
        "training" => Some("learn"),
        "contact" => Some("way"),
        "my-appointment" => Some("book"),
        _ => None,
    }
}
