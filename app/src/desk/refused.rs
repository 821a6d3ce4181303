use leptos::prelude::*;
use leptos_i18n::td_string;

use crate::{api::Failure, i18n::Locale};

/// A page of the desk that its reader may not see, with the status that says so.
pub fn refused(at: Locale, failure: Failure) -> AnyView {
    #[cfg(feature = "ssr")]
    if let Some(answer) = use_context::<leptos_axum::ResponseOptions>() {
        match failure {
            Failure::Forbidden => answer.set_status(http::StatusCode::FORBIDDEN),
            Failure::NotFound => answer.set_status(http::StatusCode::NOT_FOUND),
            Failure::Server => answer.set_status(http::StatusCode::SERVICE_UNAVAILABLE),
            _ => {}
        }
    }
    let words = match failure {
        Failure::Forbidden | Failure::SignedOut => td_string!(at, desk.forbidden),
        Failure::NotFound => td_string!(at, site.not_found_title),
        _ => td_string!(at, site.failed_text),
    };
    view! { <div class="sign"><p role="alert">{words}</p></div> }.into_any()
}
