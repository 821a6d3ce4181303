//! The newest articles for a feed reader: an Atom feed (RFC 4287) for each language, of what is written in it.

use app::site_words;
use axum::{
    extract::Path,
    http::{StatusCode, header},
    response::{IntoResponse, Response},
};
use domain::{content::ARTICLES, language::Language};
use jiff::Timestamp;
use store::{ShownArticle, Which};

use crate::{at::At, now, unavailable::broken};

/// Articles in a feed.
const NEWEST: u64 = 30;

pub async fn read(At(state): At, Path(locale): Path<String>) -> Response {
    let Some(language) = Language::from_code(&locale) else { return StatusCode::NOT_FOUND.into_response() };
    let (store, centre, site) = (&state.here.store, &state.here.centre, &state.here.site);
    let written = Which { language: Some(language), theme: None };
    let (articles, _) = match store.shown_articles(centre, written, (0, NEWEST), now()).await {
        Ok(found) => found,
        Err(error) => return broken(&error),
    };
    let says = state.said.by(centre.id).await;
    let (name, title) = site_words(says.as_deref(), language);
    let entries: String = articles.iter().map(|article| entry(site, language, article)).collect();
    // One without entries has changed when nobody knows; readers want a moment.
    let updated = articles.iter().map(|article| updated(language, article)).max().unwrap_or(Timestamp::UNIX_EPOCH);
    let (code, list) = (language.code(), format!("{site}/{locale}/{ARTICLES}"));
    let feed = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"{code}\">\n\
         <id>{list}</id>\n<title>{} · {}</title>\n<updated>{updated}</updated>\n<author><name>{}</name></author>\n\
         <link rel=\"self\" type=\"application/atom+xml\" href=\"{list}.atom\"/>\n<link rel=\"alternate\" \
         type=\"text/html\" href=\"{list}\"/>\n{entries}</feed>\n",
        escaped(&title),
        escaped(&name),
        escaped(&name),
    );
    ([(header::CONTENT_TYPE, "application/atom+xml; charset=utf-8")], feed).into_response()
}

fn entry(site: &str, language: Language, article: &ShownArticle) -> String {
    let words = article.words.get(&language).cloned().unwrap_or_default();
    let address = format!("{site}/{}/{}", language.code(), article.page);
    format!(
        "<entry><id>{address}</id><title>{}</title><updated>{}</updated><link rel=\"alternate\" type=\"text/html\" \
         href=\"{address}\"/><category term=\"{}\"/><summary>{}</summary></entry>\n",
        escaped(&words.title),
        updated(language, article),
        article.theme.as_str(),
        escaped(&words.lead),
    )
}

/// Since when it says what it says.
fn updated(language: Language, article: &ShownArticle) -> Timestamp {
    article.since.get(&language).copied().unwrap_or(article.dated)
}

/// Text of a document in XML, without the letters that XML cannot have.
fn escaped(text: &str) -> String {
    let allowed = text.chars().filter(|c| !c.is_control() || matches!(c, '\n' | '\t'));
    let escaped = allowed.map(|c| match c {
        '&' => "&amp;".to_owned(),
        '<' => "&lt;".to_owned(),
        '>' => "&gt;".to_owned(),
        '\u{fffe}' | '\u{ffff}' => String::new(),
        c => c.to_string(),
    });
    escaped.collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::theme::Theme;
    use store::PageWords;

    #[test]
    fn what_is_typed_is_text_in_a_feed() {
        let words = PageWords { title: "A < B & \u{1}\u{ffff}C".into(), lead: "</entry>".into(), text: String::new() };
        let article = ShownArticle {
            page: "articles/a".into(),
            theme: Theme::Rights,
            dated: "2026-11-20T08:00:00Z".parse().unwrap(),
            since: [(Language::Fr, "2026-11-28T08:00:00Z".parse().unwrap())].into(),
            words: [(Language::Fr, words)].into(),
            covers: [].into(),
            heard: [].into(),
        };
        assert_eq!(
            entry("https://wifaq.example", Language::Fr, &article),
            "<entry><id>https://wifaq.example/fr/articles/a</id><title>A &lt; B &amp; C</title>\
             <updated>2026-11-28T08:00:00Z</updated><link rel=\"alternate\" type=\"text/html\" \
             href=\"https://wifaq.example/fr/articles/a\"/><category term=\"rights\"/><summary>&lt;/entry&gt;</summary></entry>\n"
        );
    }
}
