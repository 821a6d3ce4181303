//! The one safe way to reach a person.

use crate::{email::EmailAddress, language::Language, phone::PhoneNumber};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Channel {
    Mobile,
    Email,
    /// A telephone that takes no messages.
    Landline,
    /// There is none: whoever comes has a slip of paper.
    Nobody,
}

impl Channel {
    pub const ALL: [Self; 4] = [Self::Mobile, Self::Email, Self::Landline, Self::Nobody];

    pub fn as_str(self) -> &'static str {
        match self {
            Self::Mobile => "mobile",
            Self::Email => "email",
            Self::Landline => "landline",
            Self::Nobody => "nobody",
        }
    }

    pub fn from_str_opt(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|channel| channel.as_str() == text)
    }

    /// Whether a message can be written to it at all.
    pub fn takes_messages(self) -> bool {
        matches!(self, Self::Mobile | Self::Email)
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Address {
    Mobile(PhoneNumber),
    Email(EmailAddress),
    Landline(PhoneNumber),
    Nobody,
}

impl Address {
    pub fn channel(&self) -> Channel {
        match self {
            Self::Mobile(_) => Channel::Mobile,
            Self::Email(_) => Channel::Email,
            Self::Landline(_) => Channel::Landline,
            Self::Nobody => Channel::Nobody,
        }
    }

    pub fn as_stored(&self) -> &str {
        match self {
            Self::Mobile(number) | Self::Landline(number) => number.e164(),
            Self::Email(address) => address.as_str(),
            Self::Nobody => "",
        }
    }

    /// As people write it; nothing where there is none.
    pub fn display(&self) -> String {
        match self {
            Self::Mobile(number) | Self::Landline(number) => number.display(),
            Self::Email(email) => email.as_str().to_owned(),
            Self::Nobody => String::new(),
        }
    }

    /// What a browser opens to reach it; nothing where there is none.
    pub fn link(&self) -> String {
        match self {
            Self::Mobile(number) | Self::Landline(number) => format!("tel:{}", number.e164()),
            Self::Email(email) => format!("mailto:{}", email.as_str()),
            Self::Nobody => String::new(),
        }
    }

    pub fn from_stored(channel: Channel, stored: &str) -> Option<Self> {
        match channel {
            Channel::Mobile => PhoneNumber::from_e164(stored).map(Self::Mobile),
            Channel::Landline => PhoneNumber::from_e164(stored).map(Self::Landline),
            Channel::Email => EmailAddress::parse(stored).ok().map(Self::Email),
            Channel::Nobody => Some(Self::Nobody),
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
