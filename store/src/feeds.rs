//! A mediator's own calendar, read by a calendar program with a secret address.

use std::collections::BTreeSet;

use domain::{appointment::Status, language::Language};
use jiff::{Timestamp, ToSpan, civil};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, ColumnTrait, Condition, EntityTrait, QueryFilter};
use uuid::Uuid;

use crate::{
    Centre, Error, Result, Secret, Store,
    appointments::{civil_start, start_of},
    changes::status_of,
    entities::{appointment, staff, workshop},
};

/// Days that a feed reaches back and ahead.
const BACK: i64 = 30;
const AHEAD: i64 = 180;

/// What a feed shows.
#[derive(Clone, Debug)]
pub struct OwnCalendar {
    /// The owner's.
    pub language: Language,
    /// By time.
    pub items: Vec<CalendarItem>,
}

/// One time in a calendar. It says when, and nothing about whom.
#[derive(Clone, Debug)]
pub struct CalendarItem {
    pub id: Uuid,
    pub version: i32,
    pub start: civil::DateTime,
    pub minutes: u32,
    /// Whether it will not take place.
    pub cancelled: bool,
    /// Whether the centre has not said yes yet.
    pub asked: bool,
}

impl Store {
    /// Makes a new secret address for the feed of a member of staff; the one before ends.
    ///
    /// # Errors
    /// [`Error::NotFound`].
    pub async fn renew_feed(&self, staff_id: i64) -> Result<Secret> {
        let secret = Secret::random();
        self.set_feed(staff_id, Some(secret.hash())).await?;
        Ok(secret)
    }

    /// Ends the feed of a member of staff.
    ///
    /// # Errors
    /// [`Error::NotFound`].
    pub async fn end_feed(&self, staff_id: i64) -> Result<()> {
        self.set_feed(staff_id, None).await
    }

    pub async fn has_feed(&self, staff_id: i64) -> Result<bool> {
        let row = staff::Entity::find_by_id(staff_id).one(&self.db).await?;
        Ok(row.is_some_and(|row| row.feed_hash.is_some()))
    }

    /// What a feed shows today.
    ///
    /// # Errors
    /// [`Error::NotFound`] for an address that nobody has, or somebody who does not work here any more.
    pub async fn feed(&self, centre: &Centre, secret: &Secret, now: Timestamp) -> Result<OwnCalendar> {
        let owner = staff::Entity::find()
            .filter(staff::Column::CentreId.eq(centre.id))
            .filter(staff::Column::FeedHash.eq(secret.hash()))
            .filter(staff::Column::Active.eq(true))
            .one(&self.db)
            .await?
            .ok_or(Error::NotFound)?;
        let today = centre.zone.to_datetime(now).date();
        let days = (today.saturating_sub(BACK.days()), today.saturating_add(AHEAD.days()));
        let mut items = self.led_alone(centre, owner.id, days).await?;
        items.extend(self.led_for_groups(centre, owner.id, days).await?);
        items.sort_by_key(|item| (item.start, item.id));
        Ok(OwnCalendar { language: Language::from_code(&owner.language).unwrap_or_default(), items })
    }

    /// Appointments but for the seats of workshops; a session of two parties once.
    async fn led_alone(
        &self,
        centre: &Centre,
        owner: i64,
        (first, last): (civil::Date, civil::Date),
    ) -> Result<Vec<CalendarItem>> {
        let own =
            Condition::any().add(appointment::Column::StaffId.eq(owner)).add(appointment::Column::CoStaffId.eq(owner));
        let rows = appointment::Entity::find()
            .filter(appointment::Column::CentreId.eq(centre.id))
            .filter(appointment::Column::Day.between(first.to_string(), last.to_string()))
            .filter(appointment::Column::WorkshopId.is_null())
            .filter(own)
            .all(&self.db)
            .await?;
        let mut here = BTreeSet::new();
        for row in &rows {
            if status_of(row)?.holds_time() {
                here.insert(row.id);
            }
        }
        let item = |row: appointment::Model| {
            let (status, start, minutes) = (status_of(&row)?, start_of(&row)?, row.minutes.unsigned_abs());
            let (cancelled, asked) = (!status.holds_time(), status == Status::Requested);
            Ok(CalendarItem { id: row.id, version: row.version, start, minutes, cancelled, asked })
        };
        let alone = rows.into_iter().filter(|row| row.beside_id.is_none_or(|first| !here.contains(&first)));
        alone.map(item).collect()
    }

    /// Workshops: each once, however many seats are taken.
    async fn led_for_groups(
        &self,
        centre: &Centre,
        owner: i64,
        (first, last): (civil::Date, civil::Date),
    ) -> Result<Vec<CalendarItem>> {
        let own = Condition::any().add(workshop::Column::StaffId.eq(owner)).add(workshop::Column::CoStaffId.eq(owner));
        let rows = workshop::Entity::find()
            .filter(workshop::Column::CentreId.eq(centre.id))
            .filter(workshop::Column::Day.between(first.to_string(), last.to_string()))
            .filter(own)
            .all(&self.db)
            .await?;
        let item = |row: workshop::Model| {
            let (start, cancelled) = (civil_start(&row.day, row.start_minute)?, row.cancelled_at.is_some());
            let (version, minutes) = (if cancelled { 2 } else { 1 }, row.minutes.unsigned_abs());
            Ok(CalendarItem { id: row.id, version, start, minutes, cancelled, asked: false })
        };
        rows.into_iter().map(item).collect()
    }

    async fn set_feed(&self, staff_id: i64, hash: Option<String>) -> Result<()> {
        let row = staff::Entity::find_by_id(staff_id).one(&self.db).await?.ok_or(Error::NotFound)?;
        let mut row: staff::ActiveModel = row.into();
        row.feed_hash = Set(hash);
        row.update(&self.db).await?;
        Ok(())
    }
}
