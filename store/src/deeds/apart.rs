//! Two people who seem to be one are two: that is remembered, and they are not proposed again.

use jiff::Timestamp;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use uuid::Uuid;

use crate::{
    Act, Actor, Centre, Error, Result, Store, Subject,
    audit::{self, line::Line},
    centre::write_alone,
    entities::person_apart,
    persons::{apart, circle::Circle},
};

impl Store {
    /// Remembers that two people are not one. Saying it twice changes nothing.
    ///
    /// # Errors
    /// [`Error::NotFound`] when one of them is forgotten, [`Error::Stale`] when they were merged.
    pub async fn say_apart(&self, centre: &Centre, (one, other): (Uuid, Uuid), by: i64, now: Timestamp) -> Result<()> {
        self.transact(|tx| async move {
            write_alone(&tx, centre).await?;
            let circle = Circle::around(&tx, centre.id, [one, other]).await?;
            let [one, other] = [circle.speaks_for(one), circle.speaks_for(other)];
            let (one, other) = (one.ok_or(Error::NotFound)?, other.ok_or(Error::NotFound)?);
            if circle.ids_of(one).contains(&other) {
                return Err(Error::Stale);
            }
            let row = apart::row(centre.id, (one, other), Some(by), now.as_second());
            if person_apart::Entity::find_by_id((centre.id, one.min(other), one.max(other))).one(&tx).await?.is_some() {
                return Ok((tx, ()));
            }
            person_apart::Entity::insert(row).exec_without_returning(&tx).await?;
            let line = Line::new(Actor::Staff(by), Act::SaidApart, Subject::Person(one)).with(format!("from={other}"));
            audit::append(&tx, centre.id, &line, now.as_second()).await?;
            Ok((tx, ()))
        })
        .await
    }

    /// Takes back that two people are not one. The parties of one session stay two.
    ///
    /// # Errors
    /// [`Error::NotFound`] when nobody said so.
    pub async fn unsay_apart(
        &self,
        centre: &Centre,
        (one, other): (Uuid, Uuid),
        by: i64,
        now: Timestamp,
    ) -> Result<()> {
        self.transact(|tx| async move {
            write_alone(&tx, centre).await?;
            let done = person_apart::Entity::delete_many()
                .filter(person_apart::Column::CentreId.eq(centre.id))
                .filter(person_apart::Column::OneId.eq(one.min(other)))
                .filter(person_apart::Column::OtherId.eq(one.max(other)))
                .filter(person_apart::Column::SaidBy.is_not_null())
                .exec(&tx)
                .await?;
            if done.rows_affected == 0 {
                return Err(Error::NotFound);
            }
            let line =
                Line::new(Actor::Staff(by), Act::UnsaidApart, Subject::Person(one)).with(format!("from={other}"));
            audit::append(&tx, centre.id, &line, now.as_second()).await?;
            Ok((tx, ()))
        })
        .await
    }
}
