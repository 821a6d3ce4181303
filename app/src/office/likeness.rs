use leptos_i18n::td_string;
use store::Likeness;

use crate::i18n::Locale;

/// What speaks for two being one person.
pub fn likeness_words(at: Locale, likeness: Option<Likeness>) -> &'static str {
    match likeness {
        Some(Likeness::Contact) => td_string!(at, people.same.contact),
        Some(Likeness::Mailbox) => td_string!(at, people.same.mailbox),
        Some(Likeness::Telephone) => td_string!(at, people.same.telephone),
        None => td_string!(at, people.same.nothing),
    }
}
