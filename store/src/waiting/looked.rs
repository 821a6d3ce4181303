//! What is known of those who wait: what each was offered, and how it ended.

use std::collections::BTreeMap;

use domain::calendar::meet;
use jiff::civil;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};
use uuid::Uuid;

use crate::{
    Centre, Result,
    centre::civil::{start_of, start_of_session},
    entities::{attendance, hold, service, waiting_entry},
    waiting::holds::{self, Held},
    words::HoldStatus,
};

/// After so many offers in a row without an answer the program offers nothing by itself: the desk sees it and calls.
const MOST_UNANSWERED: usize = 2;

/// What is known of some who wait besides their wishes.
pub(super) struct Looked {
    pub services: BTreeMap<i64, service::Model>,
    /// Everything that each was offered, the eldest first.
    offered: BTreeMap<Uuid, Vec<Held>>,
    /// The start of what the centre cancelled and offers another time for.
    cancelled: BTreeMap<Uuid, civil::DateTime>,
}

impl Looked {
    pub async fn at(db: &impl ConnectionTrait, centre: &Centre, entries: Vec<waiting_entry::Model>) -> Result<Self> {
        let services = service::Entity::find().filter(service::Column::CentreId.eq(centre.id)).all(db).await?;
        let rows = hold::Entity::find()
            .filter(hold::Column::CentreId.eq(centre.id))
            .filter(hold::Column::WaitingId.is_in(entries.iter().map(|entry| entry.id)))
            .order_by_asc(hold::Column::Id)
            .all(db)
            .await?;
        let mut offered: BTreeMap<Uuid, Vec<Held>> = BTreeMap::new();
        for held in holds::with_sessions(db, centre.id, rows).await? {
            offered.entry(held.row.waiting_id).or_default().push(held);
        }
        let after: Vec<Uuid> = entries.iter().filter_map(|entry| entry.after_attendance).collect();
        let cancelled = if after.is_empty() {
            Vec::new()
        } else {
            attendance::Entity::find()
                .filter(attendance::Column::CentreId.eq(centre.id))
                .filter(attendance::Column::Id.is_in(after))
                .all(db)
                .await?
        };
        Ok(Self {
            services: services.into_iter().map(|row| (row.id, row)).collect(),
            offered,
            cancelled: cancelled.into_iter().map(|row| (row.id, start_of(&row))).collect(),
        })
    }

    pub fn has_not_answered(&self, entry: &waiting_entry::Model) -> bool {
        let offered = self.offered.get(&entry.id);
        offered.is_some_and(|offered| unanswered(offered.iter().map(|held| &held.row)) >= MOST_UNANSWERED)
    }

    /// Whether a start is nothing new to somebody. A time they were offered refuses all that meet it: whoever could not
    /// come at half past ten cannot come at eleven while that session would still last. One that the centre itself
    /// cancelled refuses only its own start.
    pub fn refuses(&self, entry: &waiting_entry::Model, start: civil::DateTime) -> bool {
        let minutes = self.services.get(&entry.service_id).map_or(0, |service| service.minutes.unsigned_abs());
        let meets = |held: &Held| {
            meet((start_of_session(&held.session), held.session.minutes.unsigned_abs()), (start, minutes))
        };
        let cancelled = entry.after_attendance.and_then(|id| self.cancelled.get(&id));
        cancelled == Some(&start) || self.offered.get(&entry.id).is_some_and(|offered| offered.iter().any(meets))
    }
}

/// Offers in a row that nobody answered, whoever made them; `before` are all, the eldest first.
pub(crate) fn unanswered<'a>(before: impl DoubleEndedIterator<Item = &'a hold::Model>) -> usize {
    before.rev().take_while(|row| row.status.0 == HoldStatus::Expired).count()
}
