//! What every part of the invented day needs: a free time near a moment, and a booking.

use domain::{
    appointment::Mode,
    booking::{BookingForm, BookingRequest},
    preference::With,
    schedule::minute_of,
};
use jiff::{Timestamp, ToSpan, civil};
use uuid::Uuid;

use crate::{BookedBy, Booking, Centre, Error, Result, Store, Wish, generate::demo::mark_as_demo};

/// What every part of the day needs.
pub struct Today<'a> {
    pub centre: &'a Centre,
    pub today: civil::Date,
    pub minute: i64,
    pub people: &'a [i64],
    pub reception: i64,
    pub now: Timestamp,
}

impl Today<'_> {
    pub fn staff(&self) -> BookedBy {
        BookedBy::Staff(self.reception)
    }

    /// When all of today was still ahead.
    pub fn yesterday(&self) -> Result<Timestamp> {
        self.now.saturating_sub(24.hours()).map_err(|_| Error::Corrupt("demo"))
    }

    pub fn booking<'a>(
        &self,
        request: &'a BookingRequest,
        by: BookedBy,
        consent_version: Option<&'a str>,
    ) -> Result<Booking<'a>> {
        Ok(Booking { request, by, from: None, consent_version, now: self.yesterday()? })
    }
}

fn wish(service: &str, mode: Mode, with: i64) -> Wish {
    Wish { service: service.to_owned(), mode, with: With::Person(with), speaks: None, desk: true, minutes: None }
}

/// A telephone that nobody has.
pub fn mobile(n: usize) -> String {
    format!("06000002{n:02}")
}

impl Store {
    /// The free time nearest to a minute of the day, within an hour.
    pub(super) async fn nearest(
        &self,
        of: &Today<'_>,
        service: &str,
        mode: Mode,
        with: i64,
        minute: i64,
    ) -> Result<Option<civil::DateTime>> {
        let wish = wish(service, mode, with);
        let free = self.free_times(of.centre, &wish, (of.today, of.today), of.yesterday()?).await?;
        let away = |start: civil::DateTime| (i64::from(minute_of(start)) - minute).abs();
        let nearest = free.into_iter().map(|slot| slot.start).min_by_key(|start| away(*start));
        Ok(nearest.filter(|start| away(*start) <= 60))
    }

    /// The first free time after today.
    pub(super) async fn next_days(
        &self,
        of: &Today<'_>,
        service: &str,
        mode: Mode,
        with: i64,
    ) -> Result<Option<civil::DateTime>> {
        let days = (of.today.saturating_add(1.day()), of.today.saturating_add(14.days()));
        let slot = self.first_free(of.centre, &wish(service, mode, with), days, of.now).await?;
        Ok(slot.map(|slot| slot.start))
    }

    pub(super) async fn book_living(
        &self,
        of: &Today<'_>,
        form: BookingForm,
        by: BookedBy,
        consent: Option<&str>,
    ) -> Result<Uuid> {
        let request = BookingRequest::try_from(&form).map_err(|_| Error::Corrupt("demo"))?;
        let booked = self.book(of.centre, &of.booking(&request, by, consent)?).await?;
        mark_as_demo(&self.db, of.centre, booked.id).await?;
        Ok(booked.id)
    }
}
