//! What the centre says of itself, as the page at hand may tell it: its own words where it has some, the usual ones elsewhere.

use std::sync::Arc;

use domain::language::Language;
use leptos::prelude::use_context;
use leptos_i18n::td_string;
use store::{CentreSays, CentreText};

use crate::{here::here, i18n::locale};

/// What the server read for this request; what it knows anyway where it could not.
pub fn says() -> Arc<CentreSays> {
    let read = use_context::<http::request::Parts>().and_then(|parts| parts.extensions.get().cloned());
    read.unwrap_or_else(|| {
        let centre = here().ok().map(|here| here.centre.clone());
        let told = |store::Centre { phone, email, official_pages, .. }| CentreSays {
            phone,
            email,
            official_pages,
            ..CentreSays::default()
        };
        centre.map(told).unwrap_or_default().into()
    })
}

/// The centre's own words in this language; else those that it has in another one, for they are truer than the usual ones.
pub fn own(says: &CentreSays, language: Language, of: fn(&CentreText) -> &String) -> Option<(Language, String)> {
    let said =
        |language| Some((language, says.texts.get(&language).map(of)?.clone())).filter(|(_, text)| !text.is_empty());
    said(language).or_else(|| Language::ALL.into_iter().find_map(said))
}

/// What a centre is called, and what its articles are, where there is no page at hand.
pub fn site_words(says: Option<&CentreSays>, language: Language) -> (String, String) {
    let at = locale(language);
    let own = says.and_then(|says| own(says, language, |text| &text.name));
    let name = own.map_or_else(|| td_string!(at, site.name).to_owned(), |(_, name)| name);
    (name, td_string!(at, site.articles.title).to_owned())
}

/// What the centre is called.
pub fn centre_name(language: Language) -> String {
    let own = own(&says(), language, |text| &text.name);
    own.map_or_else(|| td_string!(locale(language), site.name).to_owned(), |(_, name)| name)
}

/// Where it is.
pub fn centre_address(language: Language) -> String {
    let own = own(&says(), language, |text| &text.address);
    own.map_or_else(|| td_string!(locale(language), site.address).to_owned(), |(_, address)| address)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_in_another_language_are_truer_than_the_usual_ones() {
        let of = |name: &str| CentreText { name: name.into(), ..CentreText::default() };
        let mut says = CentreSays::default();
        let name = |says: &CentreSays, language| own(says, language, |text| &text.name).map(|(_, name)| name);
        assert_eq!(name(&says, Language::Fr), None);
        says.texts = [(Language::Ar, of("")), (Language::En, of("House"))].into();
        assert_eq!(name(&says, Language::Fr).as_deref(), Some("House"));
        says.texts.insert(Language::Fr, of("Maison"));
        assert_eq!(name(&says, Language::Fr).as_deref(), Some("Maison"));
    }
}
