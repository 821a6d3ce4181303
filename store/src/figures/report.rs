//! What the yearly report asks beyond the figures: people, and what they came to.

use domain::{appointment::Status, offer::Family};
use jiff::civil::Date;
use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter, QuerySelect, RelationTrait, sea_query::JoinType};

use super::{
    counted::{Row, rows_by},
    waits::firsts,
};
use crate::{
    Centre, Result, Store,
    entities::{attendance, service, session},
    words::{Kind, Word},
};

/// Of those who came in a period.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// People who came for the first time, and those who had come before.
    pub people: [u64; 2],
    /// Meetings that took place, by the kind of help.
    pub families: Vec<Row<Family>>,
    /// Sessions that took place: with one, with two parties, and workshops.
    pub sessions: [u64; 3],
}

impl Store {
    /// The report's own counts from `first` to `last`, both included. A person is counted once.
    pub async fn report(&self, centre: &Centre, period: (Date, Date)) -> Result<Report> {
        let (first, last) = period;
        let came = || {
            attendance::Entity::find()
                .select_only()
                .filter(attendance::Column::CentreId.eq(centre.id))
                .filter(attendance::Column::Day.between(first.to_string(), last.to_string()))
                .filter(attendance::Column::Status.eq(Word(Status::Done)))
        };
        let all = came().column(attendance::Column::PersonId).distinct().count(&self.db).await?;
        let new = firsts(centre.id, period).select_only().column(attendance::Column::PersonId).count(&self.db).await?;
        let families = came()
            .join(JoinType::InnerJoin, attendance::Relation::Session.def())
            .join(JoinType::InnerJoin, session::Relation::Service.def())
            .column_as(service::Column::Family, "of")
            .group_by(service::Column::Family);
        let families: Vec<Row<Word<Family>>> = rows_by(&self.db, families).await?;
        let of = |family| families.iter().filter(|(of, _)| of.0 == family).map(|(_, n)| n).sum();
        let with_session = || came().join(JoinType::InnerJoin, attendance::Relation::Session.def());
        let private = with_session()
            .filter(session::Column::Kind.eq(Word(Kind::Private)))
            .column_as(attendance::Column::SessionId, "of")
            .group_by(attendance::Column::SessionId);
        let private: Vec<Row<uuid::Uuid>> = rows_by(&self.db, private).await?;
        let groups = with_session().filter(session::Column::Kind.eq(Word(Kind::Group)));
        let groups = groups.column(attendance::Column::SessionId).distinct().count(&self.db).await?;
        let joint = private.iter().filter(|(_, parties)| *parties > 1).count() as u64;
        Ok(Report {
            people: [new, all.saturating_sub(new)],
            families: Family::ALL.into_iter().map(|family| (family, of(family))).collect(),
            sessions: [private.len() as u64 - joint, joint, groups],
        })
    }
}
