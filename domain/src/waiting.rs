//! The waiting list's form: which days and hours would suit, and how to reach the person safely.

use jiff::{ToSpan, civil::Date};
use serde::{Deserialize, Serialize};

use crate::{
    appointment::Mode,
    booking::{BookingForm, Field, FieldError, FieldErrors, Hand, IdempotencyKey, SafeRequest, check_field},
    contact::SafeContact,
    person_name::PersonName,
    preference::{Spoken, With},
    schedule::weekday,
};

/// What the form posts besides the person. Every field is text; a box that was not ticked is empty.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct WaitingForm {
    #[serde(flatten)]
    pub person: BookingForm,
    /// ISO days; empty for today and for as far as the service reaches.
    pub first_day: String,
    pub last_day: String,
    /// `morning`, `afternoon`; anything else is the whole day.
    pub part: String,
    /// `yes` for each weekday that suits; none ticked is every day.
    pub day1: String,
    pub day2: String,
    pub day3: String,
    pub day4: String,
    pub day5: String,
    pub day6: String,
    pub day7: String,
}

/// A place on the waiting list, as the store takes it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WaitingRequest {
    pub service: String,
    pub mode: Mode,
    pub with: With,
    pub speaks: Option<Spoken>,
    pub suits: Suits,
    pub name: PersonName,
    pub contact: SafeContact,
    pub key: IdempotencyKey,
}

/// When a time suits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Suits {
    /// Both included.
    pub first_day: Date,
    pub last_day: Date,
    /// Bit 0 is Monday, bit 6 Sunday.
    pub weekdays: u8,
    /// Minutes of the day between which the whole session lies.
    pub from_minute: u32,
    pub to_minute: u32,
}

/// Where the morning ends and the afternoon begins, in minutes of the day.
const NOON: u32 = 13 * 60;
const EVERY_DAY: u8 = 0b111_1111;
/// Nobody waits longer, whatever the service's horizon.
const LONGEST_DAYS: i64 = 180;

impl Suits {
    /// Whether a session of `minutes` from minute `from` of `day` suits.
    pub fn allows(&self, day: Date, from: u32, minutes: u32) -> bool {
        (self.first_day..=self.last_day).contains(&day)
            && self.weekdays & (1 << (weekday(day) - 1)) != 0
            && self.from_minute <= from
            && from + minutes <= self.to_minute
    }
}

impl WaitingForm {
    /// Reads the form on the civil day `today`.
    ///
    /// # Errors
    /// Every field that is wrong, in the order of the form.
    pub fn read(&self, today: Date) -> Result<WaitingRequest, FieldErrors> {
        let suits = self.suits(today);
        let mut errors: FieldErrors = suits.err().map(|error| (Field::Start, error)).into_iter().collect();
        let asked = Field::ALL.into_iter().filter(|field| *field != Field::Start);
        errors.extend(asked.filter_map(|field| check_field(&self.person, field).map(|error| (field, error))));
        match (SafeRequest::read(&self.person, Hand::Family), suits) {
            (Some(person), Ok(suits)) if errors.is_empty() => Ok(WaitingRequest {
                service: self.person.service.clone(),
                mode: person.mode,
                with: With::parse(&self.person.with),
                speaks: Spoken::from_code(&self.person.speaks),
                suits,
                name: person.name,
                contact: person.contact,
                key: person.key,
            }),
            _ => Err(errors),
        }
    }

    fn suits(&self, today: Date) -> Result<Suits, FieldError> {
        let farthest = today.saturating_add(LONGEST_DAYS.days());
        let day = |text: &str, otherwise: Date| {
            if text.is_empty() { Ok(otherwise) } else { text.parse().map_err(|_| FieldError::DayInvalid) }
        };
        let first_day = day(&self.first_day, today)?.max(today);
        let last_day = day(&self.last_day, farthest)?.min(farthest);
        if last_day < first_day {
            return Err(FieldError::DayInvalid);
        }
        let ticked = [&self.day1, &self.day2, &self.day3, &self.day4, &self.day5, &self.day6, &self.day7];
        let weekdays = (0..).zip(ticked).fold(0, |bits, (n, tick)| if tick == "yes" { bits | 1 << n } else { bits });
        let weekdays = if weekdays == 0 { EVERY_DAY } else { weekdays };
        let (from_minute, to_minute) = match self.part.as_str() {
            "morning" => (0, NOON),
            "afternoon" => (NOON - 60, 1440),
            _ => (0, 1440),
        };
        Ok(Suits { first_day, last_day, weekdays, from_minute, to_minute })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    /// Tuesday, 3 March 2026.
    const TODAY: Date = date(2026, 3, 3);

    fn form() -> WaitingForm {
        let person = BookingForm {
            service: "information-meeting".into(),
            mode: "in_person".into(),
            name: "أمينة".into(),
            channel: "mobile".into(),
            mobile: "0612345678".into(),
            language: "ar".into(),
            may_leave_message: "no".into(),
            consent: "yes".into(),
            key: "a".repeat(64),
            ..BookingForm::default()
        };
        WaitingForm { person, ..WaitingForm::default() }
    }

    #[test]
    fn nothing_chosen_means_any_day_and_hour_of_half_a_year() {
        let suits = form().read(TODAY).expect("a request").suits;
        let last_day = TODAY.saturating_add(180.days());
        assert_eq!(suits, Suits { first_day: TODAY, last_day, weekdays: EVERY_DAY, from_minute: 0, to_minute: 1440 });
    }

    #[test]
    fn a_time_suits_on_the_days_and_in_the_hours_that_were_ticked() {
        let mut form = form();
        (form.day2, form.part, form.last_day) = ("yes".into(), "morning".into(), "2026-03-12".into());
        let suits = form.read(TODAY).expect("a request").suits;
        assert!(suits.allows(TODAY, 9 * 60, 40));
        assert!(!suits.allows(TODAY, 12 * 60 + 30, 40), "ends after the morning");
        assert!(!suits.allows(date(2026, 3, 4), 9 * 60, 40), "a Wednesday");
        assert!(suits.allows(date(2026, 3, 10), 9 * 60, 40));
        assert!(!suits.allows(date(2026, 3, 17), 9 * 60, 40), "after the last day");
    }

    #[test]
    fn days_that_are_over_or_no_days_are_told_at_their_field() {
        for (first, last) in [("", "2026-03-02"), ("2026-04-02", "2026-04-01"), ("soon", "")] {
            let form = WaitingForm { first_day: first.into(), last_day: last.into(), ..form() };
            assert_eq!(form.read(TODAY), Err(vec![(Field::Start, FieldError::DayInvalid)]), "{first} {last}");
        }
    }

    #[test]
    fn who_waits_is_asked_like_who_books() {
        let mut form = form();
        (form.person.name, form.person.consent) = (String::new(), String::new());
        let errors = form.read(TODAY).expect_err("two errors");
        assert_eq!(errors, [(Field::Name, FieldError::NameEmpty), (Field::Consent, FieldError::ConsentMissing)]);
    }
}
