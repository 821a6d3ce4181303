//! Booking for a caller, or for whoever stands at the desk.

use domain::{
    appointment::Mode,
    booking::{BookingForm, FieldErrors},
    language::Language,
    offer::DayOffer,
};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use super::{Failure, booking::Choice};

/// What reception can offer a caller.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CallerTimes {
    /// A fresh key: whatever happens to the form, it books once.
    pub key: String,
    /// What is chosen, as far as it is there to be chosen.
    pub choice: Choice,
    /// Who can be asked for, whoever is free first; and languages: what the form sends, and words. Empty where there is
    /// no choice.
    pub withs: Vec<(String, String)>,
    pub spoken: Vec<(String, String)>,
    /// Slug and name.
    pub services: Vec<(String, String)>,
    pub modes: Vec<Mode>,
    pub days: Vec<DayOffer>,
    /// The day from which there are more times.
    pub later: Option<String>,
    /// The time that was pointed at in the calendar.
    pub pointed: Option<Pointed>,
    /// How many minutes it is to last, as the form has it; empty for as long as the service, `None` where the centre has
    /// set that with the time.
    pub minutes: Option<String>,
}

/// A time of the calendar.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pointed {
    /// As forms write it, its day in words, and its time.
    pub start: (String, String, String),
    /// Whether the service can have it; another length may not fit.
    pub free: bool,
}

/// A booking that stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CallerBooked {
    pub id: String,
    pub reference: String,
    /// Day and time in words.
    pub when: String,
}

/// What became of a caller's form.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum CallerTold {
    Booked(CallerBooked),
    Wrong(FieldErrors),
    /// The time is gone, or whoever was asked for receives nobody for it any more.
    Taken,
}

/// Services and free times for a caller, from a day on, or from a start in the calendar; `minutes` is how long it is to
/// last, or empty.
#[server(prefix = "/staff/api", endpoint = "caller-offer", input = leptos::server_fn::codec::GetUrl)]
pub async fn caller_offer(
    language: Language,
    choice: Choice,
    from: String,
    #[server(default)] minutes: String,
) -> Result<CallerTimes, Failure> {
    read::caller_offer(language, choice, &from, lasting(&minutes)).await
}

/// What is known of somebody who comes back, as the form has it. Nothing for no id.
#[server(prefix = "/staff/api", endpoint = "caller-person")]
pub async fn caller_person(id: String) -> Result<BookingForm, Failure> {
    read::caller_person(&id).await
}

/// Books for a caller; `minutes` is how long it is to last, or empty.
#[server(prefix = "/staff/api", endpoint = "book-for-caller")]
pub async fn book_for_caller(form: BookingForm, #[server(default)] minutes: String) -> Result<CallerTold, Failure> {
    let member = crate::here::staff_who_may(domain::access::Verb::BookForCaller)?;
    deed::book(&crate::here::here()?, &member, form, &minutes).await
}

/// A length that the desk can set; whatever else is written is as long as the service.
#[cfg(feature = "ssr")]
fn lasting(minutes: &str) -> Option<u32> {
    let (shortest, longest) = domain::board::LENGTHS;
    minutes.parse().ok().filter(|minutes: &u32| minutes.is_multiple_of(5) && (shortest..=longest).contains(minutes))
}

/// The booking that has just been made, for a page without script.
#[server(prefix = "/staff/api", endpoint = "booking-of-caller")]
pub async fn booking_of_caller(id: String) -> Result<CallerBooked, Failure> {
    read::caller_booked(&id).await
}

/// What the form without script and the server function share.
#[cfg(feature = "ssr")]
pub mod deed {
    use domain::booking::{BookingForm, BookingRequest, Hand};
    use store::{BookedBy, Booking, StaffMember};

    use super::{CallerBooked, CallerTold, Failure, lasting, read::when};
    use crate::{api::booking::CONSENT_VERSION, here::Here};

    /// # Errors
    /// Those of the store, but for a time that is gone.
    pub async fn book(
        here: &Here,
        member: &StaffMember,
        mut form: BookingForm,
        minutes: &str,
    ) -> Result<CallerTold, Failure> {
        if form.language.is_empty() {
            form.language = "ar".to_owned();
        }
        if form.may_leave_message.is_empty() {
            form.may_leave_message = "no".to_owned();
        }
        let request = match BookingRequest::read(&form, Hand::Desk) {
            Ok(request) => BookingRequest { minutes: lasting(minutes), ..request },
            Err(errors) => return Ok(CallerTold::Wrong(errors)),
        };
        let by = BookedBy::Staff(member.id);
        let now = (here.now)();
        let booking = Booking { request: &request, by, from: None, consent_version: Some(CONSENT_VERSION), now };
        match here.store.book(&here.centre, &booking).await {
            Ok(booked) => Ok(CallerTold::Booked(CallerBooked {
                id: booked.id.to_string(),
                reference: booked.reference.as_str().to_owned(),
                when: when(member.language, request.start),
            })),
            Err(store::Error::Taken | store::Error::NotFound) => Ok(CallerTold::Taken),
            Err(error) => Err(error.into()),
        }
    }
}

