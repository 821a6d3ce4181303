use domain::{digits::to_latin_digits, language::Language, theme::Theme};
use leptos::prelude::*;
use leptos_i18n::td_string;
use leptos_meta::Link;
use leptos_router::hooks::use_query_map;
use store::Which;

use super::{ON_A_PAGE, card::Card, theme_words};
use crate::{
    api::Failure,
    here::{Here, here},
    i18n::{locale, use_language},
    site::{addresses::PageAddresses, page_head::PageHead},
    ui::missing,
};

/// Beyond it nobody turns pages.
const LAST_PAGE: u64 = 10_000;

/// All articles, the newest first, or those of a theme.
#[component]
pub fn ArticlesPage() -> impl IntoView {
    let language = use_language();
    let at = locale(language);
    let (theme, page) = use_query_map().with_untracked(|query| (query.get("theme"), query.get("page")));
    let theme = theme.as_deref().and_then(Theme::from_str_opt);
    let page = page.and_then(|page| to_latin_digits(&page).parse().ok()).unwrap_or(1).clamp(1, LAST_PAGE);
    let here = here();
    let query = address_query(theme, page);
    view! {
        <PageHead
            language
            title=td_string!(at, site.articles.title).to_owned()
            description=td_string!(at, site.articles.lead).to_owned()
        />
        <PageAddresses languages=Language::ALL.to_vec() page=domain::content::ARTICLES query />
        <Link rel="alternate" type_="application/atom+xml" href=format!("/{}/articles.atom", language.code()) />
        <div class="band">
            <div class="band__inner">
                <h1>{td_string!(at, site.articles.title)}</h1>
                <p class="article__lead">{td_string!(at, site.articles.lead)}</p>
                <Themes language theme />
                <Suspense>{Suspend::new(async move { found(here, language, theme, page).await })}</Suspense>
            </div>
        </div>
    }
}

async fn found(here: Result<Here, Failure>, language: Language, theme: Option<Theme>, page: u64) -> AnyView {
    let at = locale(language);
    let Ok(here) = here else { return missing(language, Failure::Server) };
    let span = ((page - 1) * ON_A_PAGE, ON_A_PAGE);
    let Ok((articles, count)) =
        here.store.shown_articles(&here.centre, Which { theme, language: None }, span, (here.now)()).await
    else {
        return missing(language, Failure::Server);
    };
    if articles.is_empty() {
        return view! { <p class="news__none">{td_string!(at, site.articles.none)}</p> }.into_any();
    }
    let address = |page: u64| format!("/{}/articles{}", language.code(), address_query(theme, page));
    let newer = (page > 1).then(
        || view! { <a class="button" rel="prev" href=address(page - 1)>{td_string!(at, site.articles.newer)}</a> },
    );
    let older = (page * ON_A_PAGE < count).then(
        || view! { <a class="button" rel="next" href=address(page + 1)>{td_string!(at, site.articles.older)}</a> },
    );
    let turns = newer.is_some() || older.is_some();
    view! {
        <div class="cards cards--articles">{articles.into_iter().map(|article| view! { <Card language article high=true /> }).collect_view()}</div>
        {turns.then(|| view! { <nav class="news__turns" aria-label=td_string!(at, site.articles.turns)>{newer} {older}</nav> })}
    }
    .into_any()
}

/// What tells one page of a list from the others.
fn address_query(theme: Option<Theme>, page: u64) -> String {
    let theme = theme.map(|theme| format!("theme={}", theme.as_str()));
    let page = (page > 1).then(|| format!("page={page}"));
    let parts: Vec<String> = theme.into_iter().chain(page).collect();
    if parts.is_empty() { String::new() } else { format!("?{}", parts.join("&")) }
}

/// What the list can be narrowed to.
#[component]
fn Themes(language: Language, theme: Option<Theme>) -> impl IntoView {
    let at = locale(language);
    let base = format!("/{}/articles", language.code());
    let all = [None].into_iter().chain(Theme::ALL.map(Some));
    let links = all.map(|of| {
        let (href, words) = match of {
            None => (base.clone(), td_string!(at, site.articles.all_themes)),
            Some(of) => (format!("{base}?theme={}", of.as_str()), theme_words(at, of)),
        };
        view! { <li><a class="news__theme" href=href aria-current=(of == theme).then_some("true")>{words}</a></li> }
    });
    view! { <nav aria-label=td_string!(at, site.articles.themes)><ul class="news__themes">{links.collect_view()}</ul></nav> }
}
