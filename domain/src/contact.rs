//! The one safe way to reach a person.

use crate::{email::EmailAddress, language::Language, phone::PhoneNumber};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Channel {
    Mobile,
    Email,
}

impl Channel {
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Mobile => "mobile",
            Self::Email => "email",
        }
    }

    pub fn from_str_opt(text: &str) -> Option<Self> {
        [Self::Mobile, Self::Email].into_iter().find(|channel| channel.as_str() == text)
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Address {
    Mobile(PhoneNumber),
    Email(EmailAddress),
}

impl Address {
    pub fn channel(&self) -> Channel {
        match self {
            Self::Mobile(_) => Channel::Mobile,
            Self::Email(_) => Channel::Email,
        }
    }

    pub fn as_stored(&self) -> &str {
        match self {
            Self::Mobile(number) => number.e164(),
            Self::Email(address) => address.as_str(),
        }
    }

    /// As people write it.
    pub fn display(&self) -> String {
        match self {
            Self::Mobile(number) => number.display(),
            Self::Email(email) => email.as_str().to_owned(),
        }
    }

    /// What a browser opens to reach it.
    pub fn link(&self) -> String {
        match self {
            Self::Mobile(number) => format!("tel:{}", number.e164()),
            Self::Email(email) => format!("mailto:{}", email.as_str()),
        }
    }

    pub fn from_stored(channel: Channel, stored: &str) -> Option<Self> {
        match channel {
            Channel::Mobile => PhoneNumber::from_e164(stored).map(Self::Mobile),
            Channel::Email => EmailAddress::parse(stored).ok().map(Self::Email),
        }
    }
}

/// Where, in which language, and whether a message may be left there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SafeContact {
    pub address: Address,
    pub language: Language,
    pub may_leave_message: bool,
}
