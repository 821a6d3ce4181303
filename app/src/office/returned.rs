use std::collections::BTreeMap;

use domain::{board::Hindrance, booking::FieldError, language::Language, message_text::MessageTextError};
use leptos::prelude::*;
use leptos_i18n::td_string;

use super::{AccountWrong, message_wrong::message_wrong};
use crate::{
    desk::hindrance_words,
    i18n::{Locale, language_of},
    ui::error_words,
};

/// A form that came back: what was typed, and what is wrong with it.
#[derive(Clone, Debug, Default)]
pub struct Returned {
    pub values: BTreeMap<String, String>,
    /// Name of the field and what is wrong; an empty name is the whole form.
    pub wrong: Vec<(&'static str, Wrong)>,
    /// Whether somebody saved the thing after this form was shown.
    pub clash: bool,
}

/// What can be wrong with a field of the office; the words are in the locale files.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wrong {
    Missing,
    NotADay,
    NotATime,
    NotANumber,
    /// The end comes before the beginning.
    Backwards,
    TooLong,
    /// The time is not free.
    Taken,
    /// It changed meanwhile.
    Stale,
    /// Somebody else saved what a button without a form would change.
    Faster,
    /// Not a number of minutes in steps of five.
    NotFives,
    /// A number beyond what makes sense.
    OutOfRange,
    /// No Latin letter to make an address of.
    NoSlug,
    SlugTaken,
    /// The same of an article.
    ArticleTaken,
    /// Nobody, or no room that is large enough, is free at that time.
    NobodyFree,
    /// The service does not have it.
    NotOffered,
    /// Sessions to come need it.
    InUse,
    /// Another season has some of these days.
    Overlaps,
    /// Something stands in the way of a time that is set by hand.
    InTheWay(Hindrance),
    /// Something of this person is still ahead.
    Ahead,
    /// Two files are of two people.
    KnownTwo,
    /// Two files are together already.
    AreOne,
    /// A merge is too long ago to be taken back.
    TooLate,
    /// The second party would be the first.
    SamePerson,
    /// What a person's own form would say.
    Person(FieldError),
    /// About accounts, or the centre itself.
    Account(AccountWrong),
    /// No page of the site has this address.
    NoPage,
    /// Whoever wrote it would be the only one who has read it.
    OwnWords,
    /// A text shows a picture that the centre has not.
    NoPicture,
    /// A text shows a picture and says nothing for whoever does not see it.
    NoPictureWords,
    /// A page shows the picture, or is to.
    PictureUsed,
    /// A page in this language for people in danger that names no number to call.
    NoNumbers(Language),
    /// About the text of a message.
    Message(MessageTextError),
}

impl Returned {
    /// The form of this request, when it came back.
    pub fn of_request() -> Self {
        use_context().unwrap_or_default()
    }

    /// What was typed, or `otherwise` on a fresh form.
    pub fn value(&self, name: &str, otherwise: &str) -> String {
        self.values.get(name).cloned().unwrap_or_else(|| otherwise.to_owned())
    }

    /// What stands in a field that holds something else than what was typed, when somebody else was faster.
    pub fn stands(&self, name: &str, stands: &str) -> Option<String> {
        let typed = self.values.get(name).filter(|_| self.clash)?;
        // Browsers send lines with another end.
        (typed.trim().replace("\r\n", "\n") != stands).then(|| stands.to_owned())
    }

    /// The same of a box to tick, which is not sent when it is empty.
    pub fn stands_ticked(&self, name: &str, ticked: bool) -> Option<bool> {
        (self.clash && (self.value(name, "") == "yes") != ticked).then_some(ticked)
    }

    /// For the forms of a page that somebody was not faster at.
    pub fn elsewhere(self) -> Self {
        if self.clash { Self::default() } else { self }
    }

    pub fn error(&self, name: &str) -> Option<Wrong> {
        self.wrong.iter().find(|(field, _)| *field == name).map(|(_, wrong)| *wrong)
    }
}

impl Wrong {
    /// [`Wrong::words`] for a chain.
    pub fn words_at(at: Locale) -> impl Fn(Self) -> &'static str {
        move |wrong| wrong.words(at)
    }

    /// Whether the form was right and what stands in the way is elsewhere.
    pub fn is_conflict(self) -> bool {
        matches!(
            self,
            Self::Taken
                | Self::Stale
                | Self::Faster
                | Self::SlugTaken
                | Self::ArticleTaken
                | Self::NobodyFree
                | Self::InUse
                | Self::PictureUsed
                | Self::Ahead
                | Self::InTheWay(_)
                | Self::KnownTwo
                | Self::AreOne
                | Self::TooLate
        )
    }

    pub fn words(self, at: Locale) -> &'static str {
        match self {
            Self::Missing => td_string!(at, desk.wrong_missing),
            Self::NotADay => td_string!(at, desk.wrong_day),
            Self::NotATime => td_string!(at, desk.wrong_time),
            Self::NotANumber => td_string!(at, desk.wrong_number),
            Self::Backwards => td_string!(at, desk.wrong_backwards),
            Self::TooLong => td_string!(at, desk.wrong_too_long),
            Self::Taken => td_string!(at, desk.taken),
            Self::Stale => td_string!(at, desk.stale),
            Self::Faster => td_string!(at, desk.clash.title),
            Self::NotFives => td_string!(at, desk.services.wrong_fives),
            Self::OutOfRange => td_string!(at, desk.services.wrong_range),
            Self::NoSlug => td_string!(at, desk.services.wrong_slug),
            Self::ArticleTaken => td_string!(at, admin.articles.slug_taken),
            Self::SlugTaken => td_string!(at, desk.services.slug_taken),
            Self::NobodyFree => td_string!(at, desk.workshops.nobody_free),
            Self::NotOffered => td_string!(at, desk.workshops.not_offered),
            Self::InUse => td_string!(at, desk.rooms.in_use),
            Self::InTheWay(why) => hindrance_words(at, why),
            Self::Ahead => td_string!(at, desk.visit.erase_ahead),
            Self::Overlaps => td_string!(at, desk.hours.overlaps),
            Self::KnownTwo => td_string!(at, people.same.known_two),
            Self::AreOne => td_string!(at, people.same.are_one),
            Self::TooLate => td_string!(at, people.same.too_late),
            Self::SamePerson => td_string!(at, people.same.party),
            Self::Person(error) => error_words(language_of(at), error),
            Self::Account(wrong) => wrong.words(at),
            Self::NoPage => td_string!(at, admin.articles.wrong_page),
            Self::OwnWords => td_string!(at, admin.pages.wrong_own_words),
            Self::NoPicture => td_string!(at, admin.pictures.wrong_none),
            Self::NoPictureWords => td_string!(at, admin.pictures.wrong_words),
            Self::PictureUsed => td_string!(at, admin.pictures.wrong_used),
            Self::NoNumbers(Language::Ar) => td_string!(at, admin.pages.wrong_numbers_ar),
            Self::NoNumbers(Language::Fr) => td_string!(at, admin.pages.wrong_numbers_fr),
            Self::NoNumbers(Language::En) => td_string!(at, admin.pages.wrong_numbers_en),
            Self::Message(error) => message_wrong(at, error),
        }
    }
}
