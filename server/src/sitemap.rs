//! What search engines ask: which pages there are, and which are not for them.

use app::api::content::slugs;
use axum::{
    http::header,
    response::{IntoResponse, Response},
};
use domain::language::Language;

use crate::{at::At, now, unavailable::broken};

pub async fn robots(At(state): At) -> String {
    let private =
        ["/staff", "/api", "/live", "/feed", "/*/book", "/*/booked", "/*/appointment", "/*/waiting", "/*/offer"];
    let rules = private.map(|path| format!("Disallow: {path}\n")).concat();
    format!("User-agent: *\n{rules}Sitemap: {}/sitemap.xml\n", state.here.site)
}

/// Articles in the map; a map has at most 50,000 addresses.
const ARTICLES: u64 = 5_000;

/// Every page to read and the newest articles, in every language, each naming its sisters.
pub async fn sitemap(At(state): At) -> Response {
    let site = &state.here.site;
    let articles = state.here.store.shown_articles(&state.here.centre, None, (0, ARTICLES), now()).await;
    let articles = match articles {
        Ok((articles, _)) => articles,
        Err(error) => return broken(&error),
    };
    let list = (!articles.is_empty()).then(|| domain::content::ARTICLES.to_owned());
    let articles = list.into_iter().chain(articles.into_iter().map(|article| article.page));
    let pages = slugs().map(str::to_owned).chain(articles);
    let slugs = std::iter::once(String::new()).chain(pages.map(|page| format!("/{page}")));
    let pages = slugs.flat_map(|slug| Language::ALL.map(|language| entry(site, language, &slug))).collect::<String>();
    let xml = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\" \
         xmlns:xhtml=\"http://www.w3.org/1999/xhtml\">\n{pages}</urlset>\n"
    );
    ([(header::CONTENT_TYPE, "application/xml")], xml).into_response()
}

fn entry(site: &str, language: Language, slug: &str) -> String {
    let sisters = Language::ALL.map(|other| {
        let code = other.code();
        format!("<xhtml:link rel=\"alternate\" hreflang=\"{code}\" href=\"{site}/{code}{slug}\"/>")
    });
    format!("<url><loc>{site}/{}{slug}</loc>{}</url>\n", language.code(), sisters.concat())
}
