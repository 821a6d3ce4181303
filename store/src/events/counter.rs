//! The counter of a centre, which every event and every line of its audit takes its number from. Whoever counts has the
//! row until their transaction ends: numbers rise in the order of the commits.

use sea_orm::{
    ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, ExprTrait, QueryFilter, QuerySelect, Statement,
    Value,
    sea_query::{Expr, Query},
};

use crate::{
    Error, Result,
    entities::{event_counter, membership},
};

/// How many of each are added.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct More {
    pub events: i64,
    pub lines: i64,
    /// Lines after which the public site may show something else.
    pub changes: i64,
    /// Those of them after which hours, people, rooms or services may be others.
    pub rules: i64,
}

/// The numbers of the last that were added, and the hash of the line before them.
pub(crate) struct Counted {
    pub event: i64,
    pub line: i64,
    pub hash_before: String,
}

/// $1 events, $2 lines, $3 changes, $4 rules, $5 the centre.
const COUNT: &str = "UPDATE event_counter
    SET last = last + $1, audits = audits + $2, changes = changes + $3, rules = rules + $4
    WHERE centre_id = $5
    RETURNING last, audits, (SELECT audit.hash FROM audit
        WHERE audit.centre_id = event_counter.centre_id AND audit.sequence = event_counter.audits - $2) AS hash_before";

/// Counts on.
///
/// # Errors
/// [`Error::NotFound`] for a centre that does not exist.
pub(crate) async fn count(tx: &impl ConnectionTrait, centre_id: i64, more: More) -> Result<Counted> {
    let values = [more.events, more.lines, more.changes, more.rules, centre_id].map(Value::from);
    let row = tx.query_one_raw(Statement::from_sql_and_values(tx.get_database_backend(), COUNT, values)).await?;
    let row = row.ok_or(Error::NotFound)?;
    let hash_before: Option<String> = row.try_get("", "hash_before")?;
    let (event, line) = (row.try_get("", "last")?, row.try_get("", "audits")?);
    Ok(Counted { event, line, hash_before: hash_before.unwrap_or_default() })
}

/// One writes for a centre at a time, from here until the transaction ends: whoever takes a time by the hours, and whoever
/// changes them. What was read before is looked at again, or its rules are compared with these. Each event and each line of the audit needs
/// the same row, so that whoever took it later would find it in the hands of somebody who waits for them. SQLite's
/// transaction is such a lock already. Answers with the number of the centre's rules.
///
/// # Errors
/// [`Error::NotFound`] for a centre that does not exist.
pub(crate) async fn hold(tx: &DatabaseTransaction, centre_id: i64) -> Result<i64> {
    let row = event_counter::Entity::find_by_id(centre_id).lock_exclusive().one(tx).await?;
    Ok(row.ok_or(Error::NotFound)?.rules)
}

/// The number of the centre's rules as it is at this moment, whoever is about to raise it.
///
/// # Errors
/// [`Error::NotFound`] for a centre that does not exist.
pub(crate) async fn rules(db: &impl ConnectionTrait, centre_id: i64) -> Result<i64> {
    let row = event_counter::Entity::find_by_id(centre_id).one(db).await?;
    Ok(row.ok_or(Error::NotFound)?.rules)
}

/// Says to the other centres of somebody that they are not who they were: a line of the audit says so only to one.
pub(crate) async fn tell_other_centres(tx: &impl ConnectionTrait, centre_id: i64, staff_id: i64) -> Result<()> {
    let others = Query::select()
        .column(membership::Column::CentreId)
        .from(membership::Entity)
        .and_where(membership::Column::StaffId.eq(staff_id))
        .and_where(membership::Column::CentreId.ne(centre_id))
        .to_owned();
    let one_more = |column: event_counter::Column| Expr::col(column).add(1);
    event_counter::Entity::update_many()
        .col_expr(event_counter::Column::Changes, one_more(event_counter::Column::Changes))
        .col_expr(event_counter::Column::Rules, one_more(event_counter::Column::Rules))
        .filter(event_counter::Column::CentreId.in_subquery(others))
        .exec(tx)
        .await?;
    Ok(())
}
