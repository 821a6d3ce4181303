use leptos_i18n::td_string;

use crate::i18n::Locale;

/// What can be wrong with a form about accounts, or about the centre itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AccountWrong {
    Name,
    Email,
    EmailTaken,
    PasswordShort,
    PasswordLong,
    PasswordCommon,
    OldPassword,
    Code,
    TooMany,
    /// The centre would be without an administrator.
    Last,
    /// The account is another centre's, too.
    Elsewhere,
    Phone,
    PublicEmail,
    Countries,
    OfficialPages,
    /// A number to call in danger.
    HelpNumber,
}

impl AccountWrong {
    pub(super) fn words(self, at: Locale) -> &'static str {
        match self {
            Self::Name => td_string!(at, desk.e_name),
            Self::Email => td_string!(at, desk.e_email),
            Self::EmailTaken => td_string!(at, admin.accounts.taken),
            Self::PasswordShort => td_string!(at, desk.e_password_short),
            Self::PasswordLong => td_string!(at, desk.e_password_long),
            Self::PasswordCommon => td_string!(at, desk.e_password_common),
            Self::OldPassword => td_string!(at, admin.own.wrong),
            Self::Code => td_string!(at, admin.factor.wrong),
            Self::TooMany => td_string!(at, admin.own.many),
            Self::Last => td_string!(at, admin.accounts.last),
            Self::Elsewhere => td_string!(at, admin.accounts.elsewhere),
            Self::Phone => td_string!(at, admin.settings.phone_wrong),
            Self::PublicEmail => td_string!(at, admin.settings.email_wrong),
            Self::Countries => td_string!(at, admin.settings.countries_wrong),
            Self::OfficialPages => td_string!(at, admin.settings.pages_wrong),
            Self::HelpNumber => td_string!(at, admin.help.wrong),
        }
    }
}
