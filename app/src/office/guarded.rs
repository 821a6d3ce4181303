use std::future::Future;

use domain::{
    access::{Verb, may},
    language::Language,
};
use http::StatusCode;
use jiff::Timestamp;
use leptos::prelude::*;
use leptos_axum::ResponseOptions;
use leptos_i18n::td_string;
use store::StaffMember;

use crate::{
    api::Failure,
    here::{Here, here, is_load, signed_in},
    i18n::{Locale, language_of_page, locale},
    ui::{long_day, set_title},
};

/// Who reads a page, and what the page may ask.
#[derive(Clone)]
pub struct Reader {
    pub here: Here,
    pub member: StaffMember,
    pub language: Language,
    pub at: Locale,
    /// Whether a browser loads the page to show it, and does not ask for it ahead of time.
    pub loads: bool,
}

/// A page for those whose roles allow `verb`: the title, and what `content` makes of the reader.
/// Contexts have to be read before the first `await` of `content`.
pub fn guarded<Content>(
    title: impl Fn(Locale) -> &'static str,
    verb: Verb,
    content: impl FnOnce(Reader) -> Content + Send + 'static,
) -> impl IntoView
where
    Content: Future<Output = Result<AnyView, Failure>> + Send + 'static,
{
    let language = language_of_page();
    let at = locale(language);
    let title = title(at);
    let (reader, answer) = (reader(language, verb), use_context::<ResponseOptions>());
    set_title(title);
    view! {
        <div class="office">
            <h1>{title}</h1>
            <Suspense>
                // No closure around it: that would be asked once to see what it waits for, and once more for the page.
                {Suspend::new(async move {
                    let shown = match reader {
                        Ok(reader) => content(reader).await,
                        Err(failure) => Err(failure),
                    };
                    let status = match &shown {
                        Err(Failure::NotFound) => Some(StatusCode::NOT_FOUND),
                        Err(Failure::Forbidden) => Some(StatusCode::FORBIDDEN),
                        Err(Failure::Server) => Some(StatusCode::SERVICE_UNAVAILABLE),
                        _ => None,
                    };
                    if let (Some(status), Some(answer)) = (status, answer) {
                        answer.set_status(status);
                    }
                    shown.unwrap_or_else(|failure| refused(at, failure))
                })}
            </Suspense>
        </div>
    }
}

/// A moment as the centre's clock shows it.
pub fn moment(reader: &Reader, at: Timestamp) -> String {
    let civil = reader.here.centre.zone.to_datetime(at);
    format!("{} · {}", long_day(reader.language, civil.date()), civil.strftime("%H:%M"))
}

fn reader(language: Language, verb: Verb) -> Result<Reader, Failure> {
    let member = signed_in()?;
    if !may(&member.roles, verb) {
        return Err(Failure::Forbidden);
    }
    Ok(Reader { here: here()?, member, language, at: locale(language), loads: is_load() })
}

fn refused(at: Locale, failure: Failure) -> AnyView {
    let words = match failure {
        Failure::Forbidden | Failure::SignedOut => td_string!(at, desk.forbidden),
        Failure::NotFound => td_string!(at, site.not_found_title),
        _ => td_string!(at, site.failed_text),
    };
    view! { <p class="notice" role="alert">{words}</p> }.into_any()
}
