//! What search engines ask: which pages there are, and which are not for them.

use app::api::content::slugs;
use axum::{
    http::header,
    response::{IntoResponse, Response},
};
use domain::language::Language;

use store::Which;

use crate::{at::At, now, unavailable::broken};

pub async fn robots(At(state): At) -> String {
    let private = [
        "/staff",
        "/api",
        "/live",
        "/feed",
        "/*/book",
        "/*/booked",
        "/*/search",
        "/*/appointment",
        "/*/waiting",
        "/*/offer",
    ];
    let rules = private.map(|path| format!("Disallow: {path}\n")).concat();
    format!("User-agent: *\n{rules}Sitemap: {}/sitemap.xml\n", state.here.site)
}

/// Articles in the map; a map has at most 50,000 addresses.
const ARTICLES: u64 = 5_000;

/// Every page to read and the newest articles, in every language, each naming its sisters.
pub async fn sitemap(At(state): At) -> Response {
    let site = &state.here.site;
    let articles = state.here.store.shown_articles(&state.here.centre, Which::default(), (0, ARTICLES), now()).await;
    let articles = match articles {
        Ok((articles, _)) => articles,
        Err(error) => return broken(&error),
    };
    let list = (!articles.is_empty()).then_some(domain::content::ARTICLES);
    let in_all = [""].into_iter().chain(slugs()).chain(list).map(|page| (page.to_owned(), Language::ALL.to_vec()));
    let written = articles.into_iter().map(|article| (article.page, article.words.into_keys().collect()));
    let pages = in_all.chain(written).map(|(page, languages)| entries(site, &page, &languages)).collect::<String>();
    let xml = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\" \
         xmlns:xhtml=\"http://www.w3.org/1999/xhtml\">\n{pages}</urlset>\n"
    );
    ([(header::CONTENT_TYPE, "application/xml")], xml).into_response()
}

/// A page in each of its languages.
fn entries(site: &str, page: &str, languages: &[Language]) -> String {
    let address = |language: &Language| format!("{site}/{}/{page}", language.code()).trim_end_matches('/').to_owned();
    let sister =
        |of: &Language| format!("<xhtml:link rel=\"alternate\" hreflang=\"{}\" href=\"{}\"/>", of.code(), address(of));
    let sisters: String = languages.iter().map(sister).collect();
    languages.iter().map(|of| format!("<url><loc>{}</loc>{sisters}</url>\n", address(of))).collect()
}
