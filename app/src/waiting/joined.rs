use domain::language::Language;
use leptos::prelude::*;
use leptos_i18n::td_string;
use store::Secret;

use super::{
    frame::framed,
    gone::Gone,
    words::{JOINED_COOKIE, hold_words},
};
use crate::{cookies::cookie, here::Here, i18n::locale};

/// After joining: what happens next, and the link to leave. Shown to this browser for a quarter of an hour.
#[component]
pub fn Joined() -> impl IntoView {
    let link = cookie(JOINED_COOKIE).and_then(|value| Secret::parse(&value));
    framed(move |language, here| {
        let link = link.clone();
        async move {
            let waits = match (link, here) {
                (Some(link), Some(here)) => waits(language, &here, &link).await,
                _ => None,
            };
            waits.unwrap_or_else(|| view! { <Gone language /> }.into_any())
        }
    })
}

/// `None` when they do not wait any more.
async fn waits(language: Language, here: &Here, link: &Secret) -> Option<AnyView> {
    let minutes = here.store.hold_minutes_of(&here.centre, link, (here.now)()).await.ok()?;
    let at = locale(language);
    let address = format!("{}/{}/waiting/{}", here.site, language.code(), link.as_str());
    Some(
        view! {
            <h1>{td_string!(at, waiting.joined_title)}</h1>
            <p>{td_string!(at, waiting.joined_text, hold = hold_words(at, minutes))}</p>
            <div class="private-link">
                <label class="field__label" for="private-link">{td_string!(at, waiting.leave_link)}</label>
                <p class="field__hint">{td_string!(at, booking.private_hint)}</p>
                <input class="field__input" id="private-link" readonly dir="ltr" value=address />
            </div>
        }
        .into_any(),
    )
}
