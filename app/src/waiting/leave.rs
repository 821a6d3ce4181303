use domain::language::Language;
use leptos::prelude::*;
use leptos_i18n::td_string;
use leptos_router::hooks::use_params_map;
use store::Secret;

use super::{frame::framed, gone::Gone};
use crate::{here::Here, i18n::locale};

/// The list was left with this request.
#[derive(Clone, Copy)]
pub struct Left;

/// One's own place on the list.
#[component]
pub fn Leave() -> impl IntoView {
    let link = use_params_map().with_untracked(|params| params.get("link").unwrap_or_default());
    let left = use_context::<Left>().is_some();
    framed(move |language, here| {
        let link = link.clone();
        async move {
            match here {
                _ if left => view! { <HasLeft language /> }.into_any(),
                Some(here) if waits(&here, &link).await => view! { <Waits language link /> }.into_any(),
                _ => view! { <Gone language /> }.into_any(),
            }
        }
    })
}

async fn waits(here: &Here, link: &str) -> bool {
    let Some(secret) = Secret::parse(link) else { return false };
    here.store.waiting_behind(&here.centre, &secret, (here.now)()).await.is_ok()
}

#[component]
fn Waits(language: Language, link: String) -> impl IntoView {
    let at = locale(language);
    view! {
        <h1>{td_string!(at, waiting.leave_title)}</h1>
        <p>{td_string!(at, waiting.leave_text)}</p>
        <form method="post" action=format!("/{}/waiting/{link}/departure", language.code())>
            <button class="button button--danger" type="submit">{td_string!(at, waiting.leave)}</button>
        </form>
    }
}

#[component]
pub(super) fn HasLeft(language: Language) -> impl IntoView {
    let at = locale(language);
    view! {
        <h1>{td_string!(at, waiting.leave_title)}</h1>
        <p role="status">{td_string!(at, waiting.left)}</p>
    }
}
