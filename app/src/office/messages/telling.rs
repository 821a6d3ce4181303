//! Words that would tell whoever reads over a shoulder where somebody goes.

use std::collections::BTreeSet;

use domain::{fold::fold, language::Language};
use leptos_i18n::td_string;

use crate::{api::Failure, here::Here, i18n::locale};

/// Names of the centre and of what it does, as they are compared.
pub struct Telling(BTreeSet<String>);

impl Telling {
    /// Those of a centre: its own names and the usual one, its services, and the words of its work.
    ///
    /// # Errors
    /// Those of the store.
    pub async fn of(here: &Here) -> Result<Self, Failure> {
        let says = here.store.centre_says(here.centre.id, (here.now)()).await?;
        let mut words: Vec<String> = says.texts.into_values().map(|text| text.name).collect();
        for language in Language::ALL {
            let at = locale(language);
            words.extend(here.store.service_names(&here.centre, language).await?.into_values());
            words.push(td_string!(at, site.name).to_owned());
            words.extend(td_string!(at, admin.messages.telling_words).split_whitespace().map(str::to_owned));
        }
        Ok(Self::from_words(&words))
    }

    fn from_words(words: &[String]) -> Self {
        Self(words.iter().map(|word| fold(word)).filter(|word| word.chars().count() > 2).collect())
    }

    /// The words that a text says.
    pub fn said_in(&self, text: &str) -> Vec<&str> {
        let text = fold(text);
        self.0.iter().filter(|word| text.contains(word.as_str())).map(String::as_str).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::Telling;

    #[test]
    fn a_text_that_names_the_centre_or_its_work_is_found() {
        let words = ["وفاق", "Wifaq", "médiation", "", "لا"].map(str::to_owned);
        let telling = Telling::from_words(&words);
        assert_eq!(telling.said_in("Votre MEDIATION à wifaq"), ["mediation", "wifaq"]);
        assert_eq!(telling.said_in("موعدكم في وِفاق"), ["وفاق"]);
        assert!(telling.said_in("لا، موعدكم يوم الثلاثاء").is_empty());
    }
}
