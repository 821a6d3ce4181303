//! What a look over the database found.

use jiff::civil::DateTime;
use sea_orm::DatabaseTransaction;
use uuid::Uuid;

use crate::{Result, resource::ResourceKind};

/// Examples of a fault that a report keeps.
pub(crate) const EXAMPLES: usize = 5;

/// What can be wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fault {
    /// Two sessions have one mediator or room at the same minute.
    Overlap,
    /// A session has not all the cells that it takes.
    ClaimMissing,
    /// A cell is taken by what does not take place, or not then.
    ClaimAstray,
    /// The row of a day is not the union of its claims.
    DayDiffers,
    /// Two people have one seat.
    SeatTwice,
    /// A workshop has more people than seats.
    SeatBeyond,
    /// Somebody who comes has no seat, or somebody who does not has one.
    SeatAstray,
    /// The history has no line for the version and status of an appointment.
    LineMissing,
    /// The two parties of one session were merged into one person.
    PartiesMerged,
    /// An instant ahead is not that of its civil time.
    InstantDiffers,
}

impl Fault {
    pub const ALL: [Self; 10] = [
        Self::Overlap,
        Self::ClaimMissing,
        Self::ClaimAstray,
        Self::DayDiffers,
        Self::SeatTwice,
        Self::SeatBeyond,
        Self::SeatAstray,
        Self::LineMissing,
        Self::PartiesMerged,
        Self::InstantDiffers,
    ];
}

/// Where a fault is: ids and times, nothing about people.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Example {
    pub centre_id: i64,
    /// Whose time, and the id of it.
    pub resource: Option<(ResourceKind, i64)>,
    /// Civil time at the centre.
    pub at: DateTime,
    /// Sessions, workshops or appointments, by what they are.
    pub of: Vec<(&'static str, Uuid)>,
}

impl std::fmt::Display for Example {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "centre {}, {}", self.centre_id, self.at.strftime("%Y-%m-%d %H:%M"))?;
        if let Some((kind, id)) = self.resource {
            write!(f, ", {kind} {id}")?;
        }
        self.of.iter().try_for_each(|(kind, id)| write!(f, ", {kind} {id}"))
    }
}

/// One kind of fault: how often, and some of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    pub fault: Fault,
    pub count: u64,
    pub examples: Vec<Example>,
}

/// What was looked at and what was wrong.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CheckReport {
    pub centres: u64,
    /// All of them, also those that are cancelled.
    pub appointments: u64,
    /// Those that take time: somebody comes to them, or they are held, or they are workshops.
    pub sessions: u64,
    /// Rows of five minutes.
    pub claims: u64,
    /// Rows of a day.
    pub days: u64,
    pub workshops: u64,
    /// In the order of [`Fault::ALL`], only kinds that were found.
    pub findings: Vec<Finding>,
}

impl CheckReport {
    pub fn is_sound(&self) -> bool {
        self.findings.is_empty()
    }

    /// How often `fault` was found.
    pub fn count(&self, fault: Fault) -> u64 {
        self.findings.iter().find(|finding| finding.fault == fault).map_or(0, |finding| finding.count)
    }

    pub(super) fn add(&mut self, fault: Fault, count: u64, examples: Vec<Example>) {
        if count == 0 {
            return;
        }
        let place = self.findings.binary_search_by_key(&fault, |finding| finding.fault).unwrap_or_else(|place| {
            self.findings.insert(place, Finding { fault, count: 0, examples: Vec::new() });
            place
        });
        let finding = &mut self.findings[place];
        finding.count += count;
        let room = EXAMPLES - finding.examples.len();
        finding.examples.extend(examples.into_iter().take(room));
    }
}

/// Rows of a statement that was put together from numbers alone.
pub(crate) async fn rows(tx: &DatabaseTransaction, sql: String) -> Result<Vec<sea_orm::QueryResult>> {
    use sea_orm::{ConnectionTrait, Statement};
    Ok(tx.query_all_raw(Statement::from_string(tx.get_database_backend(), sql)).await?)
}
