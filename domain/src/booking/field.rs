//! The fields of the booking form, and what may be wrong with them.

use serde::{Deserialize, Serialize};

use crate::{email::EmailError, person_name::NameError, phone::PhoneError};

/// The fields in the order of the form.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Field {
    Service,
    Mode,
    Start,
    Name,
    Channel,
    Mobile,
    Email,
    Language,
    MayLeaveMessage,
    Consent,
    Key,
}

impl Field {
    pub const ALL: [Self; 11] = [
        Self::Service,
        Self::Mode,
        Self::Start,
        Self::Name,
        Self::Channel,
        Self::Mobile,
        Self::Email,
        Self::Language,
        Self::MayLeaveMessage,
        Self::Consent,
        Self::Key,
    ];

    /// The name of the form's input.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Service => "service",
            Self::Mode => "mode",
            Self::Start => "start",
            Self::Name => "name",
            Self::Channel => "channel",
            Self::Mobile => "mobile",
            Self::Email => "email",
            Self::Language => "language",
            Self::MayLeaveMessage => "may_leave_message",
            Self::Consent => "consent",
            Self::Key => "key",
        }
    }
}

/// What is wrong with a field; the words are in the locale files.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FieldError {
    Missing,
    StartInvalid,
    DayInvalid,
    NameEmpty,
    NameTooLong,
    NameNoLetter,
    PhoneEmpty,
    PhoneTooShort,
    PhoneTooLong,
    PhoneNotANumber,
    PhoneUnknownCountry,
    PhoneNotPossible,
    PhoneNotMobile,
    /// Whoever is to be called gives a number.
    PhoneToCall,
    EmailEmpty,
    EmailInvalid,
    ChoiceMissing,
    ConsentMissing,
}

pub type FieldErrors = Vec<(Field, FieldError)>;

pub(super) fn name_error(error: NameError) -> FieldError {
    match error {
        NameError::Empty => FieldError::NameEmpty,
        NameError::TooLong => FieldError::NameTooLong,
        NameError::NoLetter => FieldError::NameNoLetter,
    }
}

pub(super) fn email_error(error: EmailError) -> FieldError {
    match error {
        EmailError::Empty => FieldError::EmailEmpty,
        EmailError::Invalid => FieldError::EmailInvalid,
    }
}

pub(super) fn phone_error(error: PhoneError) -> FieldError {
    match error {
        PhoneError::Empty => FieldError::PhoneEmpty,
        PhoneError::TooShort => FieldError::PhoneTooShort,
        PhoneError::TooLong => FieldError::PhoneTooLong,
        PhoneError::NotANumber => FieldError::PhoneNotANumber,
        PhoneError::UnknownCountry => FieldError::PhoneUnknownCountry,
        PhoneError::NotPossible => FieldError::PhoneNotPossible,
    }
}
