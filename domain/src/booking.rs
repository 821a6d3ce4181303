//! The booking form: strings as they were typed, and the request they make when all is well.

mod field;
mod key;

use field::{email_error, name_error, phone_error};
use jiff::civil::DateTime;
use serde::{Deserialize, Serialize};

use crate::{
    appointment::Mode,
    calendar::read_start,
    contact::{Address, SafeContact},
    email::EmailAddress,
    language::Language,
    person_name::PersonName,
    phone::PhoneNumber,
    preference::{Spoken, With},
};

pub use field::{Field, FieldError, FieldErrors};
pub use key::IdempotencyKey;

/// What the form posts. Every field is text; a field that was not sent is empty.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct BookingForm {
    pub service: String,
    pub mode: String,
    /// Id of a mediator, `woman` or `man`; empty for whoever is free.
    pub with: String,
    /// Language the mediator is to speak; empty for any.
    pub speaks: String,
    /// Civil time, `2026-11-24T10:00`.
    pub start: String,
    pub name: String,
    /// `mobile` or `email`.
    pub channel: String,
    pub mobile: String,
    pub email: String,
    pub language: String,
    /// `yes` or `no`.
    pub may_leave_message: String,
    /// `yes` when agreed.
    pub consent: String,
    pub key: String,
}

impl std::fmt::Debug for BookingForm {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("BookingForm")
            .field("service", &self.service)
            .field("start", &self.start)
            .finish_non_exhaustive()
    }
}

/// A booking that can be asked of the store.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BookingRequest {
    pub service: String,
    pub mode: Mode,
    pub with: With,
    pub speaks: Option<Spoken>,
    pub start: DateTime,
    pub name: PersonName,
    pub contact: SafeContact,
    pub key: IdempotencyKey,
    /// How long the session is to last, where the desk says so; as long as the service otherwise.
    pub minutes: Option<u32>,
}

/// Who fills the form. The desk can also take who has a telephone at home alone, or nothing at all: it calls, or hands over
/// a slip.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hand {
    Family,
    Desk,
}

impl TryFrom<&BookingForm> for BookingRequest {
    type Error = FieldErrors;

    fn try_from(form: &BookingForm) -> Result<Self, FieldErrors> {
        Self::read(form, Hand::Family)
    }
}

impl BookingRequest {
    /// Reads the form as `hand` may fill it.
    ///
    /// # Errors
    /// What is wrong with each field.
    pub fn read(form: &BookingForm, hand: Hand) -> Result<Self, FieldErrors> {
        let errors: FieldErrors = Field::ALL
            .into_iter()
            .filter_map(|field| check_field_by(hand, form, field).map(|error| (field, error)))
            .collect();
        match (SafeRequest::read(form, hand), read_start(&form.start)) {
            (Some(SafeRequest { mode, name, contact, key }), Some(start)) if errors.is_empty() => Ok(Self {
                service: form.service.clone(),
                mode,
                with: With::parse(&form.with),
                speaks: Spoken::from_code(&form.speaks),
                start,
                name,
                contact,
                key,
                minutes: None,
            }),
            _ => Err(errors),
        }
    }
}

/// What every form of a family says about the person.
pub(crate) struct SafeRequest {
    pub mode: Mode,
    pub name: PersonName,
    pub contact: SafeContact,
    pub key: IdempotencyKey,
}

impl SafeRequest {
    pub fn read(form: &BookingForm, hand: Hand) -> Option<Self> {
        let (mode, name) = (form_mode(form)?, PersonName::parse(&form.name).ok()?);
        Some(Self { mode, name, contact: contact(form, hand).ok()?, key: IdempotencyKey::parse(&form.key)? })
    }
}

/// How to reach somebody, alone: their channel, language and whether a message may be left.
///
/// # Errors
/// What is wrong with each field.
pub fn read_contact(form: &BookingForm, hand: Hand) -> Result<SafeContact, FieldErrors> {
    const FIELDS: [Field; 5] = [Field::Channel, Field::Mobile, Field::Email, Field::Language, Field::MayLeaveMessage];
    let errors = FIELDS.into_iter().filter_map(|field| check_field_by(hand, form, field).map(|error| (field, error)));
    let errors: FieldErrors = errors.collect();
    contact(form, hand).ok().filter(|_| errors.is_empty()).ok_or(errors)
}

/// The same with a name, as the desk corrects them.
///
/// # Errors
/// What is wrong with each field.
pub fn read_person(form: &BookingForm) -> Result<(PersonName, SafeContact), FieldErrors> {
    match (PersonName::parse(&form.name), read_contact(form, Hand::Desk)) {
        (Ok(name), Ok(contact)) => Ok((name, contact)),
        (name, contact) => {
            let name = name.err().map(|error| (Field::Name, name_error(error)));
            Err(name.into_iter().chain(contact.err().unwrap_or_default()).collect())
        }
    }
}

