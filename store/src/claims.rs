//! Who holds which five minutes: a row a cell, which the database lets nobody take twice; and beside them the same in
//! one row a day, which free times are read from.

mod busy;

use std::{collections::BTreeSet, ops::Range};

use domain::calendar::cells;
use sea_orm::{ActiveValue::Set, ColumnTrait, DatabaseTransaction, DbErr, EntityTrait, QueryFilter};

use crate::{
    Error, Result,
    centre::civil::start_of_session,
    database::rows::Rows,
    entities::{claim, session},
    error::breaks_unique_rule,
    events,
    resource::{Cell, ResourceKind},
    words::Word,
};

pub(crate) use busy::{WORD_NAMES, Words, bits_of_cells, by_day};

/// Why one attempt did not write. After a broken unique rule the booking looks again: another person may be free,
/// the same form may have come first, another number be drawn.
pub(crate) enum Refused {
    UniqueRule,
    Error(Error),
}

impl<E: Into<Error>> From<E> for Refused {
    fn from(error: E) -> Self {
        Self::Error(error.into())
    }
}

impl Refused {
    /// The error to report when there is no looking again.
    pub fn or_taken(self) -> Error {
        match self {
            Self::UniqueRule => Error::Taken,
            Self::Error(error) => error,
        }
    }

    /// The error that has the transaction run again.
    pub fn or_outrun(self) -> Error {
        match self {
            Self::UniqueRule => Error::Outrun,
            Self::Error(error) => error,
        }
    }
}

/// The people and the room that a session takes, from its preparation to its pause.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Taking {
    pub staff: i64,
    pub co_staff: Option<i64>,
    pub room: Option<i64>,
    pub cells: Range<i64>,
}

impl Taking {
    /// `before` and `after` are minutes.
    pub fn new(
        (staff, co_staff, room): (i64, Option<i64>, Option<i64>),
        start: jiff::civil::DateTime,
        (before, minutes, after): (i32, i32, i32),
    ) -> Result<Self> {
        let wrong = |_| Error::Corrupt("minutes of a session");
        let session = cells(start, (minutes + after).unsigned_abs()).map_err(wrong)?;
        let (first, last) = (session.first().copied().unwrap_or(0), session.last().copied().unwrap_or(0));
        let before = i64::from(before) / domain::calendar::MINUTES_PER_CELL;
        Ok(Self { staff, co_staff, room, cells: first - before..last + 1 })
    }

    pub fn of(session: &session::Model) -> Result<Self> {
        let lengths = (session.before_minutes, session.minutes, session.buffer_minutes);
        Self::new((session.staff_id, session.co_staff_id, session.room_id), start_of_session(session), lengths)
    }

    /// Each resource with its cells.
    pub fn parts(&self) -> impl Iterator<Item = (ResourceKind, i64, Range<i64>)> + '_ {
        let staff = [Some(self.staff), self.co_staff].into_iter().flatten().map(|id| (ResourceKind::Staff, id));
        let room = self.room.into_iter().map(|id| (ResourceKind::Room, id));
        staff.chain(room).map(|(kind, id)| (kind, id, self.cells.clone()))
    }

    fn all_cells(&self) -> BTreeSet<Cell> {
        self.parts().flat_map(|(kind, id, cells)| cells.map(move |cell| (kind, id, cell))).collect()
    }
}

/// Takes everything a session needs, in one order for all, so that two bookings never wait for each other in a circle.
///
/// # Errors
/// [`Refused::UniqueRule`] when somebody else has one of the cells.
pub(crate) async fn take(tx: &DatabaseTransaction, of: &session::Model, taking: &Taking) -> Result<(), Refused> {
    let mut rows = Rows::default();
    add(&mut rows, of, taking);
    rows.write(tx).await.map_err(refused)?;
    events::announce(tx, of.centre_id).await?;
    Ok(())
}

/// The same as rows; whoever writes them announces it.
pub(crate) fn add(rows: &mut Rows, of: &session::Model, taking: &Taking) {
    let cells = taking.all_cells();
    rows.add_all(claims_of(of, &cells));
    busy::add(rows, of.centre_id, &by_day(&cells));
}

/// Gives everything back.
pub(crate) async fn free(tx: &DatabaseTransaction, of: &session::Model) -> Result<()> {
    let gone = claim::Entity::delete_many()
        .filter(claim::Column::CentreId.eq(of.centre_id))
        .filter(claim::Column::SessionId.eq(of.id))
        .exec_with_returning(tx)
        .await?;
    let cells = gone.iter().map(|row| (row.resource_kind.0, row.resource_id, row.cell)).collect();
    busy::mark(tx, of.centre_id, &BTreeSet::new(), &cells).await?;
    events::announce(tx, of.centre_id).await
}

/// Wins what is new first, then gives back what is no longer needed.
///
/// # Errors
/// [`Refused::UniqueRule`] when somebody else has one of the cells.
pub(crate) async fn swap(
    tx: &DatabaseTransaction,
    of: &session::Model,
    old: &Taking,
    new: &Taking,
) -> Result<(), Refused> {
    let (old, new) = (old.all_cells(), new.all_cells());
    let (wanted, spare) = (&new - &old, &old - &new);
    if !wanted.is_empty() {
        let claims = claim::Entity::insert_many(claims_of(of, &wanted));
        claims.exec_without_returning(tx).await.map_err(refused)?;
    }
    let resources: BTreeSet<(ResourceKind, i64)> = spare.iter().map(|(kind, id, _)| (*kind, *id)).collect();
    for (kind, id) in resources {
        let cells = spare.iter().filter(|(of, whose, _)| *of == kind && *whose == id).map(|(_, _, cell)| *cell);
        claim::Entity::delete_many()
            .filter(claim::Column::CentreId.eq(of.centre_id))
            .filter(claim::Column::ResourceKind.eq(Word(kind)))
            .filter(claim::Column::ResourceId.eq(id))
            .filter(claim::Column::Cell.is_in(cells))
            .exec(tx)
            .await?;
    }
    busy::mark(tx, of.centre_id, &wanted, &spare).await?;
    Ok(())
}

fn claims_of(of: &session::Model, cells: &BTreeSet<Cell>) -> impl Iterator<Item = claim::ActiveModel> {
    cells.iter().map(|&(kind, id, cell)| claim::ActiveModel {
        centre_id: Set(of.centre_id),
        resource_kind: Set(Word(kind)),
        resource_id: Set(id),
        cell: Set(cell),
        session_id: Set(of.id),
    })
}

pub(crate) fn refused(error: DbErr) -> Refused {
    if breaks_unique_rule(&error) { Refused::UniqueRule } else { Refused::Error(error.into()) }
}
