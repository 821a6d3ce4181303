//! Looks the whole database over: whether two sessions meet, and whether claims, days, seats and history say what the
//! appointments say. It reads one snapshot, a week of one centre at a time, and believes no claim about an overlap.

mod days;
mod marks;
pub(crate) mod report;
mod sessions;
mod whole;

use std::collections::BTreeSet;

use days::weeks;
use jiff::{Timestamp, civil::DateTime};

use crate::{
    Result, Store,
    check::report::{CheckReport, Example, Fault},
    hours::instants::{Start, last_release, stale},
};

impl Store {
    /// Checks everything in one snapshot; whoever books meanwhile is neither hindered nor seen. Instants are those of the
    /// zone data of this process, unless the centre goes by newer ones.
    pub async fn check(&self, now: Timestamp) -> Result<CheckReport> {
        let mut report = CheckReport::default();
        let centres = self.centres().await?;
        let tx = self.begin_snapshot().await?;
        whole::count(&tx, &mut report).await?;
        for centre in centres {
            report.centres += 1;
            if last_release(&tx, &centre).await?.is_none_or(|theirs| theirs <= self.zone_data().release) {
                let stale = stale(&tx, &centre, now).await?;
                let told: BTreeSet<DateTime> = stale.iter().map(Start::told).collect();
                let example = |at: &DateTime| Example { centre_id: centre.id, resource: None, at: *at, of: Vec::new() };
                report.add(Fault::InstantDiffers, told.len() as u64, told.iter().map(example).collect());
            }
            let claimed = marks::claimed(&tx, centre.id).await?;
            for week in weeks(&tx, centre.id).await? {
                let sessions = sessions::read(&tx, centre.id, week).await?;
                report.sessions += sessions.iter().filter(|session| week.begins(session.from)).count() as u64;
                sessions::compare(&mut report, centre.id, week, &sessions);
                let found = marks::claims(&tx, centre.id, &claimed, week).await?;
                marks::compare(&tx, &mut report, centre.id, week, (&sessions, &found)).await?;
            }
        }
        whole::compare(&tx, &mut report).await?;
        tx.commit().await?;
        Ok(report)
    }
}
