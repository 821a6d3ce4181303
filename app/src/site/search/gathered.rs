//! What answers a question, from wherever it stands.

use std::{
    cmp::Reverse,
    collections::{BTreeMap, BTreeSet},
    sync::LazyLock,
};

use domain::{
    finding::{Weights, score, weigh},
    language::Language,
};
use leptos_i18n::td_string;
use store::{CentreSays, PageWords};

use crate::{
    api::{Failure, booking::read::services, content::slugs},
    here::Here,
    i18n::locale,
    site::theme_words,
    ui::long_day,
    written::usual_words,
};

/// Answers that are shown.
const SHOWN: usize = 20;

/// Something that answers a question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// The language that it is in.
    pub of: Language,
    pub href: String,
    pub title: String,
    pub lead: String,
    /// What it is.
    pub facts: String,
    score: i64,
}

/// Pages by address and language.
type Usual = BTreeMap<(&'static str, Language), (PageWords, Weights)>;

/// The pages that the program brings, with what their words weigh.
static USUAL: LazyLock<Usual> = LazyLock::new(|| {
    let all = slugs().flat_map(|slug| Language::ALL.map(|language| (slug, language)));
    let weighed = all.filter_map(|(slug, language)| {
        let words = usual_words(language, slug)?;
        let weights = weights_of(&words);
        Some(((slug, language), (words, weights)))
    });
    weighed.collect()
});

fn weights_of(words: &PageWords) -> Weights {
    weigh(&words.title, &words.lead, &words.text)
}

/// The best answers first: each page and article once, in the reader's language where it answers in it.
pub async fn gather(
    here: &Here,
    language: Language,
    asked: &[String],
    says: &CentreSays,
) -> Result<Vec<Found>, Failure> {
    if asked.is_empty() {
        return Ok(Vec::new());
    }
    let at = locale(language);
    let mut found = pages(language, asked, says);
    for service in services(here, language).await? {
        if let Some(score) = score(&weigh(&service.name, &service.summary, ""), asked) {
            found.push(Found {
                of: language,
                href: format!("/{}/book?service={}", language.code(), service.slug),
                title: service.name,
                lead: service.summary,
                facts: td_string!(at, site.search.service).to_owned(),
                score,
            });
        }
    }
    for article in here.store.find_articles(&here.centre, asked, (here.now)()).await? {
        let day = long_day(language, here.centre.zone.to_datetime(article.dated).date());
        found.push(Found {
            of: article.language,
            href: format!("/{}/{}", article.language.code(), article.page),
            title: article.title,
            lead: article.lead,
            facts: format!("{} · {day}", theme_words(at, article.theme)),
            score: article.score,
        });
    }
    Ok(best(language, found))
}

/// Pages to read, in the centre's own words where it has written some.
fn pages(language: Language, asked: &[String], says: &CentreSays) -> Vec<Found> {
    let at = locale(language);
    let page = |(slug, of): &(&'static str, Language), (usual, weights): &(PageWords, Weights)| {
        let own = says.pages.get(&((*slug).to_owned(), *of));
        let score = match own {
            Some(words) => score(&weights_of(words), asked),
            None => score(weights, asked),
        };
        let words = own.unwrap_or(usual);
        Some(Found {
            of: *of,
            href: format!("/{}/{slug}", of.code()),
            title: words.title.clone(),
            lead: words.lead.clone(),
            facts: td_string!(at, site.search.page).to_owned(),
            score: score?,
        })
    };
    USUAL.iter().filter_map(|(key, usual)| page(key, usual)).collect()
}

fn best(language: Language, mut found: Vec<Found>) -> Vec<Found> {
    let own: BTreeSet<String> = found.iter().filter(|of| of.of == language).map(|of| beneath(&of.href)).collect();
    found.sort_by_cached_key(|of| (Reverse(of.score), of.of != language, of.href.clone()));
    let mut seen = BTreeSet::new();
    found.retain(|of| {
        let page = beneath(&of.href);
        (of.of == language || !own.contains(&page)) && seen.insert(page)
    });
    found.truncate(SHOWN);
    found
}

/// An address without its language.
fn beneath(href: &str) -> String {
    href.splitn(3, '/').nth(2).unwrap_or_default().to_owned()
}

#[cfg(test)]
mod tests {
    use domain::finding::asked;

    use super::*;

    fn hrefs(language: Language, question: &str, says: &CentreSays) -> Vec<String> {
        best(language, pages(language, &asked(question), says)).into_iter().map(|of| of.href).collect()
    }

    #[test]
    fn pages_are_found_in_each_language_by_any_form_of_a_word() {
        let says = CentreSays::default();
        for (language, question, href) in [
            (Language::Ar, "الوساطه", "/ar/mediation"),
            (Language::Ar, "خَطَر", "/ar/danger"),
            (Language::Fr, "mediations", "/fr/mediation"),
            (Language::Fr, "DANGERS", "/fr/danger"),
            (Language::En, "dangers", "/en/danger"),
            // Somebody who writes another language than they read here.
            (Language::Fr, "الوساطة", "/ar/mediation"),
        ] {
            let found = hrefs(language, question, &says);
            assert!(found.iter().take(3).any(|found| found == href), "{question}: {found:?}");
        }
        assert_eq!(hrefs(Language::Fr, "xylophone", &says), Vec::<String>::new());
    }

    #[test]
    fn a_page_in_the_words_of_the_centre_is_found_by_those_and_once() {
        let words = PageWords { title: "Le jardin".into(), lead: "Nous.".into(), text: "Du xylophone.".into() };
        let says = CentreSays { pages: [(("about".into(), Language::Fr), words)].into(), ..CentreSays::default() };
        assert_eq!(hrefs(Language::Fr, "xylophones", &says), ["/fr/about"]);
        let all = hrefs(Language::Fr, "contact", &says);
        let pages: BTreeSet<String> = all.iter().map(|href| beneath(href)).collect();
        assert_eq!(all.len(), pages.len(), "{all:?}");
    }
}
