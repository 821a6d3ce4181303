//! Words in three languages, and the language of the page at hand.
#![allow(clippy::module_inception)] // the generated module has the same name

use domain::language::Language;

include!(concat!(env!("OUT_DIR"), "/i18n/mod.rs"));
pub use i18n::Locale;

/// The locale that holds a language's words.
pub fn locale(language: Language) -> Locale {
    match language {
        Language::Ar => Locale::ar,
        Language::Fr => Locale::fr,
        Language::En => Locale::en,
    }
}

/// The language of a locale's words.
pub fn language_of(at: Locale) -> Language {
    match at {
        Locale::ar => Language::Ar,
        Locale::fr => Language::Fr,
        Locale::en => Language::En,
    }
}

/// The language of a public page: the first segment of its path, and so of its document; Arabic where there is none.
pub fn use_language() -> Language {
    #[cfg(feature = "ssr")]
    return crate::here::language_of_request();
    #[cfg(not(feature = "ssr"))]
    return crate::browser::language_of_document();
}

/// The language of the document, as the server wrote it: that of the account on the desk.
pub fn language_of_page() -> Language {
    #[cfg(feature = "ssr")]
    return crate::here::language_of_staff();
    #[cfg(not(feature = "ssr"))]
    return crate::browser::language_of_document();
}
