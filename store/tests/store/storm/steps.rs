//! What one process does: whatever families and staff do, at random, and tells what was confirmed.

use std::collections::BTreeMap;

use domain::{
    access::Role,
    appointment::{Mode, Status},
    booking::BookingRequest,
    language::Language,
    waiting::WaitingForm,
};
use jiff::{
    Timestamp, ToSpan,
    civil::{Date, DateTime, date},
};
use store::{
    BookedBy, Booking, Centre, Change, Decision, Error, HoursChange, HoursOutcome, NewAbsence, NewWorkshop, Placement,
    Resource, Store, Touched, Wish,
};
use uuid::Uuid;

use super::random::Random;
use crate::fixtures::{form, monday, reader, seen, wish};

pub struct Steps {
    store: Store,
    centre: Centre,
    random: Random,
    /// What this process has booked.
    own: Vec<(Uuid, &'static str)>,
}

/// Few days, so that all want the same times.
const FIRST: Date = date(2026, 1, 6);
const DAYS: i64 = 3;
/// Of different lengths; the second takes two mediators, a room and time before it, the third has seats.
const SERVICES: [&str; 3] = ["information-meeting", "psychological-support", "social-guidance"];

impl Steps {
    pub fn new(store: Store, centre: Centre, seed: u64) -> Self {
        Self { store, centre, random: Random(seed), own: Vec::new() }
    }

    /// What every process does once, whatever the dice say: a session for two, whose mediator is then away.
    pub async fn begin(&mut self) {
        for _ in 0..20 {
            if self.own.is_empty() {
                may_lose(self.book(SERVICES[1]).await);
            }
        }
        may_lose(self.bring_second().await);
        may_lose(self.change_hours().await);
    }

    pub async fn take_one(&mut self) {
        let done = match self.random.next(32) {
            0..10 => {
                let service = SERVICES[self.random.next(3)];
                self.book(service).await
            }
            10..13 => self.move_one().await,
            13..15 => self.cancel_one().await,
            15..17 => self.wait().await,
            17 => self.store.tend_waiting(&self.centre, monday()).await.map(drop),
            18..20 => self.answer_offer().await,
            20..22 => self.bring_second().await,
            22 => self.cancel_and_offer().await,
            23 => self.approve().await,
            24 => self.cancel_workshop().await,
            25 => self.set_up_workshop().await,
            26..30 => self.place_one().await,
            _ => self.change_hours().await,
        };
        may_lose(done);
    }

    async fn some_time(&mut self, service: &str) -> Option<DateTime> {
        let wish = Wish { service: service.to_owned(), ..wish() };
        let days = (FIRST, FIRST.saturating_add(DAYS.days()));
        let slots = self.store.free_times(&self.centre, &wish, days, monday()).await.unwrap();
        let nth = self.random.next(slots.len().max(1));
        slots.get(nth).map(|slot| slot.start)
    }

    async fn book(&mut self, service: &'static str) -> Result<(), Error> {
        let Some(start) = self.some_time(service).await else { return Ok(()) };
        let mut form = form(&domain::calendar::write_start(start), "Storm");
        form.service = service.to_owned();
        let request = BookingRequest::try_from(&form).unwrap();
        let booking =
            Booking { request: &request, by: BookedBy::Person, from: None, consent_version: None, now: monday() };
        let booked = self.store.book(&self.centre, &booking).await?;
        println!("told booked {}", booked.id);
        self.own.push((booked.id, service));
        Ok(())
    }

    async fn move_one(&mut self) -> Result<(), Error> {
        let Some((id, service)) = self.some_appointment().await else { return Ok(()) };
        let Some(start) = self.some_time(service).await else { return Ok(()) };
        self.store.move_to(&self.centre, &self.change(id), start).await
    }

    /// Somewhere at five minutes' notice, longer or shorter, with whomever, also outside the hours.
    async fn place_one(&mut self) -> Result<(), Error> {
        let Some((id, _)) = self.some_appointment().await else { return Ok(()) };
        let of = seen(&self.store, id).await;
        let day = FIRST.saturating_add(i64::try_from(self.random.next(3)).unwrap_or(0).days());
        let start = day.at(8, 0, 0, 0).saturating_add((5 * self.random.next(120) as i64).minutes());
        let to = Placement {
            start,
            minutes: 5 * (4 + self.random.next(20) as u32),
            staff: if self.random.next(2) == 0 { of.staff_id } else { 1 + self.random.next(6) as i64 },
            room: None,
            reason: (self.random.next(2) == 0).then(|| "Storm".to_owned()),
        };
        self.store.place(&self.centre, &self.change(id), &to).await.map(drop)
    }

    async fn cancel_one(&mut self) -> Result<(), Error> {
        let Some((id, _)) = self.some_appointment().await else { return Ok(()) };
        // Said before it is done: a process that is killed between the two has confirmed nothing.
        println!("told cancelling {id}");
        self.store.set_status(&self.centre, &self.change(id), Status::CancelledByPerson).await?;
        if self.random.next(3) == 0 {
            self.store.undo(&self.centre, &self.change(id)).await?;
        }
        Ok(())
    }

