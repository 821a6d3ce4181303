//! How long people waited.

use std::collections::BTreeMap;

use domain::appointment::Status;
use jiff::{Timestamp, civil::Date};
use sea_orm::{
    ColumnTrait, EntityTrait, QueryFilter, QuerySelect,
    sea_query::{Expr, ExprTrait, Query, SelectStatement},
};
use uuid::Uuid;

use crate::{
    Centre, Result, Store,
    centre::civil::minutes_between,
    entities::{attendance, waiting_entry},
    words::Word,
};

impl Store {
    /// Days between the booking and the day of those who came.
    pub(super) async fn waits_of(&self, centre: &Centre, (first, last): (Date, Date)) -> Result<Vec<i64>> {
        let rows: Vec<(String, i64)> = attendance::Entity::find()
            .select_only()
            .columns([attendance::Column::Day, attendance::Column::CreatedAt])
            .filter(attendance::Column::CentreId.eq(centre.id))
            .filter(attendance::Column::Day.between(first.to_string(), last.to_string()))
            .filter(attendance::Column::Status.eq(Word(Status::Done)))
            .into_tuple()
            .all(&self.db)
            .await?;
        Ok(rows.into_iter().filter_map(|(day, asked)| days_between(centre, asked, day.parse().ok()?)).collect())
    }

    /// Days from the first that somebody asked, be it for an appointment or a place on the waiting list, to their first
    /// meeting, of everybody whose first meeting was in the period.
    pub(super) async fn first_waits_of(&self, centre: &Centre, period: (Date, Date)) -> Result<Vec<i64>> {
        let first: Vec<(Uuid, String)> = firsts(centre.id, period)
            .select_only()
            .column(attendance::Column::PersonId)
            .expr(Expr::col(attendance::Column::Day).min())
            .into_tuple()
            .all(&self.db)
            .await?;
        let mut asked: BTreeMap<Uuid, i64> = BTreeMap::new();
        let booked: Vec<(Uuid, i64)> = attendance::Entity::find()
            .select_only()
            .column(attendance::Column::PersonId)
            .expr(Expr::col(attendance::Column::CreatedAt).min())
            .filter(attendance::Column::CentreId.eq(centre.id))
            .filter(attendance::Column::PersonId.in_subquery(their_ids(centre.id, period)))
            .group_by(attendance::Column::PersonId)
            .into_tuple()
            .all(&self.db)
            .await?;
        let waited: Vec<(Uuid, i64)> = waiting_entry::Entity::find()
            .select_only()
            .column(waiting_entry::Column::PersonId)
            .expr(Expr::col(waiting_entry::Column::CreatedAt).min())
            .filter(waiting_entry::Column::CentreId.eq(centre.id))
            .filter(waiting_entry::Column::PersonId.in_subquery(their_ids(centre.id, period)))
            .group_by(waiting_entry::Column::PersonId)
            .into_tuple()
            .all(&self.db)
            .await?;
        for (person, at) in booked.into_iter().chain(waited) {
            asked.entry(person).and_modify(|first| *first = Ord::min(at, *first)).or_insert(at);
        }
        let days = |(person, day): (Uuid, String)| days_between(centre, *asked.get(&person)?, day.parse().ok()?);
        Ok(first.into_iter().filter_map(days).collect())
    }
}

/// Those who came for the first time in the period, one row a person.
pub(super) fn firsts(centre_id: i64, (first, last): (Date, Date)) -> sea_orm::Select<attendance::Entity> {
    let day = || Expr::col(attendance::Column::Day).min();
    attendance::Entity::find()
        .filter(attendance::Column::CentreId.eq(centre_id))
        .filter(attendance::Column::Status.eq(Word(Status::Done)))
        .group_by(attendance::Column::PersonId)
        .having(day().gte(first.to_string()))
        .having(day().lte(last.to_string()))
}

fn their_ids(centre_id: i64, (first, last): (Date, Date)) -> SelectStatement {
    let day = || Expr::col(attendance::Column::Day).min();
    Query::select()
        .column(attendance::Column::PersonId)
        .from(attendance::Entity)
        .and_where(attendance::Column::CentreId.eq(centre_id))
        .and_where(attendance::Column::Status.eq(Word(Status::Done)))
        .group_by_col(attendance::Column::PersonId)
        .and_having(day().gte(first.to_string()))
        .and_having(day().lte(last.to_string()))
        .to_owned()
}

/// Civil days from the instant of a request to a day, never fewer than none.
fn days_between(centre: &Centre, asked: i64, day: Date) -> Option<i64> {
    let asked = centre.zone.to_datetime(Timestamp::from_second(asked).ok()?);
    Some(Ord::max(minutes_between(asked.date().at(0, 0, 0, 0), day.at(0, 0, 0, 0)) / 1440, 0))
}
