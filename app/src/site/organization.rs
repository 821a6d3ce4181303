use domain::{language::Language, official_page::OfficialPage};
use leptos::prelude::*;
use leptos_i18n::td_string;
use serde_json::{Value, json};

use crate::{
    here::Here,
    i18n::locale,
    says::{centre_name, own, says},
};

/// Who runs the site and where, for search engines (schema.org). Only what the centre has published.
#[component]
pub fn Organization(language: Language) -> impl IntoView {
    let at = locale(language);
    let here = use_context::<Here>();
    let mut facts = json!({
        "@context": "https://schema.org",
        "@type": "Organization",
        "name": centre_name(language),
        "description": td_string!(at, site.tagline),
        "url": here.as_ref().map(|here| format!("{}/{}", here.site, language.code())),
        "logo": here.as_ref().map(|here| format!("{}/img/mark.svg", here.site)),
        "parentOrganization": { "@type": "Organization", "name": td_string!(at, site.association) },
        "address": {
            "@type": "PostalAddress",
            "streetAddress": td_string!(at, site.street),
            "addressLocality": td_string!(at, site.city),
            "addressCountry": "MA",
        },
    });
    let says = says();
    if let Some((_, address)) = own(&says, language, |text| &text.address) {
        facts["address"] = json!({ "@type": "PostalAddress", "streetAddress": address, "addressCountry": "MA" });
    }
    let published = [("telephone", says.phone.clone()), ("email", says.email.clone())];
    for (name, value) in published.into_iter().filter_map(|(name, value)| Some((name, value?))) {
        facts[name] = Value::String(value);
    }
    if !says.official_pages.is_empty() {
        facts["sameAs"] = says.official_pages.iter().map(OfficialPage::address).collect();
    }
    // An angle bracket inside a word must not end the script.
    let text = facts.to_string().replace('<', "\\u003c");
    view! { <script type="application/ld+json" inner_html=text></script> }
}
