use domain::language::Language;
use leptos::prelude::*;
use leptos_i18n::td_string;
use leptos_router::hooks::use_params_map;

use super::{Lost, page_head::PageHead};
use crate::{
    api::content::{PageText, page},
    ask::ask,
    i18n::{locale, use_language},
    ui::Icon,
};

/// A page to read. Its words are Markdown files on the server.
#[component]
pub fn ContentPage() -> impl IntoView {
    let language = use_language();
    let slug = use_params_map().with_untracked(|params| params.get("page").unwrap_or_default());
    let asked = slug.clone();
    let found = ask(|| (), move |()| page(language, asked.clone()));
    view! {
        <Suspense>
            {move || {
                let slug = slug.clone();
                Suspend::new(async move {
                    match found.await {
                        Ok(page) => view! { <Article language slug page /> }.into_any(),
                        Err(_) => view! { <Lost /> }.into_any(),
                    }
                })
            }}
        </Suspense>
    }
}

#[component]
fn Article(language: Language, slug: String, page: PageText) -> impl IntoView {
    let at = locale(language);
    let bookable = !matches!(slug.as_str(), "danger" | "safe-browsing" | "privacy" | "accessibility");
    let call = bookable.then(|| {
        view! {
            <aside class="call">
                <p class="call__text">{td_string!(at, site.call_text)}</p>
                <a class="button button--primary" href=format!("/{}/book", language.code())>
                    <Icon name="calendar" />
                    {td_string!(at, site.book)}
                </a>
            </aside>
        }
    });
    view! {
        <PageHead language title=page.title.clone() description=page.description />
        <article class="article">
            <header class="article__head">
                <h1 class="article__title">{page.title}</h1>
                <p class="article__lead">{page.lead}</p>
            </header>
            <div class="prose" inner_html=page.html></div>
            {call}
        </article>
    }
}
