//! Today at the demonstration centre, as if one came in at any hour: some are done, some wait, somebody is late, and some
//! of what a desk has to see is there to be seen.

mod articles;
mod opened;
mod today;

use domain::{
    appointment::{Mode, Status},
    booking::{BookingForm, BookingRequest},
    calendar::write_start,
    schedule::{at_minute, minute_of},
    waiting::WaitingForm,
};
use jiff::{Timestamp, ToSpan, civil};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter};
use uuid::Uuid;

use self::{
    opened::{MEDIATION, WORKSHOP},
    today::{Today, mobile},
};
use super::demo::{DEMO_ACCOUNTS, demo_form, mark_as_demo, mark_person};
use crate::{
    BookedBy, Centre, Change, Error, NewWorkshop, Result, Store,
    entities::{attendance, outbox, staff, waiting_entry},
    network::memberships,
    words::{WaitingStatus, Word},
};

/// How far somebody has come with their appointment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Came {
    Done,
    /// Did not come.
    Missed,
    /// Is over; nobody noted what came of it.
    Unnoted,
    /// Sits with the mediator.
    Sits,
    /// Has come, and waits.
    Waits,
    /// Is expected: late or not yet.
    Expected,
    /// Asks for a time, and waits for the answer.
    Asks,
}

use Came::{Asks, Done, Expected, Missed, Sits, Unnoted, Waits};

const INFORMATION: &str = "information-meeting";
const SUPPORT: &str = "psychological-support";
const GUIDANCE: &str = "social-guidance";

/// Minutes from now, mediator, service, who, and how far they have come.
const DAY: [(i64, usize, &str, &str, Came); 17] = [
    (-225, 0, INFORMATION, "لطيفة", Done),
    (-215, 1, GUIDANCE, "Mehdi", Done),
    (-200, 2, SUPPORT, "سعاد", Done),
    (-165, 0, SUPPORT, "فاطمة الزهراء", Missed),
    (-155, 1, INFORMATION, "إدريس", Unnoted),
    (-135, 2, INFORMATION, "Nawal", Done),
    (-105, 0, GUIDANCE, "عائشة", Done),
    (-90, 1, SUPPORT, "Yassine", Done),
    (-45, 2, SUPPORT, "حليمة", Sits),
    (-30, 0, INFORMATION, "كريمة", Sits),
    (-10, 1, GUIDANCE, "بوشعيب", Expected),
    (35, 0, SUPPORT, "سكينة", Waits),
    (95, 0, INFORMATION, "Rachida", Expected),
    (60, 1, MEDIATION, "محمد", Expected),
    (155, 1, GUIDANCE, "ثورية", Expected),
    (160, 0, SUPPORT, "Samir", Expected),
    (215, 0, MEDIATION, "نعيمة", Asks),
];

/// Who has a seat in the workshop.
const SEATS: [&str; 5] = ["خديجة", "Hanane", "عبد الرحيم", "مليكة", "Zakaria"];

/// Who waits for a time; the first has an offer.
const WAITING: [&str; 2] = ["رحمة", "Ilham"];

impl Store {
    /// The demonstration as it is at this moment: what [`Store::load_demo`] adds, and today under way.
    pub async fn show_demo(&self, now: Timestamp) -> Result<Centre> {
        let tomorrow = now.checked_add(24.hours()).map_err(|_| Error::Corrupt("demo"))?;
        let centre = self.load_demo_from(now, tomorrow).await?;
        let (reception, ..) = DEMO_ACCOUNTS[0];
        let reception =
            memberships::working(centre.id).filter(staff::Column::Email.eq(reception)).one(&self.db).await?;
        if let Some(reception) = reception {
            self.enliven_demo(&centre, reception.id, now).await?;
        }
        Ok(centre)
    }

    /// Makes today a day under way, once a day. For the demonstration centre alone.
    pub async fn enliven_demo(&self, centre: &Centre, reception: i64, now: Timestamp) -> Result<()> {
        let civil = centre.zone.to_datetime(now);
        let (today, minute) = (civil.date(), i64::from(minute_of(civil)));
        let there = attendance::Entity::find()
            .filter(attendance::Column::CentreId.eq(centre.id))
            .filter(attendance::Column::Day.eq(today.to_string()));
        if !centre.demo || there.count(&self.db).await? > DAY.len() as u64 {
            return Ok(());
        }
        let people: Vec<i64> = self.mediators(centre, INFORMATION).await?.into_iter().map(|of| of.id).collect();
        if people.len() < 3 {
            return Ok(());
        }
        self.open_today(centre, &people, reception, (today, minute), now).await?;
        self.add_living_services(centre, &people, now).await?;
        self.add_articles(centre, reception, now).await?;
        let of_day = Today { centre, today, minute, people: &people, reception, now };
        self.add_workshop_of_today(&of_day).await?;
        for (n, part) in DAY.into_iter().enumerate() {
            self.add_part(&of_day, n, part).await?;
        }
        self.add_waiting(&of_day).await
    }

