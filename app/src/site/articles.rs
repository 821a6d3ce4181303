//! Articles as families read them: the list, one of them, and what is new.

mod card;
mod list;
mod one;
mod withdrawn;

use domain::{language::Language, theme::Theme};
use leptos_i18n::td_string;
use store::{PageWords, ShownArticle};

pub(crate) use card::Latest;
pub(crate) use list::ArticlesPage;
pub(crate) use one::ArticlePage;

use crate::i18n::Locale;

/// Articles on one page of the list.
pub(crate) const ON_A_PAGE: u64 = 12;

/// What an article is about.
pub fn theme_words(at: Locale, theme: Theme) -> &'static str {
    match theme {
        Theme::Centre => td_string!(at, site.articles.theme.centre),
        Theme::Mediation => td_string!(at, site.articles.theme.mediation),
        Theme::Couple => td_string!(at, site.articles.theme.couple),
        Theme::Children => td_string!(at, site.articles.theme.children),
        Theme::Separation => td_string!(at, site.articles.theme.separation),
        Theme::Rights => td_string!(at, site.articles.theme.rights),
    }
}

/// An article as whoever reads `language` is shown it: in that language, or in the next that they may read.
pub fn as_read(article: &ShownArticle, language: Language) -> Option<(Language, &PageWords)> {
    language.then_others().into_iter().find_map(|of| Some((of, article.words.get(&of)?)))
}

/// That words are in another language.
pub fn other_language_words(at: Locale, of: Language) -> &'static str {
    match of {
        Language::Ar => td_string!(at, site.articles.in_ar),
        Language::Fr => td_string!(at, site.articles.in_fr),
        Language::En => td_string!(at, site.articles.in_en),
    }
}
