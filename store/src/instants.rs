//! Instants after the rules of a zone changed: the day and time that people were told stand, the instant behind them is
//! derived again.

use domain::schedule::at_minute;
use jiff::{Timestamp, civil, tz::TimeZone};
use sea_orm::{ConnectionTrait, DatabaseTransaction, Statement};

use crate::{Centre, Error, Result, Store, plan::read_day};

/// What is promised for a time: tables and the columns that follow from the centre's zone.
const PROMISES: [(&str, &str); 2] =
    [("appointment", ", zone = (SELECT zone FROM centre WHERE id = centre_id)"), ("workshop", "")];

impl Store {
    /// Derives the instants of what is ahead again, at one centre or at all of them; answers how many changed. Nothing
    /// else changes: no day, no minute, no claim.
    pub async fn recompute_instants(&self, centre_id: Option<i64>, now: Timestamp) -> Result<u64> {
        let mut changed = 0;
        for centre in self.centres().await?.iter().filter(|centre| centre_id.is_none_or(|id| id == centre.id)) {
            changed += self
                .transact(|tx| async move {
                    let mut changed = 0;
                    for (table, also) in PROMISES {
                        for start in stale(&tx, centre, table, now).await? {
                            changed += correct(&tx, centre, (table, also), &start).await?;
                        }
                    }
                    Ok((tx, changed))
                })
                .await?;
        }
        Ok(changed)
    }
}

/// A start whose instant is no longer what the zone says.
struct Start {
    day: civil::Date,
    minute: i32,
    was: i64,
    becomes: i64,
}

/// The starts from today on that need another instant; of today's, those that are still ahead by either.
async fn stale(tx: &DatabaseTransaction, centre: &Centre, table: &str, now: Timestamp) -> Result<Vec<Start>> {
    let today = centre.zone.to_datetime(now).date();
    let sql = format!(
        "SELECT DISTINCT day, start_minute, starts_at FROM {table} WHERE centre_id = {} AND day >= '{today}'",
        centre.id
    );
    let mut stale = Vec::new();
    for row in tx.query_all_raw(Statement::from_string(tx.get_database_backend(), sql)).await? {
        let (minute, was): (i32, i64) = (row.try_get("", "start_minute")?, row.try_get("", "starts_at")?);
        let day = read_day(&row.try_get::<String>("", "day")?)?;
        let becomes = promised(at_minute(day, minute.unsigned_abs()), &centre.zone)?;
        if becomes != was && becomes.max(was) >= now.as_second() {
            stale.push(Start { day, minute, was, becomes });
        }
    }
    Ok(stale)
}

async fn correct(tx: &DatabaseTransaction, centre: &Centre, (table, also): (&str, &str), start: &Start) -> Result<u64> {
    let Start { day, minute, was, becomes } = start;
    let sql = format!(
        "UPDATE {table} SET starts_at = {becomes}{also}
        WHERE centre_id = {} AND day = '{day}' AND start_minute = {minute} AND starts_at = {was}",
        centre.id
    );
    Ok(tx.execute_unprepared(&sql).await?.rows_affected())
}

/// The instant of a time that was promised already: where the clock now jumps over it, the one that comes after the
/// jump, as a watch that was not set would show it.
fn promised(time: civil::DateTime, zone: &TimeZone) -> Result<i64> {
    let instant = zone.to_ambiguous_timestamp(time).compatible().map_err(|_| Error::Corrupt("day"))?;
    Ok(instant.as_second())
}
