//! Claims and rows of days against the sessions: the same cells as sets of bits.

use std::collections::{BTreeMap, BTreeSet};

use domain::calendar::{CELLS_PER_DAY, MINUTES_PER_CELL};
use sea_orm::{ColumnTrait, DatabaseTransaction, EntityTrait, QueryFilter, QueryResult};
use uuid::Uuid;

use super::{
    days::{MINUTES_PER_DAY, Window, time_of},
    sessions::Resource,
};
use crate::{
    Result,
    check::{
        report::{CheckReport, Example, Fault, rows},
        sessions::Session,
    },
    claims::{WORD_NAMES, Words, bits_of_cells, by_day},
    entities::busy_day,
    resource::ResourceKind,
    words::Word,
};

/// A day of somebody or of a room.
type Place = (Resource, i64);

/// Cells by day and session.
pub(super) type Claims = BTreeMap<(Place, Uuid), Words>;

/// Everybody, and every room, of which something is taken.
pub(super) async fn claimed(tx: &DatabaseTransaction, centre_id: i64) -> Result<Vec<Resource>> {
    let sql = format!("SELECT DISTINCT resource_kind, resource_id FROM claim WHERE centre_id = {centre_id}");
    let found = rows(tx, sql).await?;
    found.iter().map(resource).collect()
}

fn resource(row: &QueryResult) -> Result<Resource> {
    Ok((row.try_get::<Word<ResourceKind>>("", "resource_kind")?.0, row.try_get("", "resource_id")?))
}

/// The claims of a window. Each of `claimed` is looked up by itself (SQLite keeps the order of a CROSS JOIN), instead of
/// every claim of the centre read.
pub(super) async fn claims(
    tx: &DatabaseTransaction,
    centre_id: i64,
    claimed: &[Resource],
    window: Window,
) -> Result<Claims> {
    if claimed.is_empty() {
        return Ok(Claims::new());
    }
    let (from, to) = (window.first * CELLS_PER_DAY, (window.last + 1) * CELLS_PER_DAY - 1);
    let whose: Vec<String> = claimed.iter().map(|(kind, id)| format!("('{kind}', {id})")).collect();
    let sql = format!(
        "SELECT resource_kind, resource_id, cell / {CELLS_PER_DAY} AS day, session_id, {}
        FROM (VALUES {}) w CROSS JOIN claim WHERE centre_id = {centre_id} AND resource_kind = w.column1
            AND resource_id = w.column2 AND cell BETWEEN {from} AND {to}
        GROUP BY resource_kind, resource_id, cell / {CELLS_PER_DAY}, session_id",
        bits_of_cells(),
        whose.join(", ")
    );
    rows(tx, sql).await?.iter().map(read).collect()
}

/// Compares what the window's days have with what they should have.
pub(super) async fn compare(
    tx: &DatabaseTransaction,
    report: &mut CheckReport,
    centre_id: i64,
    window: Window,
    (sessions, found): (&[Session], &Claims),
) -> Result<()> {
    let wanted = wanted(window, sessions);
    for (key, words) in &wanted {
        let missing = without(*words, found.get(key).copied().unwrap_or_default());
        note(report, Fault::ClaimMissing, centre_id, (key.0, Some(key.1)), missing);
    }
    let mut union: BTreeMap<Place, Words> = BTreeMap::new();
    for (key, words) in found {
        let astray = without(*words, wanted.get(key).copied().unwrap_or_default());
        note(report, Fault::ClaimAstray, centre_id, (key.0, Some(key.1)), astray);
        let day = union.entry(key.0).or_default();
        *day = with(*day, *words);
        report.claims += words.iter().map(|word| u64::from(word.count_ones())).sum::<u64>();
    }
    let days = days(tx, centre_id, window).await?;
    report.days += days.len() as u64;
    for place in union.keys().chain(days.keys()).copied().collect::<BTreeSet<Place>>() {
        let (claimed, marked) = (union.get(&place).copied(), days.get(&place).copied());
        let (claimed, marked) = (claimed.unwrap_or_default(), marked.unwrap_or_default());
        let differ = with(without(claimed, marked), without(marked, claimed));
        note(report, Fault::DayDiffers, centre_id, (place, None), differ);
    }
    Ok(())
}

/// The cells that sessions take, clipped to the window, by day and session.
fn wanted(window: Window, sessions: &[Session]) -> Claims {
    let mut wanted = Claims::new();
    for session in sessions {
        let first = session.from.max(window.first * MINUTES_PER_DAY).div_euclid(MINUTES_PER_CELL);
        let end = session.to.min((window.last + 1) * MINUTES_PER_DAY) + MINUTES_PER_CELL - 1;
        let cells = first..end.div_euclid(MINUTES_PER_CELL);
        let taken = session.resources.iter().flat_map(|(kind, id)| cells.clone().map(|cell| (*kind, *id, cell)));
        for ((kind, id, day), words) in by_day(&taken.collect()) {
            wanted.insert((((kind, id), day), session.id), words);
        }
    }
    wanted
}

fn read(row: &QueryResult) -> Result<((Place, Uuid), Words)> {
    let place = (resource(row)?, row.try_get("", "day")?);
    let mut words = Words::default();
    for (word, name) in words.iter_mut().zip(WORD_NAMES) {
        *word = row.try_get("", name)?;
    }
    Ok(((place, row.try_get("", "session_id")?), words))
}

async fn days(tx: &DatabaseTransaction, centre_id: i64, window: Window) -> Result<BTreeMap<Place, Words>> {
    let found = busy_day::Entity::find()
        .filter(busy_day::Column::CentreId.eq(centre_id))
        .filter(busy_day::Column::DayNumber.between(window.first, window.last))
        .all(tx)
        .await?;
    let place = |row: busy_day::Model| {
        let words = [row.h0, row.h4, row.h8, row.h12, row.h16, row.h20];
        (((row.resource_kind.0, row.resource_id), row.day_number), words)
    };
    Ok(found.into_iter().map(place).collect())
}

fn with(a: Words, b: Words) -> Words {
    std::array::from_fn(|n| a[n] | b[n])
}

fn without(a: Words, b: Words) -> Words {
    std::array::from_fn(|n| a[n] & !b[n])
}

/// Counts a fault for one day of one session, with the first of its cells as the time.
fn note(
    report: &mut CheckReport,
    fault: Fault,
    centre_id: i64,
    ((resource, day), session): (Place, Option<Uuid>),
    words: Words,
) {
    let Some((n, word)) = (0..).zip(words).find(|(_, word)| *word != 0) else { return };
    let cell = n * CELLS_PER_DAY / 6 + i64::from(word.trailing_zeros());
    let at = time_of(day * MINUTES_PER_DAY + cell * MINUTES_PER_CELL);
    let of = session.map(|id| ("session", id)).into_iter().collect();
    report.add(fault, 1, vec![Example { centre_id, resource: Some(resource), at, of }]);
}
