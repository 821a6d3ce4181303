//! An article is made, its theme set, taken from families or given back to them. Its words are written like a page's.

use app::{api::content::slugs, office::Wrong};
use axum::{
    extract::Path,
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};
use domain::{
    access::Verb,
    content::{ORIGINAL, article_page},
    language::Language,
    slug::slug_of,
    theme::Theme,
};

use super::{form::Typed, pages};
use crate::{at::At, now, state::AppState, unavailable::broken};

const LIST: &str = "/staff/articles";

pub async fn add(At(state): At, typed: Typed) -> Response {
    let member = match typed.sender(Verb::WritePages) {
        Ok(member) => member,
        Err(refusal) => return *refusal,
    };
    let Some(slug) = slug_of(typed.get("slug")) else {
        return typed.again(&state, LIST, vec![("slug", Wrong::NoSlug)]).await;
    };
    let theme = Theme::from_str_opt(typed.get("theme")).unwrap_or(Theme::Centre);
    let page = article_page(&slug);
    match state.here.store.add_article(&state.here.centre, &page, theme, member.id, now()).await {
        Ok(()) => Redirect::to(&format!("/staff/{page}/{}", ORIGINAL.code())).into_response(),
        Err(store::Error::SlugTaken) => typed.again(&state, LIST, vec![("slug", Wrong::ArticleTaken)]).await,
        Err(error) => broken(&error),
    }
}

pub async fn save(At(state): At, Path((slug, language)): Path<(String, String)>, typed: Typed) -> Response {
    let page = article_page(&slug);
    let Some(language) = Language::from_code(&language) else { return StatusCode::NOT_FOUND.into_response() };
    let member = match typed.sender(Verb::WritePages) {
        Ok(member) => member,
        Err(refusal) => return *refusal,
    };
    match state.here.store.article(&state.here.centre, &page).await {
        Ok(_) => pages::write(state, (&page, language), member, typed).await,
        Err(store::Error::NotFound) => StatusCode::NOT_FOUND.into_response(),
        Err(error) => broken(&error),
    }
}

pub async fn change(At(state): At, Path(slug): Path<String>, typed: Typed) -> Response {
    let member = match typed.sender(Verb::WritePages) {
        Ok(member) => member,
        Err(refusal) => return *refusal,
    };
    let (page, edit) = (article_page(&slug), (member.id, typed.edit(&member)));
    let address = format!("/staff/{page}");
    let (store, centre) = (&state.here.store, &state.here.centre);
    let done = if typed.ticked("withdraw") {
        let Ok(leads_to) = leads_to(&state, &typed, &page).await else {
            return typed.again(&state, &address, vec![("leads_to", Wrong::NoPage)]).await;
        };
        store.withdraw_article(centre, &page, leads_to.as_deref(), edit, now()).await
    } else if typed.ticked("back") {
        store.put_article_back(centre, &page, edit, now()).await
    } else {
        let Some(theme) = Theme::from_str_opt(typed.get("theme")) else {
            return StatusCode::BAD_REQUEST.into_response();
        };
        store.set_theme(centre, &page, theme, edit, now()).await
    };
    match done {
        Ok(()) => Redirect::to(&format!("{address}?saved")).into_response(),
        Err(store::Error::Stale) if typed.get("theme").is_empty() => {
            typed.again(&state, &address, vec![("", Wrong::Faster)]).await
        }
        Err(store::Error::Stale) => typed.clashes(&state, &address).await,
        Err(store::Error::NotFound) => StatusCode::NOT_FOUND.into_response(),
        Err(error) => broken(&error),
    }
}

/// Where whoever asks for the article is led: a page or another article of this site, however its address was typed.
async fn leads_to(state: &AppState, typed: &Typed, page: &str) -> Result<Option<String>, ()> {
    let typed = typed.get("leads_to");
    if typed.is_empty() {
        return Ok(None);
    }
    let path = typed.strip_prefix(state.here.site.as_str()).unwrap_or(typed).trim_matches('/');
    let beneath = path.split_once('/').filter(|(code, _)| Language::from_code(code).is_some());
    let to = beneath.map_or(path, |(_, rest)| rest);
    let known = to != page
        && (slugs().any(|slug| slug == to)
            || to == domain::content::ARTICLES
            || to == "book"
            || matches!(
                state.here.store.article_at(&state.here.centre, to, now()).await,
                Ok(Some(store::AtAddress::Shown(_)))
            ));
    if known { Ok(Some(to.to_owned())) } else { Err(()) }
}
