//! What a period came to: counts of appointments, waits and workshops, which name nobody.

pub(crate) mod counted;
mod groups;
pub(crate) mod load;
pub(crate) mod report;
pub(crate) mod waiting_list;
mod waits;

use std::collections::BTreeMap;

use counted::{Row, add_rows, in_order, rows_by};
use domain::{
    appointment::{Mode, Status},
    language::Language,
};
use jiff::{
    ToSpan,
    civil::{Date, Weekday},
};
use load::Load;
use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter, QuerySelect, RelationTrait, sea_query::JoinType};
use waiting_list::WaitingEnd;

use crate::{
    Centre, Result, Store,
    entities::{attendance, session, staff},
    network::memberships,
    words::Word,
};

/// Figures of a period.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Figures {
    /// Appointments by what became of them.
    pub outcomes: Vec<Row<Status>>,
    /// By the name of the service, of the mediator, by mode, by month (`2027-01`) and by the Monday of their week.
    pub services: Vec<Row<String>>,
    pub mediators: Vec<Row<String>>,
    pub modes: Vec<Row<Mode>>,
    pub months: Vec<Row<String>>,
    pub weeks: Vec<Row<Date>>,
    /// What each mediator led.
    pub load: BTreeMap<String, Load>,
    /// Days from the booking to the first day, of every appointment that took place.
    pub waits: Vec<i64>,
    /// Days from the first request to the first meeting, of everybody who came for the first time.
    pub first_waits: Vec<i64>,
    /// Who joined the waiting list, by what became of it.
    pub waiting: Vec<Row<WaitingEnd>>,
    /// Workshops that took place, their seats, those taken, and those who came.
    pub workshops: [u64; 4],
}

impl Figures {
    /// The same with those of the days after.
    pub fn and(mut self, next: Self) -> Self {
        add_rows(&mut self.outcomes, next.outcomes);
        add_rows(&mut self.services, next.services);
        add_rows(&mut self.mediators, next.mediators);
        add_rows(&mut self.modes, next.modes);
        add_rows(&mut self.months, next.months);
        add_rows(&mut self.weeks, next.weeks);
        add_rows(&mut self.waiting, next.waiting);
        in_order(&mut self.services);
        in_order(&mut self.mediators);
        for (name, more) in next.load {
            let load = self.load.entry(name).or_default();
            load.sessions += more.sessions;
            load.minutes += more.minutes;
        }
        self.waits.extend(next.waits);
        self.first_waits.extend(next.first_waits);
        for (sum, more) in self.workshops.iter_mut().zip(next.workshops) {
            *sum += more;
        }
        self
    }
}

impl Store {
    /// How many appointments a period has: the rows that its figures are counted from.
    pub async fn figures_size(&self, centre: &Centre, (first, last): (Date, Date)) -> Result<u64> {
        let rows = attendance::Entity::find()
            .filter(attendance::Column::CentreId.eq(centre.id))
            .filter(attendance::Column::Day.between(first.to_string(), last.to_string()));
        Ok(rows.count(&self.db).await?)
    }

    /// The figures from `first` to `last`, both included, with names in `language`. Fifteen queries.
    pub async fn figures(&self, centre: &Centre, period: (Date, Date), language: Language) -> Result<Figures> {
        let (first, last) = period;
        let of_period = || {
            attendance::Entity::find()
                .select_only()
                .filter(attendance::Column::CentreId.eq(centre.id))
                .filter(attendance::Column::Day.between(first.to_string(), last.to_string()))
        };
        let held = || {
            of_period()
                .join(JoinType::InnerJoin, attendance::Relation::Session.def())
                .filter(attendance::Column::Status.is_not_in(["cancelled_by_person", "cancelled_by_centre"]))
        };
        let outcomes = of_period().column_as(attendance::Column::Status, "of").group_by(attendance::Column::Status);
        let outcomes: Vec<Row<Word<Status>>> = rows_by(&self.db, outcomes).await?;
        let services = held().column_as(session::Column::ServiceId, "of").group_by(session::Column::ServiceId);
        let services: Vec<Row<i64>> = rows_by(&self.db, services).await?;
        let people = held().column_as(session::Column::StaffId, "of").group_by(session::Column::StaffId);
        let people: Vec<Row<i64>> = rows_by(&self.db, people).await?;
        let modes = held().column_as(session::Column::Mode, "of").group_by(session::Column::Mode);
        let modes: Vec<Row<Word<Mode>>> = rows_by(&self.db, modes).await?;
        let days = held().column_as(attendance::Column::Day, "of").group_by(attendance::Column::Day);
        let days: Vec<Row<Word<Date>>> = rows_by(&self.db, days).await?;
        let staff_names = self.names_of_staff(centre).await?;
        let load = self.load_of(centre, period).await?.into_iter();
        Ok(Figures {
            outcomes: Status::ALL
                .into_iter()
                .map(|status| (status, outcomes.iter().filter(|(of, _)| of.0 == status).map(|(_, n)| n).sum()))
                .collect(),
            services: named(services, &self.service_names(centre, language).await?),
            mediators: named(people, &staff_names),
            modes: modes.into_iter().map(|(mode, number)| (mode.0, number)).collect(),
            months: by(&days, |day| day.strftime("%Y-%m").to_string()),
            weeks: by(&days, monday_of),
            load: load.map(|(id, load)| (name_of(id, &staff_names), load)).collect(),
            waits: self.waits_of(centre, period).await?,
            first_waits: self.first_waits_of(centre, period).await?,
            waiting: self.waiting_of(centre, period).await?,
            workshops: self.workshops_of(centre, period).await?,
        })
    }

    async fn names_of_staff(&self, centre: &Centre) -> Result<BTreeMap<i64, String>> {
        let known = memberships::known(centre.id).select_only().columns([staff::Column::Id, staff::Column::Name]);
        Ok(known.into_tuple::<(i64, String)>().all(&self.db).await?.into_iter().collect())
    }
}

/// Days put together, in order.
fn by<Of: Ord>(days: &[Row<Word<Date>>], of: impl Fn(Date) -> Of) -> Vec<Row<Of>> {
    let mut sums: BTreeMap<Of, u64> = BTreeMap::new();
    for (day, number) in days {
        *sums.entry(of(day.0)).or_default() += number;
    }
    sums.into_iter().collect()
}

fn monday_of(day: Date) -> Date {
    day.saturating_sub(i64::from(day.weekday().since(Weekday::Monday)).days())
}

fn named(rows: Vec<Row<i64>>, names: &BTreeMap<i64, String>) -> Vec<Row<String>> {
    let mut rows: Vec<Row<String>> = rows.into_iter().map(|(id, number)| (name_of(id, names), number)).collect();
    in_order(&mut rows);
    rows
}

fn name_of(id: i64, names: &BTreeMap<i64, String>) -> String {
    names.get(&id).cloned().unwrap_or_else(|| format!("#{id}"))
}
