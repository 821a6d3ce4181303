use leptos::prelude::*;
use leptos_i18n::td_string;

use crate::{
    i18n::{locale, use_language},
    ui::set_title,
};

/// A page that does not exist: it says so and shows the way on.
#[component]
pub fn Lost() -> impl IntoView {
    #[cfg(feature = "ssr")]
    if let Some(response) = use_context::<leptos_axum::ResponseOptions>() {
        response.set_status(http::StatusCode::NOT_FOUND);
    }
    let language = use_language();
    let at = locale(language);
    set_title(td_string!(at, site.not_found_title));
    view! {
        <div class="lost">
            <h1>{td_string!(at, site.not_found_title)}</h1>
            <p>{td_string!(at, site.not_found_text)}</p>
            <ul>
                <li><a href=format!("/{}", language.code())>{td_string!(at, site.home)}</a></li>
                <li><a href=format!("/{}/search", language.code())>{td_string!(at, site.search.title)}</a></li>
                <li><a href=format!("/{}/book", language.code())>{td_string!(at, site.book)}</a></li>
            </ul>
        </div>
    }
}
