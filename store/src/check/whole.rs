//! What is asked of all rows at once: seats and history.

use sea_orm::DatabaseTransaction;
use uuid::Uuid;

use super::{CheckReport, EXAMPLES, Example, Fault, rows, sessions::GONE};
use crate::{Error, Result, appointments::civil_start};

/// Counts the rows that the report names.
pub(super) async fn count(tx: &DatabaseTransaction, report: &mut CheckReport) -> Result<()> {
    report.appointments = number(tx, "SELECT id FROM appointment").await?;
    report.workshops = number(tx, "SELECT id FROM workshop").await?;
    Ok(())
}

/// Looks for what no week shows by itself.
pub(super) async fn compare(tx: &DatabaseTransaction, report: &mut CheckReport) -> Result<()> {
    let searches = [
        (Fault::SeatTwice, "workshop", twice()),
        (Fault::SeatBeyond, "workshop", beyond()),
        (Fault::SeatAstray, "appointment", astray()),
        (Fault::LineMissing, "appointment", without_line()),
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
    let at = civil_start(&row.try_get::<String>("", "day")?, row.try_get("", "start_minute")?)?;
    let of = vec![(kind, row.try_get::<Uuid>("", "id")?)];
    Ok(Example { centre_id: row.try_get("", "centre_id")?, resource: None, at, of })
}

/// Workshops of which one seat has two people.
fn twice() -> String {
    "SELECT centre_id, id, day, start_minute FROM workshop w WHERE EXISTS (
        SELECT 1 FROM appointment a WHERE a.centre_id = w.centre_id AND a.workshop_id = w.id AND a.seat IS NOT NULL
        GROUP BY a.seat HAVING COUNT(*) > 1)"
        .to_owned()
}

/// Workshops with more people than seats, or with a seat of a number that they have not.
fn beyond() -> String {
    "SELECT w.centre_id, w.id, w.day, w.start_minute FROM workshop w JOIN (
        SELECT centre_id, workshop_id, COUNT(*) AS taken, MIN(seat) AS least, MAX(seat) AS most FROM appointment
        WHERE seat IS NOT NULL GROUP BY centre_id, workshop_id
    ) s ON s.centre_id = w.centre_id AND s.workshop_id = w.id
    WHERE s.taken > w.seats OR s.most > w.seats OR s.least < 1"
        .to_owned()
}

/// Appointments with a workshop that have a seat although they are cancelled, or none although they are not; and seats
/// of no workshop, or of one that is cancelled.
fn astray() -> String {
    let gone = GONE.join("', '");
    format!(
        "SELECT a.centre_id, a.id, a.day, a.start_minute FROM appointment a
        LEFT JOIN workshop w ON w.centre_id = a.centre_id AND w.id = a.workshop_id
        WHERE (a.workshop_id IS NOT NULL AND (a.seat IS NULL) <> (a.status IN ('{gone}')))
            OR (a.seat IS NOT NULL AND (w.id IS NULL OR w.cancelled_at IS NOT NULL))"
    )
}

fn without_line() -> String {
    "SELECT centre_id, id, day, start_minute FROM appointment a WHERE NOT EXISTS (
        SELECT 1 FROM status_change l WHERE l.centre_id = a.centre_id AND l.appointment_id = a.id
            AND l.version = a.version AND l.status = a.status)"
        .to_owned()
}
