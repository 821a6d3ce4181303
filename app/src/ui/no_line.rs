use domain::language::Language;
use leptos::prelude::*;
use leptos_i18n::td_string;

use crate::{api::Failure, i18n::locale, site::Lost};

/// What stands in the place of a screen that did not come: there is none, or there is no line to it.
pub fn missing(language: Language, failure: Failure) -> AnyView {
    match failure {
        Failure::Offline | Failure::Server => view! { <NoLine language /> }.into_any(),
        _ => view! { <Lost /> }.into_any(),
    }
}

/// The line is lost, or the server starts again: the address is right, and is asked for again when the line is back.
#[component]
fn NoLine(language: Language) -> impl IntoView {
    let at = locale(language);
    #[cfg(feature = "hydrate")]
    {
        crate::browser::progress::show_moving(None);
        crate::browser::reload_when_back();
    }
    // It is no page to keep, for a browser or for the program.
    #[cfg(feature = "ssr")]
    if let Some(response) = use_context::<leptos_axum::ResponseOptions>() {
        response.set_status(http::StatusCode::SERVICE_UNAVAILABLE);
    }
    view! {
        <div class="empty" role="alert">
            <h2 class="empty__title">{td_string!(at, site.no_line_title)}</h2>
            <p>{td_string!(at, site.no_line_text)}</p>
            <div class="empty__actions"><a class="button" href="" rel="external">{td_string!(at, site.no_line_again)}</a></div>
        </div>
    }
}
