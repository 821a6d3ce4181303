use domain::{
    content::{article_page, minutes_to_read},
    language::Language,
    picture::Format,
};
use http::{HeaderValue, StatusCode, header};
use leptos::prelude::*;
use leptos_axum::ResponseOptions;
use leptos_i18n::td_string;
use leptos_meta::Meta;
use leptos_router::hooks::use_params_map;
use store::{AtAddress, CentreSays, ShownArticle, Which};

use super::{
    as_read,
    card::{Card, facts},
    other_language_words,
    withdrawn::Withdrawn,
};
use crate::{
    api::Failure,
    here::{Here, here},
    i18n::{Locale, locale, use_language},
    says::says,
    site::{Lost, addresses::PageAddresses, filled, page_head::PageHead},
    ui::{Listen, missing},
    written::html,
};

/// Articles about the same that stand below one.
const RELATED: usize = 3;

/// An article, in the reader's language or in the next that they may read.
#[component]
pub fn ArticlePage() -> impl IntoView {
    let language = use_language();
    let slug = use_params_map().with_untracked(|params| params.get("slug").unwrap_or_default());
    let (here, says, answer) = (here(), says(), use_context::<ResponseOptions>());
    view! {
        <Suspense>
            {Suspend::new(async move {
                let found = match &here {
                    Ok(here) => found(here, &article_page(&slug)).await,
                    Err(_) => Err(Failure::Server),
                };
                match (found, answer) {
                    (Ok((AtAddress::Shown(article), related)), _) => {
                        view! { <Article language article related says /> }.into_any()
                    }
                    (Ok((AtAddress::Withdrawn { leads_to }, _)), answer) => {
                        let to = leads_to.map(|to| format!("/{}/{to}", language.code()));
                        if let Some(answer) = answer {
                            say_withdrawn(&answer, to.as_deref());
                        }
                        match to {
                            Some(to) => view! { <p class="lost"><a href=to.clone()>{to.clone()}</a></p> }.into_any(),
                            None => view! { <Withdrawn language /> }.into_any(),
                        }
                    }
                    (Err(Failure::NotFound), _) => view! { <Lost /> }.into_any(),
                    (Err(failure), _) => missing(language, failure),
                }
            })}
        </Suspense>
    }
}

/// Browsers keep both answers for good where nothing else is said, and an article may come back.
fn say_withdrawn(answer: &ResponseOptions, to: Option<&str>) {
    answer.set_status(if to.is_some() { StatusCode::MOVED_PERMANENTLY } else { StatusCode::GONE });
    answer.insert_header(header::CACHE_CONTROL, HeaderValue::from_static("no-cache"));
    if let Some(to) = to.and_then(|to| HeaderValue::from_str(to).ok()) {
        answer.insert_header(header::LOCATION, to);
    }
}

async fn found(here: &Here, page: &str) -> Result<(AtAddress, Vec<ShownArticle>), Failure> {
    let now = (here.now)();
    let at_address = here.store.article_at(&here.centre, page, now).await?.ok_or(Failure::NotFound)?;
    let AtAddress::Shown(article) = &at_address else { return Ok((at_address, Vec::new())) };
    let span = (0, RELATED as u64 + 1);
    let alike = Which { theme: Some(article.theme), language: None };
    let (mut related, _) = here.store.shown_articles(&here.centre, alike, span, now).await?;
    related.retain(|other| other.page != article.page);
    related.truncate(RELATED);
    Ok((at_address, related))
}

#[component]
fn Article(
    language: Language,
    article: ShownArticle,
    related: Vec<ShownArticle>,
    says: std::sync::Arc<CentreSays>,
) -> impl IntoView {
    let at = locale(language);
    let (of, words) = as_read(&article, language).map(|(of, words)| (of, words.clone())).unwrap_or_default();
    let text = filled(&html(of, &words.text), of, &says);
    let site = use_context::<Here>().map(|here| here.site.clone()).unwrap_or_default();
    let image =
        article.covers.get(&of).map(|(picture, _)| format!("{site}{}", picture.file(picture.width, Format::Jpeg)));
    let minutes = minutes_to_read(&words.text) as u32;
    let elsewhere = (of != language).then(|| view! { <p class="notice" role="note">{missing_words(at, of)}</p> });
    let others = article.words.keys().copied().filter(|other| *other != of && *other != language);
    let others = others.map(|other| {
        let href = format!("/{}/{}", other.code(), article.page);
        view! { <a class="button button--small" hreflang=other.code() href=href>{other_language_words(at, other)}</a> }
    });
    let others = others.collect::<Vec<_>>();
    let related = related.into_iter().map(|article| view! { <Card language article /> }).collect::<Vec<_>>();
    view! {
        <PageHead language title=words.title.clone() description=words.lead.clone() />
        <PageAddresses languages=article.words.keys().copied().collect() page=article.page.clone() />
        {image.map(|image| view! { <Meta property="og:image" content=image /> })}
        // It is found under the address of its own language.
        {(of != language).then(|| view! { <Meta name="robots" content="noindex" /> })}
        <article class="article">
            {elsewhere}
            <header class="article__head" lang=of.code() dir=of.dir()>
                <h1 class="article__title">{words.title}</h1>
                <p class="article__lead">{words.lead}</p>
            </header>
            <p class="news__facts">
                {facts(at, language, &article)} " · " {td_string!(at, site.articles.minutes, count = minutes)}
            </p>
            {article.heard.get(&of).cloned().map(|file| view! { <Listen file words=td_string!(at, site.aloud_listen) /> })}
            <div class="prose" lang=of.code() dir=of.dir() inner_html=text></div>
            <p class="news__turns">
                {others}
                <a class="button button--small" href=format!("/{}/articles", language.code())>{td_string!(at, site.articles.all)}</a>
            </p>
        </article>
        {(!related.is_empty()).then(|| view! {
            <section class="band band--tint">
                <div class="band__inner">
                    <h2>{td_string!(at, site.articles.related)}</h2>
                    <div class="cards cards--articles">{related}</div>
                </div>
            </section>
        })}
    }
}

/// That an article is not there in the reader's language, and in which it follows.
fn missing_words(at: Locale, of: Language) -> &'static str {
    match of {
        Language::Ar => td_string!(at, site.articles.given_ar),
        Language::Fr => td_string!(at, site.articles.given_fr),
        Language::En => td_string!(at, site.articles.given_en),
    }
}
