//! What a period came to: counts of appointments, waits and workshops, which name nobody.

use std::collections::BTreeMap;

use domain::{appointment::Mode, appointment::Status, language::Language};
use jiff::civil::Date;
use sea_orm::{
    ColumnTrait, EntityTrait, FromQueryResult, QueryFilter, QuerySelect, RelationTrait, Select,
    sea_query::{Expr, ExprTrait, JoinType},
};

use crate::{
    Centre, Result, Store,
    centre::civil::minutes_between,
    entities::{attendance, session, staff, waiting_entry},
    network::memberships,
    words::{Kind, WaitingStatus, Word},
};

/// A row of a table: what is counted, and how many.
pub type Row<Of> = (Of, u64);

/// Figures of a period.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Figures {
    /// Appointments by what became of them.
    pub outcomes: Vec<Row<Status>>,
    /// By the name of the service, of the mediator, by mode and by month (`2027-01`).
    pub services: Vec<Row<String>>,
    pub mediators: Vec<Row<String>>,
    pub modes: Vec<Row<Mode>>,
    pub months: Vec<Row<String>>,
    /// Days from the booking to the first day, of every appointment that took place.
    pub waits: Vec<i64>,
    /// Who joined the waiting list, by what became of it.
    pub waiting: Vec<Row<WaitingEnd>>,
    /// Workshops that took place, their seats, those taken, and those who came.
    pub workshops: [u64; 4],
}

/// What became of a wait.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum WaitingEnd {
    Waits,
    GotATime,
    Left,
}

#[derive(FromQueryResult)]
struct Counted<T: sea_orm::TryGetable> {
    of: T,
    number: i64,
}

impl Store {
    /// The figures from `first` to `last`, both included, with names in `language`. Ten queries.
    pub async fn figures(&self, centre: &Centre, (first, last): (Date, Date), language: Language) -> Result<Figures> {
        let of_period = || {
            attendance::Entity::find()
                .select_only()
                .filter(attendance::Column::CentreId.eq(centre.id))
                .filter(attendance::Column::Day.between(first.to_string(), last.to_string()))
        };
        let with_session = || of_period().join(JoinType::InnerJoin, attendance::Relation::Session.def());
        let outcomes = of_period().column_as(attendance::Column::Status, "of");
        let outcomes: Vec<Row<Word<Status>>> = self.rows_by(outcomes.group_by(attendance::Column::Status)).await?;
        let held = || {
            with_session().filter(attendance::Column::Status.is_not_in(["cancelled_by_person", "cancelled_by_centre"]))
        };
        let services = held().column_as(session::Column::ServiceId, "of").group_by(session::Column::ServiceId);
        let services: Vec<Row<i64>> = self.rows_by(services).await?;
        let people = held().column_as(session::Column::StaffId, "of").group_by(session::Column::StaffId);
        let people: Vec<Row<i64>> = self.rows_by(people).await?;
        let modes = held().column_as(session::Column::Mode, "of").group_by(session::Column::Mode);
        let modes: Vec<Row<Word<Mode>>> = self.rows_by(modes).await?;
        let days = held().column_as(attendance::Column::Day, "of").group_by(attendance::Column::Day);
        let days: Vec<Row<String>> = self.rows_by(days).await?;
        let mut months: BTreeMap<String, u64> = BTreeMap::new();
        for (day, number) in days {
            *months.entry(day.chars().take(7).collect()).or_default() += number;
        }
        let names = self.service_names(centre, language).await?;
        let staff_names: BTreeMap<i64, String> = memberships::known(centre.id)
            .select_only()
            .columns([staff::Column::Id, staff::Column::Name])
            .into_tuple::<(i64, String)>()
            .all(&self.db)
            .await?
            .into_iter()
            .collect();
        let named = |rows: Vec<Row<i64>>, names: &BTreeMap<i64, String>| {
            let mut rows: Vec<Row<String>> = rows
                .into_iter()
                .map(|(id, number)| (names.get(&id).cloned().unwrap_or_else(|| format!("#{id}")), number))
                .collect();
            rows.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
            rows
        };
        Ok(Figures {
            outcomes: Status::ALL
                .into_iter()
                .map(|status| (status, outcomes.iter().filter(|(of, _)| of.0 == status).map(|(_, n)| n).sum()))
                .collect(),
            services: named(services, &names),
            mediators: named(people, &staff_names),
            modes: modes.into_iter().map(|(mode, number)| (mode.0, number)).collect(),
            months: months.into_iter().collect(),
            waits: self.waits_of(centre, (first, last)).await?,
            waiting: self.waiting_of(centre, (first, last)).await?,
            workshops: self.workshops_of(centre, (first, last)).await?,
        })
    }

    async fn rows_by<T, E>(&self, rows: Select<E>) -> Result<Vec<Row<T>>>
    where
        T: sea_orm::TryGetable + Send + Sync,
        E: EntityTrait,
    {
        let rows = rows.column_as(Expr::val(1).count(), "number").into_model::<Counted<T>>().all(&self.db).await?;
        Ok(rows.into_iter().map(|row| (row.of, row.number.unsigned_abs())).collect())
    }

    /// Days between the booking and the day of those who came.
    async fn waits_of(&self, centre: &Centre, (first, last): (Date, Date)) -> Result<Vec<i64>> {
        let rows: Vec<(String, i64)> = attendance::Entity::find()
            .select_only()
            .columns([attendance::Column::Day, attendance::Column::CreatedAt])
            .filter(attendance::Column::CentreId.eq(centre.id))
            .filter(attendance::Column::Day.between(first.to_string(), last.to_string()))
            .filter(attendance::Column::Status.eq(Word(Status::Done)))
            .into_tuple()
            .all(&self.db)
            .await?;
        let days = |(day, created): (String, i64)| {
            let day: Date = day.parse().ok()?;
            let booked = centre.zone.to_datetime(jiff::Timestamp::from_second(created).ok()?);
            Some(Ord::max(minutes_between(booked.date().at(0, 0, 0, 0), day.at(0, 0, 0, 0)) / 1440, 0))
        };
        Ok(rows.into_iter().filter_map(days).collect())
    }

    /// Who joined the waiting list in the period, by what became of it.
    async fn waiting_of(&self, centre: &Centre, (first, last): (Date, Date)) -> Result<Vec<Row<WaitingEnd>>> {
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
        let rows: Vec<Row<Word<WaitingStatus>>> = self.rows_by(rows).await?;
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

    async fn workshops_of(&self, centre: &Centre, (first, last): (Date, Date)) -> Result<[u64; 4]> {
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
        let taken: Vec<Row<Word<Status>>> = self
            .rows_by(
                attendance::Entity::find()
                    .select_only()
                    .column_as(attendance::Column::Status, "of")
                    .join(JoinType::InnerJoin, attendance::Relation::Session.def())
                    .filter(of_period)
                    .group_by(attendance::Column::Status),
            )
            .await?;
        let of = |which: fn(Status) -> bool| taken.iter().filter(|(of, _)| which(of.0)).map(|(_, n)| n).sum();
        let seats = groups.iter().map(|seats| u64::from(seats.unsigned_abs())).sum();
        let came = |status| matches!(status, Status::Arrived | Status::InSession | Status::Done);
        Ok([groups.len() as u64, seats, of(Status::holds_time), of(came)])
    }
}
