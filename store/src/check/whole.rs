//! What is asked of all rows at once: seats, history, and parties that became one.

use domain::schedule::at_minute;
use sea_orm::DatabaseTransaction;
use uuid::Uuid;

use super::sessions::GONE;
use crate::{
    Error, Result,
    centre::civil::read_day,
    check::report::{CheckReport, EXAMPLES, Example, Fault, rows},
};

/// Counts the rows that the report names.
pub(super) async fn count(tx: &DatabaseTransaction, report: &mut CheckReport) -> Result<()> {
    report.appointments = number(tx, "SELECT id FROM attendance").await?;
    report.workshops = number(tx, "SELECT id FROM session WHERE kind = 'group'").await?;
    Ok(())
}

/// Looks for what no week shows by itself.
pub(super) async fn compare(tx: &DatabaseTransaction, report: &mut CheckReport) -> Result<()> {
    let searches = [
        (Fault::SeatTwice, "session", twice()),
        (Fault::SeatBeyond, "session", beyond()),
        (Fault::SeatAstray, "appointment", astray()),
        (Fault::LineMissing, "appointment", without_line()),
        (Fault::PartiesMerged, "appointment", merged_parties()),
    ];
    for (fault, kind, sql) in searches {
        let count = number(tx, &sql).await?;
        if count > 0 {
            let found = rows(tx, format!("{sql} ORDER BY 1, 2 LIMIT {EXAMPLES}")).await?;
            let examples = found.iter().map(|row| example(row, kind)).collect::<Result<_>>()?;
            report.add(fault, count, examples);
        }
    }
    Ok(())
}

async fn number(tx: &DatabaseTransaction, sql: &str) -> Result<u64> {
    let counted = rows(tx, format!("SELECT COUNT(*) AS number FROM ({sql}) found")).await?;
    let row = counted.first().ok_or(Error::Corrupt("count"))?;
    Ok(row.try_get::<i64>("", "number")?.unsigned_abs())
}

fn example(row: &sea_orm::QueryResult, kind: &'static str) -> Result<Example> {
    let minute: i32 = row.try_get("", "start_minute")?;
    let at = at_minute(read_day(&row.try_get::<String>("", "day")?)?, minute.unsigned_abs());
    let of = vec![(kind, row.try_get::<Uuid>("", "id")?)];
    Ok(Example { centre_id: row.try_get("", "centre_id")?, resource: None, at, of })
}

fn here() -> String {
    format!("a.status NOT IN ('{}')", GONE.join("', '"))
}

/// Sessions of which one place has two people.
fn twice() -> String {
    format!(
        "SELECT centre_id, id, day, start_minute FROM session s WHERE EXISTS (
        SELECT 1 FROM attendance a WHERE a.centre_id = s.centre_id AND a.session_id = s.id AND {}
        GROUP BY a.place HAVING COUNT(*) > 1)",
        here()
    )
}

/// Workshops with more people than seats, or with a seat of a number that they have not.
fn beyond() -> String {
    format!(
        "SELECT s.centre_id, s.id, s.day, s.start_minute FROM session s JOIN (
            SELECT centre_id, session_id, COUNT(*) AS taken, MAX(place) AS most FROM attendance a
            WHERE {} GROUP BY centre_id, session_id
        ) t ON t.centre_id = s.centre_id AND t.session_id = s.id
        WHERE s.kind = 'group' AND (t.taken > s.seats OR t.most > s.seats)",
        here()
    )
}

/// People who come to a workshop that is cancelled, or to a time that is not the one of their seat or first party.
fn astray() -> String {
    format!(
        "SELECT a.centre_id, a.id, a.day, a.start_minute FROM attendance a
        JOIN session s ON s.centre_id = a.centre_id AND s.id = a.session_id
        WHERE {} AND (s.cancelled_at IS NOT NULL
            OR ((s.kind = 'group' OR a.place = 1) AND (a.day <> s.day OR a.start_minute <> s.start_minute)))",
        here()
    )
}

fn without_line() -> String {
    "SELECT centre_id, id, day, start_minute FROM attendance a WHERE NOT EXISTS (
        SELECT 1 FROM status_change l WHERE l.centre_id = a.centre_id AND l.attendance_id = a.id
            AND l.version = a.version AND l.status = a.status)"
        .to_owned()
}

/// Appointments of which another party of the same session was merged with the person, over however many merges.
fn merged_parties() -> String {
    "WITH RECURSIVE tie (centre_id, a, b) AS (
        SELECT centre_id, kept_id, gone_id FROM person_merge WHERE undone_at IS NULL
        UNION SELECT centre_id, gone_id, kept_id FROM person_merge WHERE undone_at IS NULL
    ), one (centre_id, a, b) AS (
        SELECT centre_id, a, b FROM tie
        UNION SELECT one.centre_id, one.a, tie.b FROM one JOIN tie ON tie.centre_id = one.centre_id AND tie.a = one.b
    )
    SELECT x.centre_id, x.id, x.day, x.start_minute FROM one
    JOIN attendance x ON x.centre_id = one.centre_id AND x.person_id = one.a
    JOIN attendance y ON y.centre_id = x.centre_id AND y.session_id = x.session_id AND y.person_id = one.b
    JOIN session s ON s.centre_id = x.centre_id AND s.id = x.session_id
    WHERE one.a <> one.b AND s.kind = 'private'"
        .to_owned()
}
