//! The rooms of the centre: added, renamed, retired, and taken up again.

use std::collections::BTreeMap;

use domain::calendar::cell_of;
use jiff::Timestamp;
use sea_orm::{
    ActiveModelTrait,
    ActiveValue::Set,
    ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, QueryFilter, QueryOrder, QuerySelect,
    sea_query::{Expr, Func},
};

use crate::{
    Act, Actor, Centre, Error, Result, Store, Subject,
    audit::{self, line::Line},
    editing::editions::{self, Edit},
    entities::{claim, room},
    resource::ResourceKind,
    thing::{Thing, ThingKind},
    words::Word,
};

/// A room as its page shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RoomRecord {
    pub id: i64,
    pub name: String,
    /// How many people it holds.
    pub capacity: u32,
    /// Whether sessions are put into it.
    pub active: bool,
    /// Appointments, workshops and held times in it that are not over.
    pub ahead: u32,
}

impl Store {
    /// Every room, those in use first, by name.
    pub async fn rooms(&self, centre: &Centre, now: Timestamp) -> Result<Vec<RoomRecord>> {
        let rows = room::Entity::find()
            .filter(room::Column::CentreId.eq(centre.id))
            .order_by_desc(room::Column::Active)
            .order_by_asc(room::Column::Name)
            .order_by_asc(room::Column::Id)
            .all(&self.db)
            .await?;
        let ahead = sessions_ahead(&self.db, centre, now).await?;
        let record = |row: room::Model| RoomRecord {
            ahead: ahead.get(&row.id).copied().unwrap_or(0),
            id: row.id,
            name: row.name,
            capacity: row.capacity.unsigned_abs(),
            active: row.active,
        };
        Ok(rows.into_iter().map(record).collect())
    }

    /// Adds a room for `capacity` people; answers with its id.
    pub async fn add_room(
        &self,
        centre: &Centre,
        (name, capacity): (&str, u32),
        by: Actor,
        now: Timestamp,
    ) -> Result<i64> {
        let row = room::ActiveModel {
            centre_id: Set(centre.id),
            name: Set(name.to_owned()),
            capacity: Set(capacity as i32),
            active: Set(true),
            ..Default::default()
        };
        let row = &row;
        self.transact_quietly(|tx| async move {
            let id = row.clone().insert(&tx).await?.id;
            note(&tx, centre, id, "added", (by, now)).await?;
            Ok((tx, id))
        })
        .await
    }

    /// Gives a room another name or capacity. Sessions that are in it stay.
    ///
    /// # Errors
    /// [`Error::NotFound`]; [`Error::Stale`] for whoever saw an older edition.
    pub async fn save_room(
        &self,
        centre: &Centre,
        id: i64,
        (name, capacity): (&str, u32),
        edit: impl Into<Edit>,
        now: Timestamp,
    ) -> Result<()> {
        let edit = edit.into();
        self.transact_quietly(|tx| async move {
            editions::turn(&tx, centre, &Thing::new(ThingKind::Room, id), edit, now.as_second()).await?;
            let changed = room::Entity::update_many()
                .col_expr(room::Column::Name, Expr::value(name))
                .col_expr(room::Column::Capacity, Expr::value(capacity as i32))
                .filter(room::Column::CentreId.eq(centre.id))
                .filter(room::Column::Id.eq(id))
                .exec(&tx)
                .await?;
            if changed.rows_affected != 1 {
                return Err(Error::NotFound);
            }
            note(&tx, centre, id, "saved", (edit.by, now)).await?;
            Ok((tx, ()))
        })
        .await
    }

    /// Puts no more sessions into a room.
    ///
    /// # Errors
    /// [`Error::InUse`] while sessions to come are in it, [`Error::NotFound`], [`Error::Stale`].
    pub async fn retire_room(&self, centre: &Centre, id: i64, edit: impl Into<Edit>, now: Timestamp) -> Result<()> {
        let edit = edit.into();
        self.transact(|tx| async move {
            editions::turn(&tx, centre, &Thing::new(ThingKind::Room, id), edit, now.as_second()).await?;
            if sessions_ahead(&tx, centre, now).await?.contains_key(&id) {
                return Err(Error::InUse);
            }
            set_active(&tx, centre, id, false).await?;
            note(&tx, centre, id, "retired", (edit.by, now)).await?;
            Ok((tx, ()))
        })
        .await
    }

    /// Takes a room up again.
    ///
    /// # Errors
    /// [`Error::NotFound`], [`Error::Stale`].
    pub async fn reopen_room(&self, centre: &Centre, id: i64, edit: impl Into<Edit>, now: Timestamp) -> Result<()> {
        let edit = edit.into();
        self.transact_quietly(|tx| async move {
            editions::turn(&tx, centre, &Thing::new(ThingKind::Room, id), edit, now.as_second()).await?;
            set_active(&tx, centre, id, true).await?;
            note(&tx, centre, id, "reopened", (edit.by, now)).await?;
            Ok((tx, ()))
        })
        .await
    }
}

async fn note(
    tx: &DatabaseTransaction,
    centre: &Centre,
    id: i64,
    what: &str,
    (by, now): (Actor, Timestamp),
) -> Result<()> {
    let line = Line::new(by, Act::SavedRoom, Subject::Room(id)).with(what);
    audit::append(tx, centre.id, &line, now.as_second()).await
}

async fn set_active(db: &impl ConnectionTrait, centre: &Centre, id: i64, active: bool) -> Result<()> {
    let changed = room::Entity::update_many()
        .col_expr(room::Column::Active, Expr::value(active))
        .filter(room::Column::CentreId.eq(centre.id))
        .filter(room::Column::Id.eq(id))
        .exec(db)
        .await?;
    if changed.rows_affected == 1 { Ok(()) } else { Err(Error::NotFound) }
}

/// How many sessions that are not over have claims on each room.
async fn sessions_ahead(db: &impl ConnectionTrait, centre: &Centre, now: Timestamp) -> Result<BTreeMap<i64, u32>> {
    let ahead: Vec<(i64, i64)> = claim::Entity::find()
        .select_only()
        .column(claim::Column::ResourceId)
        .expr(Func::count_distinct(Expr::col(claim::Column::SessionId)))
        .filter(claim::Column::CentreId.eq(centre.id))
        .filter(claim::Column::ResourceKind.eq(Word(ResourceKind::Room)))
        .filter(claim::Column::Cell.gte(cell_of(centre.zone.to_datetime(now))))
        .group_by(claim::Column::ResourceId)
        .into_tuple()
        .all(db)
        .await?;
    Ok(ahead.into_iter().map(|(room, sessions)| (room, sessions as u32)).collect())
}
