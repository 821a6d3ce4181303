use leptos::prelude::*;
use leptos_i18n::td_string;
use leptos_meta::Title;
use store::Secret;

use super::{Gone, JOINED_COOKIE, hold_words};
use crate::{
    api::visit::read::cookie,
    here::here,
    i18n::{locale, use_language},
};

/// After joining: what happens next, and the link to leave. Shown to this browser for a quarter of an hour.
#[component]
pub fn Joined() -> impl IntoView {
    let language = use_language();
    let at = locale(language);
    let (link, asked) = (cookie(JOINED_COOKIE).and_then(|value| Secret::parse(&value)), here().ok());
    view! {
        <Title text=td_string!(at, booking.title) />
        <div class="band"><div class="band__inner">
            <Suspense>
                {move || {
                    let (link, asked) = (link.clone(), asked.clone());
                    Suspend::new(async move {
                        let (Some(link), Some(here)) = (link, asked) else { return view! { <Gone language /> }.into_any() };
                        let Ok(minutes) = here.store.hold_minutes_of(&here.centre, &link).await else {
                            return view! { <Gone language /> }.into_any();
                        };
                        let address = format!("{}/{}/waiting/{}", here.site, language.code(), link.as_str());
                        view! {
                            <h1>{td_string!(at, waiting.joined_title)}</h1>
                            <p>{td_string!(at, waiting.joined_text, hold = hold_words(at, minutes))}</p>
                            <div class="private-link">
                                <label class="field__label" for="private-link">{td_string!(at, waiting.leave_link)}</label>
                                <p class="field__hint">{td_string!(at, booking.private_hint)}</p>
                                <input class="field__input" id="private-link" readonly dir="ltr" value=address />
                            </div>
                        }
                        .into_any()
                    })
                }}
            </Suspense>
        </div></div>
    }
}
