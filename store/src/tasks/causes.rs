//! Tasks that the program tells while something waits for a person: a message that does not arrive, an appointment without an
//! outcome after a day, somebody who has to be called. Each comes once, and goes when its cause does.

use jiff::{Timestamp, ToSpan};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, QueryFilter, QueryResult, Statement, sea_query::Expr,
};
use uuid::Uuid;

use crate::{
    Act, Actor, Centre, Error, Result, Store, Subject,
    audit::{self, line::Line},
    centre::write_alone,
    entities::task,
    words::{TaskKind, Word},
};

/// Seconds after which an outcome is missed.
const A_DAY: i64 = 24 * 3600;
/// Seconds after which a message that nobody tries to send is somebody's to tell.
const AN_HOUR: i64 = 3600;
/// Days for which an outcome is still asked for.
const ASKED_FOR: i64 = 60;
/// Tries after which a message does not seem to arrive.
const TRIES: i32 = 3;
/// Rows of one transaction.
const BATCH: u64 = 100;

/// What is to be done about what.
struct Cause {
    kind: TaskKind,
    subject: Uuid,
    person: Uuid,
    /// Who received them; nobody who has left.
    owner: Option<i64>,
}

impl Store {
    /// Tells what has come to wait for a person, and closes what waits no more. Whoever has nothing to do writes nothing.
    pub async fn tend_tasks(&self, centre: &Centre, now: Timestamp) -> Result<()> {
        for kind in [TaskKind::Outcome, TaskKind::Undelivered, TaskKind::Call] {
            let cause = cause(kind, centre, now)?;
            let fresh = self.ids_of_tasks(&new(&cause, kind, centre.id), |row| read(kind, row)).await?;
            let back = self.ids_of_tasks(&again(&cause, kind, centre.id), id).await?;
            let gone = self.ids_of_tasks(&gone(&cause, kind, centre.id), id).await?;
            if !(fresh.is_empty() && back.is_empty() && gone.is_empty()) {
                self.note_tasks(centre, (&fresh, &back, &gone), now).await?;
            }
        }
        Ok(())
    }

    async fn ids_of_tasks<T>(&self, sql: &str, read: impl Fn(&QueryResult) -> Result<T>) -> Result<Vec<T>> {
        let sql = Statement::from_string(self.db.get_database_backend(), format!("{sql} LIMIT {BATCH}"));
        self.db.query_all_raw(sql).await?.iter().map(read).collect()
    }

    async fn note_tasks(
        &self,
        centre: &Centre,
        (fresh, back, gone): (&Vec<Cause>, &Vec<Uuid>, &Vec<Uuid>),
        now: Timestamp,
    ) -> Result<()> {
        let (at, today) = (now.as_second(), centre.zone.to_datetime(now).date());
        self.transact(|tx| async move {
            write_alone(&tx, centre).await?;
            let line = |act: Act, id: Uuid| Line::new(Actor::Program, act, Subject::Task(id));
            let mut lines = Vec::new();
            for of in fresh {
                let exists = task::Entity::find()
                    .filter(task::Column::CentreId.eq(centre.id))
                    .filter(task::Column::Kind.eq(of.kind.as_str()))
                    .filter(task::Column::Subject.eq(of.subject));
                // Another process may have told it meanwhile.
                if exists.one(&tx).await?.is_none() {
                    let row = row(centre, of, Word(today), at);
                    lines.push((line(Act::MadeTask, row.id), at));
                    task::Entity::insert(row.into_active_model()).exec_without_returning(&tx).await?;
                }
            }
            for (ids, closed) in [(back, None), (gone, Some(at))] {
                task::Entity::update_many()
                    .col_expr(task::Column::ClosedAt, Expr::value(closed))
                    .filter(task::Column::CentreId.eq(centre.id))
                    .filter(task::Column::Id.is_in(ids.iter().copied()))
                    .exec(&tx)
                    .await?;
                let act = if closed.is_some() { Act::EndedTask } else { Act::ReopenedTask };
                lines.extend(ids.iter().map(|id| (line(act, *id), at)));
            }
            let lines: Vec<(&Line, i64)> = lines.iter().map(|(line, at)| (line, *at)).collect();
            if !lines.is_empty() {
                audit::line::append_all(&tx, centre.id, &lines).await?;
            }
            Ok((tx, ()))
        })
        .await
    }
}

