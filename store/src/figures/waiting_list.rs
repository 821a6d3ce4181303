//! Who joined the waiting list, and what became of it.

use std::collections::BTreeMap;

use jiff::civil::Date;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QuerySelect};

use super::counted::{Row, rows_by};
use crate::{
    Centre, Result, Store,
    entities::waiting_entry,
    words::{WaitingStatus, Word},
};

/// What became of a wait.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum WaitingEnd {
    Waits,
    GotATime,
    Left,
}

impl Store {
    /// Who joined the waiting list in the period, by what became of it.
    pub(super) async fn waiting_of(
        &self,
        centre: &Centre,
        (first, last): (Date, Date),
    ) -> Result<Vec<Row<WaitingEnd>>> {
        let at = |day: Date| {
            let midnight = centre.zone.to_ambiguous_timestamp(day.at(0, 0, 0, 0)).compatible();
            midnight.map_or(0, |at| at.as_second())
        };
        let after = last.tomorrow().unwrap_or(last);
        let rows = waiting_entry::Entity::find()
            .select_only()
            .column_as(waiting_entry::Column::Status, "of")
            .filter(waiting_entry::Column::CentreId.eq(centre.id))
            .filter(waiting_entry::Column::CreatedAt.gte(at(first)))
            .filter(waiting_entry::Column::CreatedAt.lt(at(after)))
            .group_by(waiting_entry::Column::Status);
        let rows: Vec<Row<Word<WaitingStatus>>> = rows_by(&self.db, rows).await?;
        let mut ends = BTreeMap::from([(WaitingEnd::Waits, 0), (WaitingEnd::GotATime, 0), (WaitingEnd::Left, 0)]);
        for (status, number) in rows {
            let end = match status.0 {
                WaitingStatus::Waiting => WaitingEnd::Waits,
                WaitingStatus::Booked => WaitingEnd::GotATime,
                _ => WaitingEnd::Left,
            };
            *ends.entry(end).or_default() += number;
        }
        Ok(ends.into_iter().collect())
    }
}
