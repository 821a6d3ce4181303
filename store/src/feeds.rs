//! A mediator's own calendar, read by a calendar program with a secret address.

use jiff::{Timestamp, ToSpan, civil};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, ColumnTrait, Condition, EntityTrait, QueryFilter, QueryOrder};
use uuid::Uuid;

use crate::{
    Centre, Error, Result, Secret, Store,
    appointments::start_of,
    changes::status_of,
    entities::{appointment, staff},
};

/// Days that a feed reaches back and ahead.
const BACK: i64 = 30;
const AHEAD: i64 = 180;

/// One time in a feed. It says when, and nothing about whom.
#[derive(Clone, Debug)]
pub struct FeedItem {
    pub id: Uuid,
    pub version: i32,
    pub start: civil::DateTime,
    pub minutes: u32,
    /// Whether it will not take place.
    pub cancelled: bool,
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
    pub async fn feed(&self, centre: &Centre, secret: &Secret, now: Timestamp) -> Result<Vec<FeedItem>> {
        let owner = staff::Entity::find()
            .filter(staff::Column::CentreId.eq(centre.id))
            .filter(staff::Column::FeedHash.eq(secret.hash()))
            .filter(staff::Column::Active.eq(true))
            .one(&self.db)
            .await?
            .ok_or(Error::NotFound)?;
        let today = centre.zone.to_datetime(now).date();
        let (first, last) = (today.saturating_sub(BACK.days()), today.saturating_add(AHEAD.days()));
        let own = Condition::any()
            .add(appointment::Column::StaffId.eq(owner.id))
            .add(appointment::Column::CoStaffId.eq(owner.id));
        let rows = appointment::Entity::find()
            .filter(appointment::Column::CentreId.eq(centre.id))
            .filter(appointment::Column::Day.between(first.to_string(), last.to_string()))
            .filter(own)
            .order_by_asc(appointment::Column::Day)
            .order_by_asc(appointment::Column::StartMinute)
            .all(&self.db)
            .await?;
        let item = |row: appointment::Model| {
            let (start, cancelled) = (start_of(&row)?, !status_of(&row)?.holds_time());
            Ok(FeedItem { id: row.id, version: row.version, start, minutes: row.minutes.unsigned_abs(), cancelled })
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
