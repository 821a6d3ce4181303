use domain::language::Language;
use leptos::prelude::*;
use leptos_meta::Meta;

use crate::{says::centre_name, ui::set_title};

/// Title and description of a page to read, for people, search engines and shared links.
#[component]
pub fn PageHead(language: Language, title: String, description: String) -> impl IntoView {
    let name = centre_name(language);
    let regional = match language {
        Language::Ar => "ar_MA",
        Language::Fr => "fr_MA",
        Language::En => "en_GB",
    };
    set_title(format!("{title} · {name}"));
    view! {
        <Meta name="description" content=description.clone() />
        <Meta property="og:type" content="website" />
        <Meta property="og:site_name" content=name />
        <Meta property="og:locale" content=regional />
        <Meta property="og:title" content=title />
        <Meta property="og:description" content=description />
    }
}
