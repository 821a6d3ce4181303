//! How much each mediator led.

use std::collections::BTreeMap;

use jiff::civil::Date;
use sea_orm::{
    ColumnTrait, EntityTrait, FromQueryResult, QueryFilter, QuerySelect,
    sea_query::{Expr, ExprTrait, Query},
};

use crate::{
    Centre, Result, Store,
    entities::{attendance, session},
};

/// What somebody led in a period, alone or as the second.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Load {
    pub sessions: u64,
    pub minutes: u64,
}

#[derive(FromQueryResult)]
struct Led {
    of: Option<i64>,
    sessions: i64,
    minutes: i64,
}

impl Store {
    /// Sessions that somebody came to or is to come to, and their minutes without preparation and pause, by who leads them.
    pub(super) async fn load_of(&self, centre: &Centre, (first, last): (Date, Date)) -> Result<BTreeMap<i64, Load>> {
        let days = || (first.to_string(), last.to_string());
        let taken = Query::select()
            .column(attendance::Column::SessionId)
            .from(attendance::Entity)
            .and_where(attendance::Column::CentreId.eq(centre.id))
            .and_where(attendance::Column::Day.between(days().0, days().1))
            .and_where(attendance::Column::Status.is_not_in(["cancelled_by_person", "cancelled_by_centre"]))
            .to_owned();
        let mut loads: BTreeMap<i64, Load> = BTreeMap::new();
        for column in [session::Column::StaffId, session::Column::CoStaffId] {
            let led = session::Entity::find()
                .select_only()
                .column_as(column, "of")
                .column_as(Expr::val(1).count(), "sessions")
                .column_as(session::Column::Minutes.sum().cast_as("bigint"), "minutes")
                .filter(session::Column::CentreId.eq(centre.id))
                .filter(session::Column::Day.between(days().0, days().1))
                .filter(session::Column::CancelledAt.is_null())
                .filter(session::Column::Id.in_subquery(taken.clone()))
                .group_by(column)
                .into_model::<Led>()
                .all(&self.db)
                .await?;
            for Led { of, sessions, minutes } in led {
                let Some(of) = of else { continue };
                let load = loads.entry(of).or_default();
                load.sessions += sessions.unsigned_abs();
                load.minutes += minutes.unsigned_abs();
            }
        }
        Ok(loads)
    }
}
