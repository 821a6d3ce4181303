//! The claims of a day in one row: six numbers of 48 bits, changed in the transaction that changes the claims.

use std::collections::{BTreeMap, BTreeSet};

use domain::calendar::CELLS_PER_DAY;
use sea_orm::{
    ActiveValue::Set,
    ColumnTrait, DatabaseTransaction, EntityTrait, QueryFilter,
    sea_query::{Alias, BinOper, Expr, ExprTrait, OnConflict},
};

use crate::{
    Result,
    database::rows::Rows,
    entities::busy_day,
    resource::{Cell, ResourceKind},
    words::Word,
};

/// Cells of a column.
const BITS: i64 = 48;
const COLUMNS: [busy_day::Column; 6] = [
    busy_day::Column::H0,
    busy_day::Column::H4,
    busy_day::Column::H8,
    busy_day::Column::H12,
    busy_day::Column::H16,
    busy_day::Column::H20,
];

/// Their names in the tables.
pub(crate) const WORD_NAMES: [&str; 6] = ["h0", "h4", "h8", "h12", "h16", "h20"];

/// A day of a resource.
type Key = (ResourceKind, i64, i64);
/// The cells of a day, a bit a cell.
pub(crate) type Words = [i64; 6];

/// SQL that makes the columns of a day from a group of claims, on either database. Claims are unique, so a sum of their
/// bits is their union.
pub(crate) fn bits_of_cells() -> String {
    let bits = (0..).step_by(BITS as usize).zip(WORD_NAMES).map(|(first, name)| {
        let (place, last) = (format!("cell % {CELLS_PER_DAY}"), first + BITS - 1);
        format!(
            "CAST(SUM(CASE WHEN {place} BETWEEN {first} AND {last}
            THEN CAST(1 AS bigint) << CAST({place} - {first} AS integer) ELSE 0 END) AS bigint) AS {name}"
        )
    });
    bits.collect::<Vec<_>>().join(", ")
}

/// Sets the bits of `taken` and clears those of `freed`, day by day in one order for all.
pub(super) async fn mark(
    tx: &DatabaseTransaction,
    centre_id: i64,
    taken: &BTreeSet<Cell>,
    freed: &BTreeSet<Cell>,
) -> Result<()> {
    let (taken, freed) = (by_day(taken), by_day(freed));
    let keys: BTreeSet<Key> = taken.keys().chain(freed.keys()).copied().collect();
    for key in keys {
        if let Some(words) = taken.get(&key) {
            let mut rows = Rows::default();
            add(&mut rows, centre_id, &BTreeMap::from([(key, *words)]));
            rows.write(tx).await?;
        }
        if let Some(words) = freed.get(&key) {
            clear(tx, centre_id, key, *words).await?;
        }
    }
    Ok(())
}

/// The words of each day on which there are cells.
pub(crate) fn by_day(cells: &BTreeSet<Cell>) -> BTreeMap<Key, Words> {
    let mut days: BTreeMap<Key, Words> = BTreeMap::new();
    for &(kind, id, cell) in cells {
        let words = days.entry((kind, id, cell.div_euclid(CELLS_PER_DAY))).or_default();
        let place = cell.rem_euclid(CELLS_PER_DAY);
        words[(place / BITS) as usize] |= 1 << (place % BITS);
    }
    days
}

/// Adds the bits of these days to those that are set.
pub(super) fn add(rows: &mut Rows, centre_id: i64, days: &BTreeMap<Key, Words>) {
    let row = |(&(kind, id, day), words): (&Key, &Words)| {
        let [h0, h4, h8, h12, h16, h20] = words.map(Set);
        busy_day::ActiveModel {
            centre_id: Set(centre_id),
            resource_kind: Set(Word(kind)),
            resource_id: Set(id),
            day_number: Set(day),
            h0,
            h4,
            h8,
            h12,
            h16,
            h20,
        }
    };
    let key = [
        busy_day::Column::CentreId,
        busy_day::Column::ResourceKind,
        busy_day::Column::ResourceId,
        busy_day::Column::DayNumber,
    ];
    let mut on_conflict = OnConflict::columns(key);
    for column in COLUMNS {
        let (known, new) = (Expr::col((busy_day::Entity, column)), Expr::col((Alias::new("excluded"), column)));
        on_conflict.value(column, known.binary(BinOper::BitOr, new));
    }
    rows.add_or_change(days.iter().map(row), on_conflict);
}

async fn clear(tx: &DatabaseTransaction, centre_id: i64, (kind, id, day): Key, words: Words) -> Result<()> {
    let mut update = busy_day::Entity::update_many();
    for (column, word) in COLUMNS.into_iter().zip(words) {
        let kept = ((1 << BITS) - 1) ^ word;
        update = update.col_expr(column, Expr::col(column).binary(BinOper::BitAnd, kept));
    }
    update
        .filter(busy_day::Column::CentreId.eq(centre_id))
        .filter(busy_day::Column::ResourceKind.eq(Word(kind)))
        .filter(busy_day::Column::ResourceId.eq(id))
        .filter(busy_day::Column::DayNumber.eq(day))
        .exec(tx)
        .await?;
    Ok(())
}
