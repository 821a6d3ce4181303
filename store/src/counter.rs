//! The counter of a centre, which every event and every line of its audit takes its number from. Whoever counts has the
//! row until their transaction ends: numbers rise in the order of the commits.

use sea_orm::{ConnectionTrait, Statement, Value};

use crate::{Error, Result};

/// How many of each are added.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct More {
    pub events: i64,
    pub lines: i64,
    /// Lines after which the public site may show something else.
    pub changes: i64,
}

/// The numbers of the last that were added, and the hash of the line before them.
pub(crate) struct Counted {
    pub event: i64,
    pub line: i64,
    pub hash_before: String,
}

/// $1 events, $2 lines, $3 changes, $4 the centre.
const COUNT: &str = "UPDATE event_counter SET last = last + $1, audits = audits + $2, changes = changes + $3
    WHERE centre_id = $4
    RETURNING last, audits, (SELECT audit.hash FROM audit
        WHERE audit.centre_id = event_counter.centre_id AND audit.sequence = event_counter.audits - $2) AS hash_before";

/// Counts on.
///
/// # Errors
/// [`Error::NotFound`] for a centre that does not exist.
pub(crate) async fn count(tx: &impl ConnectionTrait, centre_id: i64, more: More) -> Result<Counted> {
    let values = [more.events, more.lines, more.changes, centre_id].map(Value::from);
    let row = tx.query_one_raw(Statement::from_sql_and_values(tx.get_database_backend(), COUNT, values)).await?;
    let row = row.ok_or(Error::NotFound)?;
    let hash_before: Option<String> = row.try_get("", "hash_before")?;
    let (event, line) = (row.try_get("", "last")?, row.try_get("", "audits")?);
    Ok(Counted { event, line, hash_before: hash_before.unwrap_or_default() })
}
