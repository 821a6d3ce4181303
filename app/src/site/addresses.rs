use domain::language::Language;
use leptos::prelude::*;
use leptos_meta::Meta;

use crate::here::Here;

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
