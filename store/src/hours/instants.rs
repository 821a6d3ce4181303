//! Instants after the rules of a zone changed: the day and time that people were told stand, the instant behind them is
//! derived again. Every change is kept, so that no process with older zone data takes it back and the desk hears of it.

use domain::schedule::at_minute;
use jiff::{Timestamp, civil, tz::TimeZone};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, QueryFilter,
    QueryOrder, Statement,
};
use uuid::Uuid;

use crate::{
    Act, Actor, Centre, Error, Release, Result, Store, Subject, ZoneData,
    audit::{self, line::Line},
    centre::{civil::read_day, write_alone},
    entities::clock_change,
};

/// Rows whose instant follows from a day, a minute and the centre's zone.
struct Promised {
    table: &'static str,
    which: &'static str,
    /// What else follows from the zone.
    also: &'static str,
    /// Whether a change of it is told. A private session moves with its appointment.
    counts: bool,
}

const ZONE: &str = ", zone = (SELECT zone FROM centre WHERE id = centre_id)";
const PROMISES: [Promised; 3] = [
    Promised { table: "attendance", which: "TRUE", also: "", counts: true },
    Promised { table: "session", which: "kind = 'group'", also: ZONE, counts: true },
    Promised { table: "session", which: "kind = 'private'", also: ZONE, counts: false },
];

/// The desk hears of a change of the clock for so long.
const NEWS_SECONDS: i64 = 3 * 24 * 3600;

/// What following the clock came to at a centre.
#[derive(Debug, PartialEq, Eq)]
pub enum Followed {
    Nothing,
    /// So many appointments and workshops have another instant now.
    Moved(u64),
    /// The centre goes by newer zone data than this process has; nothing was touched.
    Behind,
}

/// A change that moved instants.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClockChange {
    pub at: Timestamp,
    /// Of the zone data, like `2026f`.
    pub release: String,
    pub moved: u64,
}

impl Store {
    /// Which zone data this process goes by.
    pub fn zone_data(&self) -> ZoneData {
        self.zones.data()
    }

    /// Looks whether the machine has other zone data now; answers whether centres read from now on have another clock.
    pub fn renew_zones(&self) -> bool {
        self.zones.renew()
    }

    /// Derives the instants of what is ahead again wherever they are not what the zone data of this process say; answers
    /// with each centre's name and what it came to. It waits for no lock where there is nothing to do.
    pub async fn follow_clock(&self, now: Timestamp) -> Result<Vec<(String, Followed)>> {
        let mut done = Vec::new();
        for centre in self.centres().await? {
            let followed = match self.follow(&centre, now).await {
                Ok(moved) => moved.map_or(Followed::Nothing, Followed::Moved),
                Err(Error::OlderZones { .. }) => Followed::Behind,
                Err(error) => return Err(error),
            };
            done.push((centre.slug, followed));
        }
        Ok(done)
    }

    /// Derives the instants of what is ahead again, at one centre or at all of them; answers how many changed. Nothing
    /// else changes: no day, no minute, no claim.
    ///
    /// # Errors
    /// [`Error::OlderZones`] where a process with newer zone data has done so already.
    pub async fn recompute_instants(&self, centre_id: Option<i64>, now: Timestamp) -> Result<u64> {
        let mut changed = 0;
        for centre in self.centres().await?.iter().filter(|centre| centre_id.is_none_or(|id| id == centre.id)) {
            changed += self.follow(centre, now).await?.unwrap_or_default();
        }
        Ok(changed)
    }

    /// The last change of a centre's clock that moved something, while it is news.
    pub async fn clock_news(&self, centre: &Centre, now: Timestamp) -> Result<Option<ClockChange>> {
        let row = clock_change::Entity::find()
            .filter(clock_change::Column::CentreId.eq(centre.id))
            .filter(clock_change::Column::Moved.gt(0))
            .filter(clock_change::Column::At.gt(now.as_second() - NEWS_SECONDS))
            .order_by_desc(clock_change::Column::Id)
            .one(&self.db)
            .await?;
        row.map(|row| {
            let at = Timestamp::from_second(row.at).map_err(|_| Error::Corrupt("clock_change.at"))?;
            Ok(ClockChange { at, release: row.release, moved: row.moved.unsigned_abs() })
        })
        .transpose()
    }

