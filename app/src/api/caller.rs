//! Booking for a caller, or for whoever stands at the desk.

#[cfg(feature = "ssr")]
mod read;
mod told;

use domain::{booking::BookingForm, language::Language};
use leptos::prelude::*;

use super::{Failure, booking::Choice};

pub use told::{CallerBooked, CallerTimes, CallerTold, Pointed};

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
    minutes.parse().ok().filter(|minutes| domain::board::is_length(*minutes))
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