#[cfg(feature = "ssr")]
mod read {
    use domain::{
        access::Verb,
        appointment::Mode,
        booking::BookingForm,
        calendar::{read_start, write_start},
        language::Language,
        preference::{Spoken, With},
    };
    use jiff::civil::DateTime;
    use leptos_i18n::td_string;
    use store::{Secret, Subject, Wish};

    use super::{CallerBooked, CallerTimes, Failure, Pointed};
    use crate::{
        api::booking::{
            Choice,
            read::{Asker, services, times},
        },
        here::{Here, here, staff_who_may},
        i18n::locale,
        ui::long_day,
    };

    /// A start in words.
    pub fn when(language: Language, start: DateTime) -> String {
        format!("{} · {}", long_day(language, start.date()), start.strftime("%H:%M"))
    }

    pub async fn caller_offer(
        language: Language,
        choice: Choice,
        from: &str,
        minutes: Option<u32>,
    ) -> Result<CallerTimes, Failure> {
        staff_who_may(Verb::BookForCaller)?;
        let here = here()?;
        let offers = services(&here, language).await?;
        let chosen = offers.iter().find(|offer| offer.slug == choice.service).or(offers.first());
        let chosen = chosen.ok_or(Failure::NotFound)?.clone();
        let mode = Mode::from_str_opt(&choice.mode).filter(|mode| chosen.modes.contains(mode));
        let mode = mode.or(chosen.modes.first().copied()).unwrap_or(Mode::InPerson).as_str().to_owned();
        // What another service offers is not asked of this one.
        let known = |options: &[(String, String)], value: String| {
            if options.iter().any(|(of, _)| *of == value) { value } else { String::new() }
        };
        let (with, speaks) = (known(&chosen.with, choice.with), known(&chosen.speaks, choice.speaks));
        let (service, modes, spoken) = (chosen.slug, chosen.modes, chosen.speaks);
        let anyone = (String::new(), td_string!(locale(language), waiting.desk.any_person).to_owned());
        let none = chosen.with.is_empty();
        let withs = if none { Vec::new() } else { std::iter::once(anyone).chain(chosen.with).collect() };
        let choice = Choice { service, mode, with, speaks };
        let pointed = match read_start(from) {
            Some(start) => Some(pointed(&here, language, &choice, (start, minutes)).await?),
            None => None,
        };
        let day = from.split('T').next().unwrap_or_default();
        // Whoever cannot be waited for has a seat in a workshop, which lasts as long as it was set to.
        let sets = here.store.service_brief(&here.centre, &choice.service, language).await.is_ok();
        let free = times(here, language, choice.clone(), day, Asker::Desk { minutes }).await?;
        let minutes = sets.then(|| minutes.map(|minutes| minutes.to_string()).unwrap_or_default());
        let services = offers.into_iter().map(|offer| (offer.slug, offer.name)).collect();
        let key = Secret::random().as_str().to_owned();
        let (days, later) = (free.days, free.later);
        Ok(CallerTimes { key, choice, withs, spoken, services, modes, days, later, pointed, minutes })
    }

    async fn pointed(
        here: &Here,
        language: Language,
        choice: &Choice,
        (start, minutes): (DateTime, Option<u32>),
    ) -> Result<Pointed, Failure> {
        let wish = Wish {
            service: choice.service.clone(),
            mode: Mode::from_str_opt(&choice.mode).ok_or(Failure::NotFound)?,
            with: With::parse(&choice.with),
            speaks: Spoken::from_code(&choice.speaks),
            desk: true,
            minutes,
        };
        let free = here.store.is_free(&here.centre, &wish, start, (here.now)()).await?;
        let words = (write_start(start), long_day(language, start.date()), start.strftime("%H:%M").to_string());
        Ok(Pointed { start: words, free })
    }

    pub async fn caller_person(id: &str) -> Result<BookingForm, Failure> {
        let reader = staff_who_may(Verb::BookForCaller)?;
        if id.is_empty() {
            return Ok(BookingForm::default());
        }
        let here = here()?;
        let id = id.parse().map_err(|_| Failure::NotFound)?;
        let person = here.store.person_of_id(&here.centre, id).await?.ok_or(Failure::NotFound)?;
        here.store.reads(&here.centre, reader.id, Subject::Person(id), (here.now)().as_second()).await?;
        let (shown, link) = (person.contact.shown, person.contact.link);
        let (mobile, email) = if link.starts_with("mailto:") { (String::new(), shown) } else { (shown, String::new()) };
        Ok(BookingForm {
            name: person.name,
            channel: if link.is_empty() { "nobody" } else { "" }.to_owned(),
            mobile,
            email,
            language: person.contact.language.code().to_owned(),
            may_leave_message: if person.contact.may_leave_message { "yes" } else { "no" }.to_owned(),
            ..BookingForm::default()
        })
    }

    pub async fn caller_booked(id: &str) -> Result<CallerBooked, Failure> {
        let (here, reader) = (here()?, staff_who_may(Verb::BookForCaller)?);
        let id = id.parse().map_err(|_| Failure::NotFound)?;
        let card = here.store.card(&here.centre, &reader, id, reader.language).await?;
        let day = card.day.parse().map_err(|_| Failure::Server)?;
        let when = format!("{} · {}", long_day(reader.language, day), card.time);
        Ok(CallerBooked { id: card.id, reference: card.reference, when })
    }
}
