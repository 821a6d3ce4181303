//! Each thing that is saved has the number of its edition. Who saves says which one they saw: whoever has seen an older
//! one is told before anything of the newer is gone.

use std::collections::BTreeMap;

use jiff::Timestamp;
use sea_orm::{ActiveValue::Set, ColumnTrait, DatabaseTransaction, EntityTrait, QueryFilter, sea_query::OnConflict};

use crate::{
    Actor, Centre, Error, Result, Store,
    centre::write_alone,
    entities::{edition, staff},
    thing::{Thing, ThingKind},
    words::Word,
};

/// Who changes a thing, and which edition of it they saw.
#[derive(Clone, Copy, Debug)]
pub struct Edit {
    pub by: Actor,
    /// `None` for whoever is to have the last word whatever stands: a shell, or the person themselves.
    pub seen: Option<i64>,
}

impl From<Actor> for Edit {
    fn from(by: Actor) -> Self {
        Self { by, seen: None }
    }
}

/// How often a thing was saved, and by whom last.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Edition {
    /// Nought for what nobody has saved since it was made.
    pub number: i64,
    /// Name of the member of staff who saved it last.
    pub by: Option<String>,
    pub at: Option<Timestamp>,
}

impl Store {
    /// The edition of a thing. Whoever shows the thing reads this first: what is read afterwards is never older.
    pub async fn edition(&self, centre: &Centre, thing: &Thing) -> Result<Edition> {
        let own = edition::Column::Subject.eq(thing.subject());
        let found = self.find_editions(centre, thing.kind(), Some(own)).await?;
        Ok(found.into_values().next().unwrap_or_default())
    }

    /// The editions of all things of a kind, by their subject. What nobody has saved is not among them.
    pub async fn editions(&self, centre: &Centre, kind: ThingKind) -> Result<BTreeMap<String, Edition>> {
        self.find_editions(centre, kind, None).await
    }

    async fn find_editions(
        &self,
        centre: &Centre,
        kind: ThingKind,
        which: Option<sea_orm::sea_query::SimpleExpr>,
    ) -> Result<BTreeMap<String, Edition>> {
        let rows = edition::Entity::find()
            .filter(edition::Column::CentreId.eq(centre.id))
            .filter(edition::Column::Kind.eq(Word(kind)));
        let rows = which.into_iter().fold(rows, |rows, which| rows.filter(which)).all(&self.db).await?;
        let ids = rows.iter().filter_map(|row| row.staff_id);
        let names = staff::Entity::find().filter(staff::Column::Id.is_in(ids)).all(&self.db).await?;
        let name = |id: i64| names.iter().find(|row| row.id == id).map(|row| row.name.clone());
        let edition = |row: edition::Model| {
            let at = Timestamp::from_second(row.at).ok();
            (row.subject, Edition { number: row.number, by: row.staff_id.and_then(name), at })
        };
        Ok(rows.into_iter().map(edition).collect())
    }
}

/// Makes the next edition of a thing, in the transaction that saves it. Call it first: it waits for whoever writes for the
/// centre.
///
/// # Errors
/// [`Error::Stale`] for whoever saw an older one.
pub(crate) async fn turn(tx: &DatabaseTransaction, centre: &Centre, thing: &Thing, edit: Edit, at: i64) -> Result<()> {
    write_alone(tx, centre).await?;
    let key = (centre.id, Word(thing.kind()), thing.subject().to_owned());
    let stands = edition::Entity::find_by_id(key).one(tx).await?.map_or(0, |row| row.number);
    if edit.seen.is_some_and(|seen| seen != stands) {
        return Err(Error::Stale);
    }
    let row = edition::ActiveModel {
        centre_id: Set(centre.id),
        kind: Set(Word(thing.kind())),
        subject: Set(thing.subject().to_owned()),
        number: Set(stands + 1),
        staff_id: Set(if let Actor::Staff(id) = edit.by { Some(id) } else { None }),
        at: Set(at),
    };
    let key = [edition::Column::CentreId, edition::Column::Kind, edition::Column::Subject];
    let new = [edition::Column::Number, edition::Column::StaffId, edition::Column::At];
    let over = OnConflict::columns(key).update_columns(new).to_owned();
    edition::Entity::insert(row).on_conflict(over).exec_without_returning(tx).await?;
    Ok(())
}
