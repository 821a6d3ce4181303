//! Everything public by its words: pages to read, articles and services, in the reader's language first.

mod gathered;

use domain::{
    finding::{LONGEST_QUESTION, asked},
    language::Language,
};
use http::{HeaderValue, header};
use leptos::prelude::*;
use leptos_axum::ResponseOptions;
use leptos_i18n::td_string;
use leptos_meta::Meta;
use leptos_router::hooks::use_query_map;

use self::gathered::{Found, gather};
use super::articles::other_language_words;
use crate::{
    api::Failure,
    here::here,
    i18n::{locale, use_language},
    says::says,
    ui::{missing, set_title},
};

/// The question, and what answers it.
#[component]
pub fn SearchPage() -> impl IntoView {
    let language = use_language();
    let at = locale(language);
    let question = use_query_map().with_untracked(|query| query.get("q")).unwrap_or_default();
    let question: String = question.trim().chars().take(LONGEST_QUESTION).collect();
    // What somebody asked is theirs: neither the title nor a cache keeps it.
    set_title(td_string!(at, site.search.title));
    if let Some(answer) = use_context::<ResponseOptions>()
        && !question.is_empty()
    {
        answer.insert_header(header::CACHE_CONTROL, HeaderValue::from_static("private, no-store"));
    }
    let (here, says, typed) = (here(), says(), question.clone());
    let answer = (!question.is_empty()).then(|| {
        view! {
            <Suspense>
                {Suspend::new(async move {
                    let found = match &here {
                        Ok(here) => gather(here, language, &asked(&question), &says).await,
                        Err(_) => Err(Failure::Server),
                    };
                    match found {
                        Ok(found) => view! { <Answer language found /> }.into_any(),
                        Err(failure) => missing(language, failure),
                    }
                })}
            </Suspense>
        }
    });
    view! {
        <Meta name="description" content=td_string!(at, site.search.hint) />
        <div class="band">
            <div class="band__inner">
                <h1>{td_string!(at, site.search.title)}</h1>
                <SearchForm language typed />
                {answer}
            </div>
        </div>
    }
}

/// The field that a question is typed into. No browser offers it to the next person who types.
#[component]
fn SearchForm(language: Language, #[prop(optional)] typed: String) -> impl IntoView {
    let at = locale(language);
    view! {
        <form class="search" role="search" method="get" action=format!("/{}/search", language.code()) autocomplete="off">
            <label class="field__label" for="q">{td_string!(at, site.search.label)}</label>
            <div class="search__row">
                <input class="field__input" id="q" name="q" type="search" dir="auto" value=typed maxlength=LONGEST_QUESTION
                    autocomplete="off" enterkeyhint="search" aria-describedby="q-hint" />
                <button class="button button--primary" type="submit">{td_string!(at, site.search.search)}</button>
            </div>
            <p class="field__hint" id="q-hint">{td_string!(at, site.search.hint)}</p>
        </form>
    }
}

#[component]
fn Answer(language: Language, found: Vec<Found>) -> impl IntoView {
    let at = locale(language);
    if found.is_empty() {
        let ways = [
            ("questions", td_string!(at, site.nav.questions)),
            ("articles", td_string!(at, site.articles.title)),
            ("contact", td_string!(at, site.nav.contact)),
        ];
        let ways = ways.map(|(page, words)| {
            view! { <a class="button" href=format!("/{}/{page}", language.code())>{words}</a> }
        });
        return view! {
            <div role="status">
                <p><strong>{td_string!(at, site.search.none)}</strong></p>
                <p>{td_string!(at, site.search.none_text)}</p>
            </div>
            <p class="news__turns">{ways.collect_view()}</p>
        }
        .into_any();
    }
    let count = found.len() as u32;
    let rows = found.into_iter().map(|found| view! { <Row language found /> });
    view! {
        <p class="found__count" role="status">{td_string!(at, site.search.found, count = count)}</p>
        <ol class="found">{rows.collect_view()}</ol>
    }
    .into_any()
}

#[component]
fn Row(language: Language, found: Found) -> impl IntoView {
    let Found { of, href, title, lead, facts, .. } = found;
    let elsewhere = (of != language).then(|| {
        view! { <span class="news__mark">{other_language_words(locale(language), of)}</span> }
    });
    view! {
        <li class="card">
            <h2 class="card__title" lang=of.code() dir=of.dir()>
                <a class="card__link" href=href hreflang=of.code()>{title}</a>
            </h2>
            <p class="news__facts">{facts} {elsewhere}</p>
            <p class="card__text" lang=of.code() dir=of.dir()>{lead}</p>
        </li>
    }
}
