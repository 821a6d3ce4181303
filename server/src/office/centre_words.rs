//! What the centre says of itself, and whom families are told to call in danger.

use std::collections::BTreeMap;

use app::office::{AccountWrong, CENTRE_WORDS, CENTRE_WORDS_MOST, HELP_LINES, Wrong};
use axum::response::{IntoResponse, Redirect, Response};
use domain::{access::Verb, help_number::help_number, language::Language, typed::clean};
use store::{CentreText, HelpLine};

use super::form::{Fields, Typed, Wrongs};
use crate::{at::At, now, unavailable::broken};

const WORDS_PAGE: &str = "/staff/centre/words";
const HELP_PAGE: &str = "/staff/centre/help";
/// Characters of what a number answers as.
const LONGEST_HELP: usize = 120;

/// Saves name, address, way and hours in every language.
pub async fn save_words(At(state): At, typed: Typed) -> Response {
    let edit = match typed.sender(Verb::ManageCentre) {
        Ok(member) => typed.edit(&member),
        Err(refusal) => return *refusal,
    };
    let texts = match read_words(&typed) {
        Ok(texts) => texts,
        Err(wrong) => return typed.again(&state, WORDS_PAGE, wrong).await,
    };
    match state.here.store.save_centre_texts(&state.here.centre, &texts, edit, now().as_second()).await {
        Ok(()) => Redirect::to("/staff/centre/words?saved").into_response(),
        Err(store::Error::Stale) => typed.clashes(&state, WORDS_PAGE).await,
        Err(error) => broken(&error),
    }
}

fn read_words(typed: &Typed) -> Result<BTreeMap<Language, CentreText>, Wrongs> {
    let mut fields = Fields::of(typed);
    let texts = CENTRE_WORDS.map(|(language, names)| {
        let mut read = |n: usize| clean_lines(&fields.text_or_none(names[n], CENTRE_WORDS_MOST[n]));
        (language, CentreText { name: read(0), address: read(1), way: read(2), hours: read(3) })
    });
    fields.read(texts.into())
}

/// Lines as they are kept, without those that would be empty at either end.
fn clean_lines(text: &str) -> String {
    text.lines().map(clean).collect::<Vec<_>>().join("\n").trim().to_owned()
}

/// Saves the numbers, or brings the usual ones back.
pub async fn save_help(At(state): At, typed: Typed) -> Response {
    let edit = match typed.sender(Verb::ManageCentre) {
        Ok(member) => typed.edit(&member),
        Err(refusal) => return *refusal,
    };
    let lines = if typed.ticked("restore") { Ok(Vec::new()) } else { read_help(&typed) };
    let lines = match lines {
        Ok(lines) => lines,
        Err(wrong) => return typed.again(&state, HELP_PAGE, wrong).await,
    };
    match state.here.store.save_help_lines(&state.here.centre, &lines, edit, now().as_second()).await {
        Ok(()) => Redirect::to("/staff/centre/help?saved").into_response(),
        Err(store::Error::Stale) => typed.clashes(&state, HELP_PAGE).await,
        Err(error) => broken(&error),
    }
}

fn read_help(typed: &Typed) -> Result<Vec<HelpLine>, Wrongs> {
    let mut fields = Fields::of(typed);
    let mut lines = Vec::new();
    for names in HELP_LINES.iter().filter(|names| names.iter().any(|name| !typed.get(name).is_empty())) {
        let [number, ar, fr, en] = *names;
        let mut read = |name| clean(&fields.text(name, LONGEST_HELP));
        let words = [(Language::Ar, read(ar)), (Language::Fr, read(fr)), (Language::En, read(en))].into();
        match help_number(typed.get(number)) {
            Some(number) => lines.push(HelpLine { number, words }),
            None => fields.complain(number, Wrong::Account(AccountWrong::HelpNumber)),
        }
    }
    // A page for people in danger without a number would be worse than the usual ones.
    if lines.is_empty() {
        fields.complain(HELP_LINES[0][0], Wrong::Missing);
    }
    fields.read(lines)
}
