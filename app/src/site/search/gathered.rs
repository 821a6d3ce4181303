//! What answers a question, from wherever it stands.

use std::{
    cmp::Reverse,
    collections::BTreeSet,
    sync::{Arc, Mutex, PoisonError},
};

use domain::{
    finding::{Weights, score, weigh},
    language::Language,
};
use leptos_i18n::td_string;
use store::CentreSays;

use crate::{
    api::{
        Failure,
        booking::read::services,
        content::{PageText, page, slugs},
    },
    here::Here,
    i18n::locale,
    site::{filled, theme_words},
    ui::long_day,
    written::written,
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

/// A page to read as families see it, and what its words weigh.
struct Weighed {
    slug: &'static str,
    of: Language,
    title: String,
    lead: String,
    weights: Weights,
}

/// Pages are weighed anew when the centre says something else of itself; so many centres are remembered.
const CENTRES: usize = 8;

type Kept = (Arc<CentreSays>, Arc<Vec<Weighed>>);
static KEPT: Mutex<Vec<Kept>> = Mutex::new(Vec::new());

fn weighed(says: &Arc<CentreSays>) -> Arc<Vec<Weighed>> {
    let kept = || KEPT.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some((_, pages)) = kept().iter().find(|(of, _)| Arc::ptr_eq(of, says)) {
        return pages.clone();
    }
    let pages = Arc::new(weigh_all(says));
    let mut kept = kept();
    if kept.len() >= CENTRES {
        kept.remove(0);
    }
    kept.push((says.clone(), pages.clone()));
    pages
}

fn weigh_all(says: &CentreSays) -> Vec<Weighed> {
    let all = slugs().flat_map(|slug| Language::ALL.map(|of| (slug, of)));
    let weighed = all.filter_map(|(slug, of)| {
        let own = says.pages.get(&(slug.to_owned(), of)).map(|words| written(of, words));
        let PageText { title, lead, html, .. } = own.or_else(|| page(of, slug).ok())?;
        let weights = weigh(&title, &lead, &bare(&filled(&html, of, says)));
        Some(Weighed { slug, of, title, lead, weights })
    });
    weighed.collect()
}

/// What a page says, without its tags.
fn bare(html: &str) -> String {
    let parts = html.split('<').map(|part| part.split_once('>').map_or(part, |(_, text)| text));
    let text = parts.collect::<Vec<_>>().join(" ");
    ["&amp;", "&quot;", "&#39;", "&#x27;", "&lt;", "&gt;"].iter().fold(text, |text, sign| text.replace(sign, " "))
}

/// The best answers first: each page and article once, in the reader's language where it answers in it.
pub async fn gather(
    here: &Here,
    language: Language,
    asked: &[String],
    says: &Arc<CentreSays>,
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
fn pages(language: Language, asked: &[String], says: &Arc<CentreSays>) -> Vec<Found> {
    let facts = td_string!(locale(language), site.search.page);
    let found = |page: &Weighed| {
        Some(Found {
            of: page.of,
            href: format!("/{}/{}", page.of.code(), page.slug),
            title: page.title.clone(),
            lead: page.lead.clone(),
            facts: facts.to_owned(),
            score: score(&page.weights, asked)?,
        })
    };
    weighed(says).iter().filter_map(found).collect()
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
    use store::{HelpLine, PageWords};

    use super::*;

    fn hrefs(language: Language, question: &str, says: CentreSays) -> Vec<String> {
        best(language, pages(language, &asked(question), &says.into())).into_iter().map(|of| of.href).collect()
    }

    #[test]
    fn pages_are_found_in_each_language_by_any_form_of_a_word() {
        for (language, question, href) in [
            (Language::Ar, "الوساطه", "/ar/mediation"),
            (Language::Ar, "خَطَر", "/ar/danger"),
            (Language::Fr, "mediations", "/fr/mediation"),
            (Language::Fr, "DANGERS", "/fr/danger"),
            (Language::En, "dangers", "/en/danger"),
            // Somebody who writes another language than they read here.
            (Language::Fr, "الوساطة", "/ar/mediation"),
        ] {
            let found = hrefs(language, question, CentreSays::default());
            assert!(found.iter().take(3).any(|found| found == href), "{question}: {found:?}");
        }
        assert_eq!(hrefs(Language::Fr, "xylophone", CentreSays::default()), Vec::<String>::new());
    }

    #[test]
    fn a_page_in_the_words_of_the_centre_is_found_by_those_and_once() {
        let words = PageWords { title: "Le jardin".into(), lead: "Nous.".into(), text: "Du xylophone.".into() };
        let says = CentreSays { pages: [(("about".into(), Language::Fr), words)].into(), ..CentreSays::default() };
        assert_eq!(hrefs(Language::Fr, "xylophones", says.clone()), ["/fr/about"]);
        let all = hrefs(Language::Fr, "contact", says);
        let pages: BTreeSet<String> = all.iter().map(|href| beneath(href)).collect();
        assert_eq!(all.len(), pages.len(), "{all:?}");
    }

    #[test]
    fn the_numbers_to_call_are_found_as_families_read_them() {
        for (language, question) in
            [(Language::Fr, "8350"), (Language::Fr, "gendarmes"), (Language::Ar, "الدرك"), (Language::Ar, "8350")]
        {
            let found = hrefs(language, question, CentreSays::default());
            assert!(found.contains(&format!("/{}/danger", language.code())), "{question}: {found:?}");
        }
        let words = Language::ALL.map(|language| (language, "Xylophones".to_owned())).into();
        let help = vec![HelpLine { number: "0535000000".into(), words }];
        let own = CentreSays { help, ..CentreSays::default() };
        assert_eq!(hrefs(Language::Fr, "xylophone", own.clone()), ["/fr/danger"]);
        assert!(!hrefs(Language::Fr, "8350", own).contains(&"/fr/danger".to_owned()), "what is not shown is not found");
    }
}