    /// How many instants moved; `None` where all was as it is and known to be.
    async fn follow(&self, centre: &Centre, now: Timestamp) -> Result<Option<u64>> {
        let ours = self.zones.data().release;
        let snapshot = self.begin_snapshot().await?;
        let known = last_release(&snapshot, centre).await? == Some(ours.clone());
        let stale = stale(&snapshot, centre, now).await?;
        snapshot.commit().await?;
        if known && stale.is_empty() {
            return Ok(None);
        }
        let moved = self
            .transact(|tx| {
                let ours = ours.clone();
                async move {
                    let moved = correct(&tx, centre, ours, now).await?;
                    Ok((tx, moved))
                }
            })
            .await?;
        Ok(Some(moved))
    }
}

/// Nobody takes a time while instants move.
async fn correct(tx: &DatabaseTransaction, centre: &Centre, ours: Release, now: Timestamp) -> Result<u64> {
    write_alone(tx, centre).await?;
    let theirs = last_release(tx, centre).await?;
    if let Some(theirs) = &theirs
        && *theirs > ours
    {
        return Err(Error::OlderZones { ours: ours.to_string(), theirs: theirs.to_string() });
    }
    let mut moved = 0;
    for start in stale(tx, centre, now).await? {
        let rows = start.correct(tx, centre).await?;
        moved += if start.promise.counts { rows } else { 0 };
    }
    if moved > 0 || theirs.as_ref() != Some(&ours) {
        let row = clock_change::ActiveModel {
            centre_id: Set(centre.id),
            id: Set(Uuid::now_v7()),
            at: Set(now.as_second()),
            release: Set(ours.to_string()),
            moved: Set(moved.cast_signed()),
        };
        row.insert(tx).await?;
        let line = Line::new(Actor::Program, Act::ChangedHours, Subject::Hours("clock".to_owned()));
        audit::append(tx, centre.id, &line.with(ours.to_string()), now.as_second()).await?;
    }
    Ok(moved)
}

/// The release that the centre's instants follow.
pub(crate) async fn last_release(tx: &DatabaseTransaction, centre: &Centre) -> Result<Option<Release>> {
    let last = clock_change::Entity::find()
        .filter(clock_change::Column::CentreId.eq(centre.id))
        .order_by_desc(clock_change::Column::Id)
        .one(tx)
        .await?;
    last.map(|row| Release::parse(&row.release).ok_or(Error::Corrupt("clock_change.release"))).transpose()
}

/// A start whose instant is no longer what the zone says.
pub(crate) struct Start {
    promise: &'static Promised,
    day: civil::Date,
    minute: i32,
    was: i64,
    becomes: i64,
}

/// The starts from today on that need another instant; of today's, those that are still ahead by either.
pub(crate) async fn stale(tx: &DatabaseTransaction, centre: &Centre, now: Timestamp) -> Result<Vec<Start>> {
    let today = centre.zone.to_datetime(now).date();
    let mut stale = Vec::new();
    for promise in &PROMISES {
        let sql = format!(
            "SELECT DISTINCT day, start_minute, starts_at FROM {} WHERE centre_id = {} AND day >= '{today}' AND {}",
            promise.table, centre.id, promise.which
        );
        for row in tx.query_all_raw(Statement::from_string(tx.get_database_backend(), sql)).await? {
            let (minute, was): (i32, i64) = (row.try_get("", "start_minute")?, row.try_get("", "starts_at")?);
            let day = read_day(&row.try_get::<String>("", "day")?)?;
            let becomes = promised(at_minute(day, minute.unsigned_abs()), &centre.zone)?;
            if becomes != was && becomes.max(was) >= now.as_second() {
                stale.push(Start { promise, day, minute, was, becomes });
            }
        }
    }
    Ok(stale)
}

impl Start {
    /// The civil time that was told.
    pub(crate) fn told(&self) -> civil::DateTime {
        at_minute(self.day, self.minute.unsigned_abs())
    }

    async fn correct(&self, tx: &DatabaseTransaction, centre: &Centre) -> Result<u64> {
        let Self { promise: Promised { table, which, also, .. }, day, minute, was, becomes } = self;
        let sql = format!(
            "UPDATE {table} SET starts_at = {becomes}{also}
            WHERE centre_id = {} AND day = '{day}' AND start_minute = {minute} AND starts_at = {was}
                AND {which}",
            centre.id
        );
        Ok(tx.execute_unprepared(&sql).await?.rows_affected())
    }
}

/// The instant of a time that was promised already: where the clock now jumps over it, the one that comes after the
/// jump, as a watch that was not set would show it.
fn promised(time: civil::DateTime, zone: &TimeZone) -> Result<i64> {
    let instant = zone.to_ambiguous_timestamp(time).compatible().map_err(|_| Error::Corrupt("day"))?;
    Ok(instant.as_second())
}
