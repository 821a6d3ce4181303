//! Who has which thing open at the desk. A row ends by itself: a browser that is closed, or asleep, says nothing more.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use sea_orm::{
    ActiveValue::Set, ColumnTrait, DatabaseTransaction, EntityTrait, QueryFilter, QueryOrder, sea_query::OnConflict,
};

use crate::{
    Centre, Result, Store,
    entities::{editing, staff},
    events,
    thing::{Thing, ThingKind},
    words::Word,
};

/// Seconds after which somebody who says nothing more has left.
pub const EDITING_SECONDS: i64 = 120;

/// Somebody who has a thing open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Editor {
    pub thing: Thing,
    pub staff_id: i64,
    pub name: String,
    pub since: Timestamp,
}

/// What somebody has open: the thing, whose account, since when in UTC seconds.
pub type Open = (Thing, i64, i64);

impl Store {
    /// Somebody has a thing open, now or still. Only the former rings.
    pub async fn opens(&self, centre: &Centre, thing: &Thing, staff_id: i64, now: Timestamp) -> Result<()> {
        let now = now.as_second();
        let changed = self.transact_quietly(|tx| async move {
            let over = editing::Entity::delete_many()
                .filter(editing::Column::CentreId.eq(centre.id))
                .filter(editing::Column::ExpiresAt.lte(now));
            let gone = over.exec(&tx).await?.rows_affected > 0;
            let known = editing::Entity::find_by_id(key(centre, thing, staff_id)).one(&tx).await?.is_some();
            let row = editing::ActiveModel {
                centre_id: Set(centre.id),
                kind: Set(Word(thing.kind())),
                subject: Set(thing.subject().to_owned()),
                staff_id: Set(staff_id),
                opened_at: Set(now),
                expires_at: Set(now + EDITING_SECONDS),
            };
            use editing::Column::{CentreId, ExpiresAt, Kind, StaffId, Subject};
            let still = OnConflict::columns([CentreId, Kind, Subject, StaffId]).update_column(ExpiresAt).to_owned();
            editing::Entity::insert(row).on_conflict(still).exec_without_returning(&tx).await?;
            tell(tx, centre, gone || !known).await
        });
        if changed.await? {
            self.ring();
        }
        Ok(())
    }

    /// Somebody has left a thing.
    pub async fn leaves(&self, centre: &Centre, thing: &Thing, staff_id: i64) -> Result<()> {
        let changed = self.transact_quietly(|tx| async move {
            let gone = editing::Entity::delete_by_id(key(centre, thing, staff_id)).exec(&tx).await?.rows_affected > 0;
            tell(tx, centre, gone).await
        });
        if changed.await? {
            self.ring();
        }
        Ok(())
    }

    /// Everybody who has something open at a centre, the first come first.
    pub async fn editors(&self, centre: &Centre, now: Timestamp) -> Result<Vec<Editor>> {
        let rows = editing::Entity::find()
            .filter(editing::Column::CentreId.eq(centre.id))
            .filter(editing::Column::ExpiresAt.gt(now.as_second()))
            .order_by_asc(editing::Column::OpenedAt)
            .order_by_asc(editing::Column::StaffId)
            .all(&self.db)
            .await?;
        let ids = rows.iter().map(|row| row.staff_id);
        let names = staff::Entity::find().filter(staff::Column::Id.is_in(ids)).all(&self.db).await?;
        let editor = |row: editing::Model| {
            let name = names.iter().find(|staff| staff.id == row.staff_id)?.name.clone();
            let since = Timestamp::from_second(row.opened_at).ok()?;
            Some(Editor { thing: Thing::new(row.kind.0, row.subject), staff_id: row.staff_id, name, since })
        };
        Ok(rows.into_iter().filter_map(editor).collect())
    }

    /// What is open at every centre, by its id.
    pub async fn all_open(&self, now: Timestamp) -> Result<BTreeMap<i64, BTreeSet<Open>>> {
        let rows = editing::Entity::find().filter(editing::Column::ExpiresAt.gt(now.as_second())).all(&self.db).await?;
        let mut all: BTreeMap<i64, BTreeSet<Open>> = BTreeMap::new();
        for row in rows {
            let open = (Thing::new(row.kind.0, row.subject), row.staff_id, row.opened_at);
            all.entry(row.centre_id).or_default().insert(open);
        }
        Ok(all)
    }
}

fn key(centre: &Centre, thing: &Thing, staff_id: i64) -> (i64, Word<ThingKind>, String, i64) {
    (centre.id, Word(thing.kind()), thing.subject().to_owned(), staff_id)
}

/// The other processes hear of a change.
async fn tell(tx: DatabaseTransaction, centre: &Centre, changed: bool) -> Result<(DatabaseTransaction, bool)> {
    if changed {
        events::announce(&tx, centre.id).await?;
    }
    Ok((tx, changed))
}
