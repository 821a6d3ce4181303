//! Workshops that took place, and who sat there.

use domain::appointment::Status;
use jiff::civil::Date;
use sea_orm::{
    ColumnTrait, EntityTrait, QueryFilter, QuerySelect, RelationTrait,
    sea_query::{ExprTrait, JoinType},
};

use super::counted::{Row, rows_by};
use crate::{
    Centre, Result, Store,
    entities::{attendance, session},
    words::{Kind, Word},
};

impl Store {
    /// Workshops, their seats, those taken, and those who came.
    pub(super) async fn workshops_of(&self, centre: &Centre, (first, last): (Date, Date)) -> Result<[u64; 4]> {
        let of_period = session::Column::CentreId
            .eq(centre.id)
            .and(session::Column::Kind.eq(Word(Kind::Group)))
            .and(session::Column::CancelledAt.is_null())
            .and(session::Column::Day.between(first.to_string(), last.to_string()));
        let groups: Vec<i32> = session::Entity::find()
            .select_only()
            .column(session::Column::Seats)
            .filter(of_period.clone())
            .into_tuple()
            .all(&self.db)
            .await?;
        let seats = attendance::Entity::find()
            .select_only()
            .column_as(attendance::Column::Status, "of")
            .join(JoinType::InnerJoin, attendance::Relation::Session.def())
            .filter(of_period)
            .group_by(attendance::Column::Status);
        let taken: Vec<Row<Word<Status>>> = rows_by(&self.db, seats).await?;
        let of = |which: fn(Status) -> bool| taken.iter().filter(|(of, _)| which(of.0)).map(|(_, n)| n).sum();
        let seats = groups.iter().map(|seats| u64::from(seats.unsigned_abs())).sum();
        let came = |status| matches!(status, Status::Arrived | Status::InSession | Status::Done);
        Ok([groups.len() as u64, seats, of(Status::holds_time), of(came)])
    }
}