    /// The other party of a session for two.
    async fn bring_second(&mut self) -> Result<(), Error> {
        let Some((first, service)) = self.some_appointment().await else { return Ok(()) };
        let mut form = form("2026-01-06T09:00", "Second");
        form.service = service.to_owned();
        let request = BookingRequest::try_from(&form).unwrap();
        let booking =
            Booking { request: &request, by: BookedBy::Staff(1), from: None, consent_version: None, now: monday() };
        let second = self.store.add_second_party(&self.centre, &self.change(first), &booking).await?;
        println!("told booked {}", second.id);
        self.own.push((second.id, service));
        Ok(())
    }

    async fn cancel_and_offer(&mut self) -> Result<(), Error> {
        let Some((id, service)) = self.some_appointment().await else { return Ok(()) };
        let Some(start) = self.some_time(service).await else { return Ok(()) };
        println!("told cancelling {id}");
        self.store.cancel_and_offer(&self.centre, &self.change(id), None, start).await
    }

    async fn approve(&mut self) -> Result<(), Error> {
        let Some((id, _)) = self.some_appointment().await else { return Ok(()) };
        self.store.set_status(&self.centre, &self.change(id), Status::Expected).await
    }

    /// Whoever leads a session is away then. It goes where it was proposed first, or stays.
    async fn change_hours(&mut self) -> Result<(), Error> {
        let Some((id, _)) = self.some_appointment().await else { return Ok(()) };
        let session = seen(&self.store, id).await;
        let whose = Some(Resource::Staff(session.staff_id));
        let (from, to) = (session.start, session.start.saturating_add(1.hour()));
        let change = HoursChange::AddAbsence(NewAbsence { whose, from, to, rule: None, label: String::new() });
        let HoursOutcome::Touches(touched) = self.hours(&change, &BTreeMap::new()).await? else { return Ok(()) };
        let decide = |of: &Touched| of.proposals.first().map_or(Decision::Keep, |to| Decision::MoveTo(*to));
        let decisions = touched.iter().map(|of| (of.id, decide(of))).collect();
        self.hours(&change, &decisions).await.map(drop)
    }

    async fn hours(&self, change: &HoursChange, decisions: &BTreeMap<Uuid, Decision>) -> Result<HoursOutcome, Error> {
        self.store.change_hours(&self.centre, change, decisions, 1, monday()).await
    }

    async fn wait(&mut self) -> Result<(), Error> {
        let person = form("", "Waiting");
        let person = domain::booking::BookingForm { service: SERVICES[self.random.next(2)].into(), ..person };
        let last_day = FIRST.saturating_add(DAYS.days()).to_string();
        let waiting = WaitingForm { person, last_day, ..WaitingForm::default() };
        let request = waiting.read(FIRST).unwrap();
        self.store.join_waiting(&self.centre, &request, None, (None, None), monday()).await.map(drop)
    }

    /// Takes or refuses an offer that some message carries.
    async fn answer_offer(&mut self) -> Result<(), Error> {
        let links = self.store.unsent_links(&self.centre, "offered").await?;
        if links.is_empty() {
            return Ok(());
        }
        let link = &links[self.random.next(links.len())];
        if self.random.next(3) == 0 {
            return self.store.decline_offer(&self.centre, link, monday()).await;
        }
        let booked = self.store.accept_offer(&self.centre, link, monday()).await?;
        println!("told booked {}", booked.id);
        if booked.new {
            self.own.push((booked.id, SERVICES[0]));
        }
        Ok(())
    }

    /// One that anybody has booked: of one's own as often as of all that stand on the board.
    async fn some_appointment(&mut self) -> Option<(Uuid, &'static str)> {
        if self.random.next(2) == 0 {
            let nth = self.random.next(self.own.len().max(1));
            return self.own.get(nth).copied();
        }
        let day = FIRST.saturating_add((self.random.next(DAYS as usize) as i64).days());
        let reception = reader(&[Role::Reception], 99);
        let board = self.store.board(&self.centre, &reception, day, Language::Fr).await.unwrap();
        let card = board.get(self.random.next(board.len().max(1)))?;
        let id = card.id.parse().unwrap();
        let service = seen(&self.store, id).await.service;
        SERVICES.into_iter().find(|known| *known == service).map(|service| (id, service))
    }

    /// A workshop of anybody's, with all that have a seat in it.
    async fn cancel_workshop(&mut self) -> Result<(), Error> {
        let days = (FIRST, FIRST.saturating_add(DAYS.days()));
        let all = self.store.workshops(&self.centre, days).await?;
        let Some(one) = all.get(self.random.next(all.len().max(1))) else { return Ok(()) };
        self.store.cancel_workshop(&self.centre, one.id, 1, None, monday()).await
    }

    async fn set_up_workshop(&mut self) -> Result<(), Error> {
        let day = FIRST.saturating_add((self.random.next(DAYS as usize) as i64).days());
        let start = day.at(8 + self.random.next(8) as i8, 30, 0, 0);
        let (service, mode) = (SERVICES[2].to_owned(), Mode::InPerson);
        let new = NewWorkshop { service, mode, start, with: None, seats: None };
        self.store.set_up_workshop(&self.centre, &new, 1, monday()).await.map(drop)
    }

    fn change(&self, id: Uuid) -> Change {
        let now: Timestamp = monday();
        Change { id, seen: None, by: Some(1), now }
    }
}

/// Losing a race, or coming too late, is what a storm is about; anything else is a defect.
fn may_lose(done: Result<(), Error>) {
    match done {
        Ok(()) | Err(Error::Taken | Error::Stale | Error::TooLate | Error::NotFound) => {}
        Err(error) => panic!("{error}"),
    }
}
