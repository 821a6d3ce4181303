//! Articles at the desk: all of them, a new one, and what becomes of one as a whole.

mod fate;

use domain::{access::Verb, digits::to_latin_digits, language::Language, theme::Theme};
use leptos::prelude::*;
use leptos_i18n::td_string;
use leptos_router::hooks::use_query_map;
use store::{Article, PageStand};

pub use fate::ArticleFatePage;

use super::{AdminTabs, Entry, Pick, Reader, Returned, Wrongs, guarded, language_words, moment, pages::stand_words};
use crate::{api::Failure, i18n::Locale, site::theme_words};

/// Articles on one page of the list.
const LISTED: u64 = 50;
const LAST_PAGE: u64 = 10_000;

/// Every article, what was made last first.
#[component]
pub fn ArticlesDeskPage() -> impl IntoView {
    let returned = Returned::of_request();
    let page = use_query_map().with_untracked(|query| query.get("page"));
    let page = page.and_then(|page| to_latin_digits(&page).parse().ok()).unwrap_or(1).clamp(1, LAST_PAGE);
    guarded(
        |at| td_string!(at, admin.articles.title),
        Verb::WritePages,
        move |reader| async move { articles(reader, returned, page).await },
    )
}

async fn articles(reader: Reader, returned: Returned, page: u64) -> Result<AnyView, Failure> {
    let (at, here) = (reader.at, reader.here.clone());
    let (all, count) = here.store.articles(&here.centre, (page - 1) * LISTED, LISTED).await?;
    let pages: Vec<&str> = all.iter().map(|article| article.page.as_str()).collect();
    let stands = here.store.page_stands(&here.centre, &pages, (here.now)()).await?;
    let rows = all.iter().map(|article| {
        let stand = |language| stands.get(&(article.page.clone(), language)).cloned().unwrap_or_default();
        view! { <Row reader=reader.clone() article=article.clone() stands=Language::ALL.map(stand) /> }
    });
    let rows = rows.collect_view();
    let newer = (page > 1).then(|| turn(page - 1, td_string!(at, site.articles.newer)));
    let older = (page * LISTED < count).then(|| turn(page + 1, td_string!(at, site.articles.older)));
    Ok(view! {
        <AdminTabs at roles=reader.member.roles.clone() here="/staff/articles" />
        <p>{td_string!(at, admin.articles.lead)}</p>
        <New at returned />
        {(count == 0).then(|| view! { <p class="office__none">{td_string!(at, admin.articles.none)}</p> })}
        <ul class="entries">{rows}</ul>
        <p class="form__actions">{newer} {older}</p>
    }
    .into_any())
}

fn turn(page: u64, words: &'static str) -> impl IntoView {
    view! { <a class="button" href=format!("/staff/articles?page={page}")>{words}</a> }
}

#[component]
fn Row(reader: Reader, article: Article, stands: [PageStand; 3]) -> impl IntoView {
    let at = reader.at;
    let (language, title) = desk_title(&reader, &article);
    let when = match article.dated {
        _ if article.withdrawn => td_string!(at, admin.articles.withdrawn).to_owned(),
        Some(dated) => moment(&reader, dated),
        None => td_string!(at, admin.articles.unread).to_owned(),
    };
    let links = Language::ALL.into_iter().zip(stands).map(|(language, stand)| {
        view! {
            <a class="button button--small" href=format!("/staff/{}/{}", article.page, language.code())>
                {language_words(at, language)} " · " {stand_words(at, &stand, true)}
            </a>
        }
    });
    view! {
        <li class="entry">
            <span class="entry__what">
                <strong><bdi lang=language>{title}</bdi></strong>
                <span class="entry__more">{theme_words(at, article.theme)} " · " {when}</span>
            </span>
            <span class="entry__deeds">
                {links.collect_view()}
                <a class="button button--small" href=format!("/staff/{}", article.page)>{td_string!(at, admin.articles.settings)}</a>
            </span>
        </li>
    }
}

/// The title of an article in the language that whoever reads it knows best, and the code of that language; its address where
/// it has none.
fn desk_title(reader: &Reader, article: &Article) -> (Option<&'static str>, String) {
    let known = reader.language.then_others();
    let title = known.into_iter().find_map(|of| Some((Some(of.code()), article.titles.get(&of)?.clone())));
    title.unwrap_or_else(|| (None, article.page.clone()))
}

#[component]
fn New(at: Locale, returned: Returned) -> impl IntoView {
    let open = !returned.values.is_empty();
    view! {
        <details class="usual" open=open>
            <summary>{td_string!(at, admin.articles.begin)}</summary>
            <Wrongs at returned=returned.clone() />
            <form class="form" method="post" action="/staff/articles" novalidate autocomplete="off">
                <Entry at returned=returned.clone() name="slug" label=td_string!(at, admin.articles.slug) kind="text"
                    hint=td_string!(at, admin.articles.slug_hint) />
                <Pick at returned name="theme" label=td_string!(at, admin.articles.theme) options=themes(at) />
                <div class="form__actions">
                    <button class="button button--primary" type="submit">{td_string!(at, admin.articles.add)}</button>
                </div>
            </form>
        </details>
    }
}

fn themes(at: Locale) -> Vec<(String, String)> {
    Theme::ALL.map(|theme| (theme.as_str().to_owned(), theme_words(at, theme).to_owned())).to_vec()
}