fn row(centre: &Centre, of: &Cause, due: Word<jiff::civil::Date>, at: i64) -> task::Model {
    task::Model {
        centre_id: centre.id,
        id: Uuid::now_v7(),
        kind: Word(of.kind),
        subject: Some(of.subject),
        person_id: Some(of.person),
        owner_id: of.owner,
        words: String::new(),
        due,
        made_by: None,
        made_at: at,
        done_by: None,
        done_at: None,
        closed_at: None,
    }
}

/// What causes tasks of a kind at this moment: `subject`, `person`, `owner`. Put together from numbers and words of this
/// program alone.
fn cause(kind: TaskKind, centre: &Centre, now: Timestamp) -> Result<String> {
    let (id, at) = (centre.id, now.as_second());
    let today = centre.zone.to_datetime(now).date();
    let first = today.checked_sub(ASKED_FOR.days()).map_err(|_| Error::Corrupt("clock"))?;
    // A message about what is still ahead, which the desk has changed and the person does not know of.
    let messages = |of: String| {
        format!(
            "SELECT o.id AS subject, a.person_id AS person, CAST(NULL AS BIGINT) AS owner FROM attendance a
            JOIN outbox o ON o.centre_id = a.centre_id AND o.subject = a.id
            JOIN contact c ON c.centre_id = o.centre_id AND c.id = o.contact_id
            WHERE a.centre_id = {id} AND a.day >= '{today}' AND a.starts_at > {at} AND o.sent_at IS NULL
                AND c.revoked_at IS NULL AND c.channel <> 'nobody' AND {of}"
        )
    };
    Ok(match kind {
        TaskKind::Outcome => format!(
            "SELECT a.id AS subject, a.person_id AS person,
                CASE WHEN EXISTS (SELECT 1 FROM membership_role r WHERE r.centre_id = s.centre_id
                    AND r.staff_id = s.staff_id) THEN s.staff_id END AS owner FROM attendance a
            JOIN session s ON s.centre_id = a.centre_id AND s.id = a.session_id
            WHERE a.centre_id = {id} AND a.day BETWEEN '{first}' AND '{today}' AND a.starts_at < {}
                AND a.status IN ('expected', 'arrived', 'in_session')",
            at - A_DAY
        ),
        TaskKind::Undelivered => {
            messages(format!("o.tries >= {TRIES} AND c.may_leave_message AND o.template <> 'reminder'"))
        }
        TaskKind::Call => messages(format!(
            "NOT c.may_leave_message AND o.created_at < {} AND o.template IN ('confirmed', 'moved', 'cancelled')
                AND EXISTS (SELECT 1 FROM status_change l WHERE l.centre_id = a.centre_id AND l.attendance_id = a.id
                    AND l.version = a.version AND l.at = o.created_at AND l.by_staff IS NOT NULL)",
            at - AN_HOUR
        )),
        TaskKind::Hand => return Err(Error::Corrupt("task.kind")),
    })
}

fn new(cause: &str, kind: TaskKind, centre_id: i64) -> String {
    format!(
        "SELECT subject, person, owner FROM ({cause}) cause WHERE NOT EXISTS (SELECT 1 FROM task t
        WHERE t.centre_id = {centre_id} AND t.kind = '{}' AND t.subject = cause.subject)",
        kind.as_str()
    )
}

/// Tasks whose cause has come back, as when an outcome was taken back.
fn again(cause: &str, kind: TaskKind, centre_id: i64) -> String {
    format!(
        "SELECT t.id FROM task t WHERE t.centre_id = {centre_id} AND t.kind = '{}' AND t.closed_at IS NOT NULL
        AND t.done_at IS NULL AND t.subject IN (SELECT subject FROM ({cause}) cause)",
        kind.as_str()
    )
}

fn gone(cause: &str, kind: TaskKind, centre_id: i64) -> String {
    format!(
        "SELECT t.id FROM task t WHERE t.centre_id = {centre_id} AND t.kind = '{}' AND t.closed_at IS NULL
        AND t.done_at IS NULL AND t.subject NOT IN (SELECT subject FROM ({cause}) cause)",
        kind.as_str()
    )
}

fn read(kind: TaskKind, row: &QueryResult) -> Result<Cause> {
    let (subject, person) = (row.try_get("", "subject")?, row.try_get("", "person")?);
    Ok(Cause { kind, subject, person, owner: row.try_get("", "owner")? })
}

fn id(row: &QueryResult) -> Result<Uuid> {
    Ok(row.try_get("", "id")?)
}
