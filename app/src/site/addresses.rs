use domain::{content::ARTICLES, language::Language};
use leptos::prelude::*;
use leptos_meta::{Link, Meta};

use crate::{here::Here, i18n::use_language};

/// Where the page lives, in each language, for search engines. The booking flow is not for them.
#[component]
pub fn Addresses(path: String, indexed: bool) -> impl IntoView {
    let site = use_context::<Here>().map(|here| here.site.clone()).unwrap_or_default();
    let rest = path.splitn(3, '/').nth(2).unwrap_or_default().to_owned();
    let address =
        move |language: Language| format!("{site}/{}/{rest}", language.code()).trim_end_matches('/').to_owned();
    let own = path.split('/').nth(1).and_then(Language::from_code).unwrap_or_default();
    let others =
        Language::ALL.map(|other| view! { <link rel="alternate" hreflang=other.code() href=address(other) /> });
    let links = view! {
        <link rel="canonical" href=address(own) />
        {others}
        <link rel="alternate" hreflang="x-default" href=address(Language::default()) />
        <Meta property="og:url" content=address(own) />
    };
    if indexed { links.into_any() } else { view! { <meta name="robots" content="noindex, nofollow" /> }.into_any() }
}

/// Whether a page says itself in which languages it is: an article is not in all of them.
pub fn tells_itself(path: &str) -> bool {
    path.split('/').nth(2) == Some(ARTICLES)
}

/// The same as a page says it that is not in every language, or has a query of its own.
#[component]
pub fn PageAddresses(
    languages: Vec<Language>,
    #[prop(into)] page: String,
    #[prop(optional, into)] query: String,
) -> impl IntoView {
    let site = use_context::<Here>().map(|here| here.site.clone()).unwrap_or_default();
    let address = move |language: Language| format!("{site}/{}/{page}{query}", language.code());
    let own = use_language();
    let usual = languages.contains(&Language::default()).then(|| address(Language::default()));
    let usual = usual.map(|href| view! { <Link rel="alternate" hreflang="x-default" href /> });
    // Whoever is given it in another language finds it under the address of that.
    let canonical = own.then_others().into_iter().find(|of| languages.contains(of)).unwrap_or(own);
    let canonical = address(canonical);
    let others = languages.iter().map(|of| view! { <Link rel="alternate" hreflang=of.code() href=address(*of) /> });
    view! {
        <Link rel="canonical" href=canonical.clone() />
        {others.collect_view()}
        {usual}
        <Meta property="og:url" content=canonical />
    }
}
