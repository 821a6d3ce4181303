//! What follows from appointments, written by the database itself: claims, days and history.

use jiff::Timestamp;
use sea_orm::{ConnectionTrait, DatabaseBackend, DatabaseTransaction};

use crate::{Result, Store, claims::bits_of_cells};

const GONE: &str = "('cancelled_by_person', 'cancelled_by_centre')";

/// Lets SQLite keep the indexes of a centre in memory while it writes; PostgreSQL has its own.
pub(super) async fn make_room(tx: &DatabaseTransaction) -> Result<()> {
    if tx.get_database_backend() == DatabaseBackend::Sqlite {
        tx.execute_unprepared("PRAGMA cache_size = -262144").await?; // KiB
    }
    Ok(())
}

/// Has PostgreSQL tidy up and look at the tables now instead of in a minute.
pub(super) async fn gather_statistics(store: &Store) -> Result<()> {
    if !store.on_sqlite() {
        store.db.execute_unprepared("VACUUM ANALYZE").await?;
    }
    Ok(())
}

/// Number of the civil day in a column since 1970-01-01.
fn day_number(tx: &DatabaseTransaction, column: &str) -> String {
    match tx.get_database_backend() {
        DatabaseBackend::Sqlite => format!("CAST(julianday({column}) - 2440587.5 AS integer)"),
        _ => format!("(CAST({column} AS date) - DATE '1970-01-01')"),
    }
}

/// Writes what the appointments of a centre take and have gone through.
pub(super) async fn derive(tx: &DatabaseTransaction, centre_id: i64, now: Timestamp) -> Result<()> {
    if tx.get_database_backend() != DatabaseBackend::Sqlite {
        // Each claim is looked up among the sessions, one by one for as long as PostgreSQL takes them to be few.
        tx.execute_unprepared("ANALYZE session, attendance").await?;
    }
    tx.execute_unprepared(&claims(&day_number(tx, "day"), centre_id)).await?;
    let days = format!(
        "INSERT INTO busy_day (centre_id, resource_kind, resource_id, day_number, h0, h4, h8, h12, h16, h20)
        SELECT centre_id, resource_kind, resource_id, cell / 288, {} FROM claim WHERE centre_id = {centre_id}
        GROUP BY centre_id, resource_kind, resource_id, cell / 288",
        bits_of_cells()
    );
    tx.execute_unprepared(&days).await?;
    for line in lines(now) {
        let history = format!(
            "INSERT INTO status_change (centre_id, attendance_id, version, status, by_staff, at, what)
            SELECT a.centre_id, a.id, {line} AND a.centre_id = {centre_id} ORDER BY a.id"
        );
        tx.execute_unprepared(&history).await?;
    }
    Ok(())
}

/// A row a cell for each person and room, in the order of the key.
fn claims(day_number: &str, centre_id: i64) -> String {
    let part = |kind: &str, resource: &str| {
        format!(
            "SELECT id, '{kind}' AS kind, {resource} AS resource, ({day_number}) * 288 + (start_minute - before_minutes) / 5
            AS first, (before_minutes + minutes + buffer_minutes) / 5 AS length FROM session s
            WHERE centre_id = {centre_id} AND {resource} IS NOT NULL AND EXISTS (SELECT 1 FROM attendance a
                WHERE a.centre_id = s.centre_id AND a.session_id = s.id AND a.status NOT IN {GONE})"
        )
    };
    let parts = [part("staff", "staff_id"), part("staff", "co_staff_id"), part("room", "room_id")];
    format!(
        "INSERT INTO claim (centre_id, resource_kind, resource_id, cell, session_id)
        WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i + 1 <
            (SELECT MAX(before_minutes + minutes + buffer_minutes) / 5 FROM session WHERE centre_id = {centre_id})),
        part AS ({})
        SELECT {centre_id}, kind, resource, first + i, id FROM part JOIN n ON i < length ORDER BY kind, resource, first + i",
        parts.join(" UNION ALL ")
    )
}

/// The lines of history: version, status, who, when, what; and of whom.
fn lines(now: Timestamp) -> [String; 5] {
    let now = now.as_second();
    let from = "FROM attendance a JOIN session s ON s.centre_id = a.centre_id AND s.id = a.session_id";
    [
        format!("1, 'expected', a.booked_by, a.created_at, 'booked' {from} WHERE a.version >= 1"),
        format!("2, 'arrived', s.staff_id, a.starts_at - 300, 'status' {from} WHERE a.version = 3"),
        format!("2, a.status, s.staff_id, a.starts_at + 900, 'status' {from} WHERE a.status = 'did_not_come'"),
        // Some time between the booking and its day, and before now.
        format!(
            "2, a.status, CASE WHEN a.status = 'cancelled_by_centre' THEN s.staff_id END,
            (a.created_at + CASE WHEN a.starts_at < {now} THEN a.starts_at ELSE {now} END) / 2, 'status'
            {from} WHERE a.status IN {GONE}"
        ),
        format!(
            "3, a.status, s.staff_id, CASE WHEN a.status = 'done' THEN a.starts_at + s.minutes * 60
                ELSE a.starts_at END, 'status' {from} WHERE a.version = 3"
        ),
    ]
}
