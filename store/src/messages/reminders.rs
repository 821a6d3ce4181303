//! Reminders: one for each time that somebody was told, a day before it by the centre's own clock.

use std::collections::BTreeMap;

use domain::{appointment::Status, reminder::is_due};
use jiff::{Timestamp, ToSpan};
use sea_orm::{
    ActiveValue::Set,
    ColumnTrait, EntityTrait, QueryFilter, QuerySelect,
    sea_query::{Expr, ExprTrait, OnConflict},
};
use uuid::Uuid;

use crate::{
    Centre, Result, Store,
    centre::civil::start_of,
    entities::{attendance, outbox},
    messages::promises::message,
    words::Template,
};

impl Store {
    /// Promises the reminders that have fallen due; answers how many. No instant is kept for them: whether one is due is
    /// asked in civil time, so that a change of the zone's rules leaves none behind. Whoever was told of the time since
    /// it fell due is not reminded of it.
    pub async fn promise_reminders(&self, centre: &Centre, now: Timestamp) -> Result<u64> {
        let clock = centre.zone.to_datetime(now);
        let days = [clock.date().to_string(), clock.date().saturating_add(1.days()).to_string()];
        let rows = attendance::Entity::find()
            .filter(attendance::Column::CentreId.eq(centre.id))
            .filter(attendance::Column::Day.is_in(days))
            .filter(attendance::Column::Status.eq(Status::Expected.as_str()))
            .filter(attendance::Column::StartsAt.gt(now.as_second()))
            .all(&self.db)
            .await?;
        let told = self.last_told(centre, rows.iter().map(|row| row.id)).await?;
        let mut due = Vec::new();
        for row in rows {
            let start = start_of(&row);
            let last = told.get(&row.id).and_then(|at| Timestamp::from_second(*at).ok());
            if is_due(start, clock, last.map(|at| centre.zone.to_datetime(at))) {
                due.push(reminder(&row, start.to_string(), now));
            }
        }
        if due.is_empty() {
            return Ok(0);
        }
        // Another process may have promised the same one.
        let once = OnConflict::columns([outbox::Column::CentreId, outbox::Column::Subject, outbox::Column::Data])
            // As the index says it: a value that is bound would not be known to match.
            .target_and_where(Expr::cust("template = 'reminder'"))
            .do_nothing()
            .to_owned();
        let _turn = self.turn().await?;
        Ok(outbox::Entity::insert_many(due).on_conflict(once).exec_without_returning(&self.db).await?)
    }

    /// When each was last told something.
    async fn last_told(&self, centre: &Centre, ids: impl Iterator<Item = Uuid>) -> Result<BTreeMap<Uuid, i64>> {
        let rows: Vec<(Uuid, i64)> = outbox::Entity::find()
            .select_only()
            .column(outbox::Column::Subject)
            .expr(Expr::col(outbox::Column::CreatedAt).max())
            .filter(outbox::Column::CentreId.eq(centre.id))
            .filter(outbox::Column::Subject.is_in(ids))
            .group_by(outbox::Column::Subject)
            .into_tuple()
            .all(&self.db)
            .await?;
        Ok(rows.into_iter().collect())
    }
}

fn reminder(row: &attendance::Model, about: String, now: Timestamp) -> outbox::ActiveModel {
    outbox::ActiveModel {
        data: Set(Some(about)),
        ..message(row.centre_id, (Template::Reminder, row.id, row.contact_id), now.as_second())
    }
}
