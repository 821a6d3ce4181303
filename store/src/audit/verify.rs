//! Whether a chain is whole: every line is the one that was written, none is left out, and it is the one chain whose heads
//! were carried away before.

use std::{fmt, str::FromStr};

use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use crate::{
    Centre, Error, Result, Store,
    audit::line::hash_of,
    entities::{audit, event_counter},
};

/// Lines read at a time.
const PAGE: u64 = 1000;

/// The last line of a centre's chain at some moment. Whoever keeps it elsewhere can tell later whether the chain that is
/// there then is its continuation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AuditHead {
    /// Short name of the centre.
    pub centre: String,
    pub sequence: i64,
    pub hash: String,
}

impl fmt::Display for AuditHead {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {} {}", self.centre, self.sequence, self.hash)
    }
}

impl FromStr for AuditHead {
    type Err = Error;

    fn from_str(line: &str) -> Result<Self> {
        let mut words = line.split_whitespace();
        let (Some(centre), Some(sequence), Some(hash), None) = (words.next(), words.next(), words.next(), words.next())
        else {
            return Err(Error::Corrupt("head of an audit chain"));
        };
        let sequence = sequence.parse().map_err(|_| Error::Corrupt("head of an audit chain"))?;
        Ok(Self { centre: centre.to_owned(), sequence, hash: hash.to_owned() })
    }
}

/// What is wrong with a chain, and at which line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AuditFault {
    /// The line is not the one that was written.
    Changed(i64),
    /// The line, or some from it on, are not there.
    Missing(i64),
    /// The line continues another chain, or another chain was here when a head was carried away.
    Forked(i64),
}

/// What a chain came to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AuditReport {
    pub lines: u64,
    /// At most a hundred.
    pub faults: Vec<AuditFault>,
}

const MOST_FAULTS: usize = 100;

impl Store {
    /// The head of a centre's chain; `None` before the first line.
    pub async fn audit_head(&self, centre: &Centre) -> Result<Option<AuditHead>> {
        let last = audit::Entity::find()
            .filter(audit::Column::CentreId.eq(centre.id))
            .order_by_desc(audit::Column::Sequence)
            .one(&self.db)
            .await?;
        Ok(last.map(|row| AuditHead { centre: centre.slug.clone(), sequence: row.sequence, hash: row.hash }))
    }

    /// Reads a centre's chain from its beginning, and compares it with heads that were kept elsewhere.
    pub async fn verify_audit(&self, centre: &Centre, heads: &[AuditHead]) -> Result<AuditReport> {
        let tx = self.begin_snapshot().await?;
        let counter = event_counter::Entity::find_by_id(centre.id).one(&tx).await?.ok_or(Error::NotFound)?;
        let mut report = AuditReport::default();
        let (mut sequence, mut previous) = (0, String::new());
        loop {
            let rows = audit::Entity::find()
                .filter(audit::Column::CentreId.eq(centre.id))
                .filter(audit::Column::Sequence.gt(sequence))
                .order_by_asc(audit::Column::Sequence)
                .limit(PAGE)
                .all(&tx)
                .await?;
            let Some(last) = rows.last().map(|row| row.sequence) else { break };
            for row in rows {
                report.lines += 1;
                let kept = heads.iter().find(|head| head.centre == centre.slug && head.sequence == row.sequence);
                let fault = if row.sequence != sequence + 1 {
                    Some(AuditFault::Missing(sequence + 1))
                } else if hash_of(&row) != row.hash {
                    Some(AuditFault::Changed(row.sequence))
                } else if row.previous != previous || kept.is_some_and(|head| head.hash != row.hash) {
                    Some(AuditFault::Forked(row.sequence))
                } else {
                    None
                };
                report.faults.extend(fault);
                (sequence, previous) = (row.sequence, row.hash);
            }
            sequence = last;
        }
        let farthest = heads.iter().filter(|head| head.centre == centre.slug).map(|head| head.sequence).max();
        if sequence < counter.audits.max(farthest.unwrap_or(0)) {
            report.faults.push(AuditFault::Missing(sequence + 1));
        }
        report.faults.truncate(MOST_FAULTS);
        Ok(report)
    }
}
