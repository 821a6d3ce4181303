use leptos::prelude::*;
use leptos_i18n::td_string;
use leptos_meta::Title;
use leptos_router::hooks::use_params_map;
use store::Secret;

use super::Gone;
use crate::{
    here::here,
    i18n::{locale, use_language},
};

/// The list was left with this request.
#[derive(Clone, Copy)]
pub struct Left;

/// One's own place on the list.
#[component]
pub fn Leave() -> impl IntoView {
    let language = use_language();
    let at = locale(language);
    let link = use_params_map().with_untracked(|params| params.get("link").unwrap_or_default());
    let (left, asked) = (use_context::<Left>().is_some(), here().ok());
    view! {
        <Title text=td_string!(at, booking.title) />
        <div class="band"><div class="band__inner">
            <Suspense>
                {move || {
                    let (link, asked) = (link.clone(), asked.clone());
                    Suspend::new(async move {
                        if left {
                            return view! { <h1>{td_string!(at, waiting.leave_title)}</h1><p role="status">{td_string!(at, waiting.left)}</p> }.into_any();
                        }
                        let (Some(secret), Some(here)) = (Secret::parse(&link), asked) else {
                            return view! { <Gone language /> }.into_any();
                        };
                        if here.store.waiting_behind(&here.centre, &secret).await.is_err() {
                            return view! { <Gone language /> }.into_any();
                        }
                        let action = format!("/{}/waiting/{link}/departure", language.code());
                        view! {
                            <h1>{td_string!(at, waiting.leave_title)}</h1>
                            <p>{td_string!(at, waiting.leave_text)}</p>
                            <form method="post" action=action>
                                <button class="button button--danger" type="submit">{td_string!(at, waiting.leave)}</button>
                            </form>
                        }
                        .into_any()
                    })
                }}
            </Suspense>
        </div></div>
    }
}