    async fn add_workshop_of_today(&self, of: &Today<'_>) -> Result<()> {
        let start = of.minute + 45;
        if start + 90 > 1440 {
            return Ok(());
        }
        let new = NewWorkshop {
            service: WORKSHOP.to_owned(),
            mode: Mode::InPerson,
            start: at_minute(of.today, (start / 30 * 30) as u32),
            with: of.people.get(2).copied(),
            seats: None,
        };
        match self.set_up_workshop(of.centre, &new, of.reception, of.yesterday()?).await {
            Ok(_) => {}
            // Too late in the day.
            Err(Error::Taken) => return Ok(()),
            Err(error) => return Err(error),
        }
        for (n, name) in SEATS.into_iter().enumerate() {
            let form = demo_form(n, WORKSHOP, (name, &mobile(40 + n), "ar", "in_person"));
            self.book_living(of, BookingForm { start: write_start(new.start), ..form }, of.staff(), Some("demo"))
                .await?;
        }
        Ok(())
    }

    async fn add_part(
        &self,
        of: &Today<'_>,
        n: usize,
        (offset, lane, service, name, came): (i64, usize, &str, &str, Came),
    ) -> Result<()> {
        let mode = if service == GUIDANCE && n.is_multiple_of(2) { Mode::Telephone } else { Mode::InPerson };
        let start = match self.nearest(of, service, mode, of.people[lane], of.minute + offset).await? {
            // Late in the day: the two who come together come on another.
            None if service == MEDIATION && came == Expected => {
                self.next_days(of, service, mode, of.people[lane]).await?
            }
            start => start,
        };
        let Some(start) = start else { return Ok(()) };
        let language = if name.is_ascii() { "fr" } else { "ar" };
        let form = demo_form(n, service, (name, &mobile(60 + n), language, mode.as_str()));
        let speaks = if n == 11 { "tamazight" } else { "" };
        let form = BookingForm {
            start: write_start(start),
            with: of.people[lane].to_string(),
            speaks: speaks.to_owned(),
            ..form
        };
        let by = if came == Asks { BookedBy::Person } else { of.staff() };
        // One came to the desk, and has not signed yet.
        let consent = (n != 12).then_some("demo");
        let id = self.book_living(of, form, by, consent).await?;
        if service == MEDIATION && came == Expected {
            let second = demo_form(n, MEDIATION, ("ربيعة", &mobile(90), "ar", "in_person"));
            let second = BookingForm { start: write_start(start), ..second };
            let request = BookingRequest::try_from(&second).map_err(|_| Error::Corrupt("demo"))?;
            let booking = of.booking(&request, of.staff(), Some("demo"))?;
            let change = Change { id, seen: None, by: Some(of.reception), now: of.yesterday()? };
            let second = self.add_second_party(of.centre, &change, &booking).await?;
            mark_as_demo(&self.db, of.centre, second.id).await?;
        }
        if n == 15 {
            let tried = outbox::ActiveModel { tries: Set(4), ..Default::default() };
            outbox::Entity::update_many().set(tried).filter(outbox::Column::Subject.eq(id)).exec(&self.db).await?;
        }
        self.live_through(of, id, start, came).await
    }

    /// Takes the steps that brought somebody to where they are, each when it was taken.
    async fn live_through(&self, of: &Today<'_>, id: Uuid, start: civil::DateTime, came: Came) -> Result<()> {
        // Minutes from the start.
        let steps: &[(i64, Status)] = match came {
            Done => &[(-7, Status::Arrived), (2, Status::InSession), (42, Status::Done)],
            Missed => &[(20, Status::DidNotCome)],
            Unnoted | Sits => &[(-4, Status::Arrived), (1, Status::InSession)],
            Waits => &[(-48, Status::Arrived)],
            Expected | Asks => &[],
        };
        let start = i64::from(minute_of(start)) - of.minute;
        for (after, status) in steps {
            let at = of.now.saturating_add((start + after).min(0).minutes()).map_err(|_| Error::Corrupt("demo"))?;
            let change = Change { id, seen: None, by: Some(of.reception), now: at };
            self.set_status(of.centre, &change, *status).await?;
        }
        Ok(())
    }

    /// Some wait for a time, and one has an offer.
    async fn add_waiting(&self, of: &Today<'_>) -> Result<()> {
        let waiting = waiting_entry::Entity::find()
            .filter(waiting_entry::Column::CentreId.eq(of.centre.id))
            .filter(waiting_entry::Column::Status.eq(Word(WaitingStatus::Waiting)));
        if waiting.count(&self.db).await? > 0 {
            return Ok(());
        }
        for (n, name) in WAITING.into_iter().enumerate() {
            let person = demo_form(n, INFORMATION, (name, &mobile(95 + n), "ar", "in_person"));
            let form = WaitingForm { person, ..WaitingForm::default() };
            let request = form.read(of.today).map_err(|_| Error::Corrupt("demo"))?;
            let by = (Some(of.reception), None);
            let joined = self.join_waiting(of.centre, &request, Some("demo"), by, of.now).await?;
            let row = waiting_entry::Entity::find_by_id((of.centre.id, joined.id)).one(&self.db).await?;
            if let Some(row) = row {
                mark_person(&self.db, of.centre, row.person_id).await?;
            }
            let start = self.nearest(of, INFORMATION, Mode::InPerson, of.people[1], of.minute + 240).await?;
            if let Some(start) = start.filter(|_| n == 0) {
                self.offer_by_hand(of.centre, joined.id, start, of.reception, of.now).await?;
            }
        }
        Ok(())
    }
}