/// Says what is wrong with one field of a form.
pub type Check = fn(&BookingForm, Field) -> Option<FieldError>;

/// What is wrong with one field of a family's form, for checks as the person types.
pub fn check_field(form: &BookingForm, field: Field) -> Option<FieldError> {
    check::<false>(form, field)
}

/// The same of a form that the desk fills.
pub fn check_desk_field(form: &BookingForm, field: Field) -> Option<FieldError> {
    check::<true>(form, field)
}

/// The same of a form that `hand` fills.
pub fn check_field_by(hand: Hand, form: &BookingForm, field: Field) -> Option<FieldError> {
    if hand == Hand::Desk { check_desk_field(form, field) } else { check_field(form, field) }
}

/// Two functions, so that a family's client does not bring the desk's.
fn check<const DESK: bool>(form: &BookingForm, field: Field) -> Option<FieldError> {
    let way = way(form, if DESK { Hand::Desk } else { Hand::Family });
    let telephone = matches!(way, Some(Way::Mobile | Way::Telephone));
    match field {
        Field::Service => form.service.is_empty().then_some(FieldError::Missing),
        Field::Mode => form_mode(form).is_none().then_some(FieldError::ChoiceMissing),
        Field::Start => read_start(&form.start).is_none().then_some(FieldError::StartInvalid),
        Field::Name => PersonName::parse(&form.name).err().map(name_error),
        Field::Channel if way.is_none() => Some(FieldError::ChoiceMissing),
        Field::Channel if telephone => None,
        Field::Channel => (form_mode(form) == Some(Mode::Telephone)).then_some(FieldError::PhoneToCall),
        Field::Mobile if telephone => number(form, way == Some(Way::Telephone)).err(),
        Field::Email if way == Some(Way::Email) => EmailAddress::parse(&form.email).err().map(email_error),
        Field::Mobile | Field::Email => None,
        Field::Language => Language::from_code(&form.language).is_none().then_some(FieldError::ChoiceMissing),
        Field::MayLeaveMessage => {
            let said = matches!(form.may_leave_message.as_str(), "yes" | "no");
            (way == Some(Way::Mobile) && !said).then_some(FieldError::ChoiceMissing)
        }
        Field::Consent => (form.consent != "yes").then_some(FieldError::ConsentMissing),
        Field::Key => IdempotencyKey::parse(&form.key).is_none().then_some(FieldError::Missing),
    }
}

/// The one way that a form names to reach somebody.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Way {
    /// A mobile telephone.
    Mobile,
    /// A telephone of whatever kind.
    Telephone,
    Email,
    Nothing,
}

/// A family chooses; at the desk what is filled in says it, where nobody chose.
#[inline]
fn way(form: &BookingForm, hand: Hand) -> Option<Way> {
    match (hand, form.channel.as_str()) {
        (Hand::Desk, "nobody") => Some(Way::Nothing),
        (Hand::Desk, "email") => Some(Way::Email),
        (Hand::Desk, "mobile") => Some(Way::Telephone),
        (Hand::Desk, _) if form.mobile.trim().is_empty() && !form.email.trim().is_empty() => Some(Way::Email),
        (Hand::Desk, _) => Some(Way::Telephone),
        (Hand::Family, "mobile") => Some(Way::Mobile),
        (Hand::Family, "email") => Some(Way::Email),
        (Hand::Family, _) => None,
    }
}

fn form_mode(form: &BookingForm) -> Option<Mode> {
    Mode::from_str_opt(&form.mode)
}

fn contact(form: &BookingForm, hand: Hand) -> Result<SafeContact, FieldError> {
    let address = match way(form, hand).ok_or(FieldError::ChoiceMissing)? {
        Way::Mobile => Address::Mobile(number(form, false)?),
        Way::Telephone => {
            let number = number(form, true)?;
            if number.is_mobile() { Address::Mobile(number) } else { Address::Landline(number) }
        }
        Way::Email => Address::Email(EmailAddress::parse(&form.email).map_err(email_error)?),
        Way::Nothing => Address::Nobody,
    };
    let language = Language::from_code(&form.language).ok_or(FieldError::ChoiceMissing)?;
    Ok(SafeContact { address, language, may_leave_message: form.may_leave_message == "yes" })
}

/// The telephone, which is a mobile one unless it may be `any`.
fn number(form: &BookingForm, any: bool) -> Result<PhoneNumber, FieldError> {
    let number = PhoneNumber::parse(&form.mobile).map_err(phone_error)?;
    if any || number.is_mobile() { Ok(number) } else { Err(FieldError::PhoneNotMobile) }
}

#[cfg(test)]
mod tests;
