//! Who did and who read what: one chain of lines for each centre. A line names ids and never people, so that nothing in
//! the chain has to change when somebody is forgotten.

pub(crate) mod line;
pub(crate) mod queue;
mod reads;
mod verify;

use std::collections::BTreeMap;

use sea_orm::{ColumnTrait, Condition, EntityTrait, ExprTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect};

pub(crate) use line::{Line, append};
pub use verify::{AuditFault, AuditHead, AuditReport};

use crate::{
    Centre, Error, Result, Store,
    audit::line::{Actor, Subject},
    entities::{audit, event_counter},
    words::{Act, Word},
};

/// A line as the desk shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AuditLine {
    pub sequence: i64,
    pub at: i64,
    pub actor: String,
    pub act: Act,
    pub subject: String,
    pub detail: String,
    pub hash: String,
}

/// Which lines are asked for; what is `None` does not matter.
#[derive(Clone, Debug, Default)]
pub struct AuditFilter {
    pub staff_id: Option<i64>,
    pub act: Option<Act>,
    /// How the subject begins.
    pub subject: Option<String>,
    /// UTC seconds, the second excluded.
    pub within: Option<(i64, i64)>,
    /// Only lines before this one.
    pub before: Option<i64>,
}

impl Store {
    /// Lines of a centre, the last first.
    pub async fn audit_lines(&self, centre: &Centre, filter: &AuditFilter, limit: u64) -> Result<Vec<AuditLine>> {
        let rows = audit::Entity::find()
            .filter(asked_for(centre, filter))
            .order_by_desc(audit::Column::Sequence)
            .limit(limit)
            .all(&self.db)
            .await?;
        let line = |row: audit::Model| AuditLine {
            sequence: row.sequence,
            at: row.at,
            actor: row.actor,
            act: row.verb.0,
            subject: row.subject,
            detail: row.detail,
            hash: row.hash,
        };
        Ok(rows.into_iter().map(line).collect())
    }

    /// How many lines a filter asks for.
    pub async fn audit_count(&self, centre: &Centre, filter: &AuditFilter) -> Result<u64> {
        Ok(audit::Entity::find().filter(asked_for(centre, filter)).count(&self.db).await?)
    }

    /// How often what the public site shows of a centre may have changed. Whoever reads it, and then what is shown, has
    /// seen every change that was counted.
    pub async fn changes(&self, centre_id: i64) -> Result<i64> {
        let row = event_counter::Entity::find_by_id(centre_id).one(&self.db).await?;
        Ok(row.ok_or(Error::NotFound)?.changes)
    }

    /// The same of every centre, by its id.
    pub async fn all_changes(&self) -> Result<BTreeMap<i64, i64>> {
        let rows = event_counter::Entity::find().all(&self.db).await?;
        Ok(rows.into_iter().map(|row| (row.centre_id, row.changes)).collect())
    }

    /// The last event and the last line of every centre, by its id.
    pub async fn counters(&self) -> Result<BTreeMap<i64, (i64, i64)>> {
        let rows = event_counter::Entity::find().all(&self.db).await?;
        Ok(rows.into_iter().map(|row| (row.centre_id, (row.last, row.audits))).collect())
    }

    /// What was done at a centre after a line, in order: readings are left out.
    pub async fn deeds_after(&self, centre_id: i64, sequence: i64, limit: u64) -> Result<Vec<Act>> {
        let rows: Vec<Word<Act>> = audit::Entity::find()
            .select_only()
            .column(audit::Column::Verb)
            .filter(audit::Column::CentreId.eq(centre_id))
            .filter(audit::Column::Sequence.gt(sequence))
            .filter(audit::Column::Verb.ne(Word(Act::Read)))
            .order_by_asc(audit::Column::Sequence)
            .limit(limit)
            .into_tuple()
            .all(&self.db)
            .await?;
        Ok(rows.into_iter().map(|word| word.0).collect())
    }

    /// Notes in a transaction of its own what was done outside the database's rows.
    pub async fn note(&self, centre: &Centre, actor: Actor, act: Act, subject: Subject, at: i64) -> Result<()> {
        let line = &Line::new(actor, act, subject);
        self.transact_quietly(|tx| async move {
            append(&tx, centre.id, line, at).await?;
            Ok((tx, ()))
        })
        .await
    }
}

fn asked_for(centre: &Centre, filter: &AuditFilter) -> Condition {
    let staff = filter.staff_id.map(|id| audit::Column::Actor.eq(Actor::Staff(id).to_string()));
    let act = filter.act.map(|act| audit::Column::Verb.eq(act.as_str()));
    let subject = filter.subject.as_deref().map(|begins| audit::Column::Subject.starts_with(begins));
    let within = filter.within.map(|(first, end)| audit::Column::At.gte(first).and(audit::Column::At.lt(end)));
    let before = filter.before.map(|sequence| audit::Column::Sequence.lt(sequence));
    let all = [staff, act, subject, within, before].into_iter().flatten();
    all.fold(Condition::all().add(audit::Column::CentreId.eq(centre.id)), Condition::add)
}
