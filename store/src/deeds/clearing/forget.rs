//! The wish of one person to be forgotten, and what goes when somebody is.

use jiff::Timestamp;
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, DatabaseTransaction, EntityTrait, ExprTrait, QueryFilter, QuerySelect,
    sea_query::Expr,
};
use uuid::Uuid;

use crate::{
    Act, Actor, Centre, Error, Result, Store, Subject,
    audit::{self, line::Line},
    centre::write_alone,
    entities::{
        attendance, consent, contact, hold, link, outbox, person, person_apart, person_merge, session, status_change,
        task, waiting_entry,
    },
    persons::{self, circle::Circle},
    words::HoldStatus,
};

impl Store {
    /// Forgets the person of an appointment with all their entries, also those that were merged: name, contacts and reasons
    /// are gone, their places on the waiting list too. That there were appointments, and when, stays.
    /// Answers how many entries of them there were.
    ///
    /// # Errors
    /// [`Error::NotFound`]; [`Error::InUse`] while something of theirs is ahead: it is cancelled first.
    pub async fn erase_person(&self, centre: &Centre, appointment: Uuid, by: Actor, now: Timestamp) -> Result<u64> {
        self.transact(|tx| async move {
            write_alone(&tx, centre).await?;
            let of = attendance::Entity::find_by_id((centre.id, appointment)).one(&tx).await?.ok_or(Error::NotFound)?;
            let circle = Circle::around(&tx, centre.id, [of.person_id]).await?;
            let mut ids: Vec<Uuid> = circle.ids_of(of.person_id).into_iter().collect();
            if ids.is_empty() {
                ids.push(of.person_id);
            }
            let ahead = attendance::Entity::find()
                .filter(attendance::Column::CentreId.eq(centre.id))
                .filter(attendance::Column::PersonId.is_in(ids.iter().copied()))
                .filter(attendance::Column::Status.is_in(["requested", "expected", "arrived", "in_session"]))
                .filter(attendance::Column::StartsAt.gt(now.as_second()));
            if ahead.one(&tx).await?.is_some() {
                return Err(Error::InUse);
            }
            let waits: Vec<Uuid> = waiting_entry::Entity::find()
                .select_only()
                .column(waiting_entry::Column::Id)
                .filter(waiting_entry::Column::CentreId.eq(centre.id))
                .filter(waiting_entry::Column::PersonId.is_in(ids.iter().copied()))
                .into_tuple()
                .all(&tx)
                .await?;
            let held = hold::Entity::find()
                .filter(hold::Column::CentreId.eq(centre.id))
                .filter(hold::Column::WaitingId.is_in(waits.iter().copied()))
                .filter(hold::Column::Status.eq(HoldStatus::Open.as_str()));
            if held.one(&tx).await?.is_some() {
                return Err(Error::InUse);
            }
            delete_waits(&tx, centre, &waits).await?;
            blank(&tx, centre, &ids, now.as_second()).await?;
            let line = Line::new(by, Act::Erased, Subject::Person(of.person_id)).with(format!("entries={}", ids.len()));
            audit::append(&tx, centre.id, &line, now.as_second()).await?;
            Ok((tx, ids.len() as u64))
        })
        .await
    }
}

/// Takes away all that says who somebody was and how to reach them. Their links open nothing, and nothing more is sent.
pub(super) async fn blank(tx: &DatabaseTransaction, centre: &Centre, people: &[Uuid], now: i64) -> Result<()> {
    let ids = || people.iter().copied();
    person::Entity::update_many()
        .col_expr(person::Column::Name, Expr::value(""))
        .col_expr(person::Column::BlankedAt, Expr::value(now))
        .filter(person::Column::CentreId.eq(centre.id))
        .filter(person::Column::Id.is_in(ids()))
        .exec(tx)
        .await?;
    persons::keys::forget(tx, centre.id, people).await?;
    persons::changes::forget(tx, centre.id, people).await?;
    task::Entity::delete_many()
        .filter(task::Column::CentreId.eq(centre.id))
        .filter(task::Column::PersonId.is_in(ids()))
        .exec(tx)
        .await?;
    forget_who_is_who(tx, centre, people).await?;
    contact::Entity::update_many()
        .col_expr(contact::Column::Address, Expr::value(""))
        .col_expr(contact::Column::RevokedAt, Expr::value(now))
        .filter(contact::Column::CentreId.eq(centre.id))
        .filter(contact::Column::PersonId.is_in(ids()))
        .exec(tx)
        .await?;
    consent::Entity::update_many()
        .col_expr(consent::Column::WithdrawnAt, Expr::value(now))
        .filter(consent::Column::CentreId.eq(centre.id))
        .filter(consent::Column::PersonId.is_in(ids()))
        .filter(consent::Column::WithdrawnAt.is_null())
        .exec(tx)
        .await?;
    let contacts: Vec<Uuid> = contact::Entity::find()
        .select_only()
        .column(contact::Column::Id)
        .filter(contact::Column::CentreId.eq(centre.id))
        .filter(contact::Column::PersonId.is_in(ids()))
        .into_tuple()
        .all(tx)
        .await?;
    outbox::Entity::update_many()
        .col_expr(outbox::Column::DroppedAt, Expr::value(now))
        .col_expr(outbox::Column::LinkSecret, Expr::value(Option::<String>::None))
        .filter(outbox::Column::CentreId.eq(centre.id))
        .filter(outbox::Column::ContactId.is_in(contacts))
        .filter(outbox::Column::SentAt.is_null())
        .filter(outbox::Column::DroppedAt.is_null())
        .exec(tx)
        .await?;
    let attended: Vec<Uuid> = attendance::Entity::find()
        .select_only()
        .column(attendance::Column::Id)
        .filter(attendance::Column::CentreId.eq(centre.id))
        .filter(attendance::Column::PersonId.is_in(ids()))
        .into_tuple()
        .all(tx)
        .await?;
    // Reasons are what people wrote; what was done and when stays.
    status_change::Entity::update_many()
        .col_expr(status_change::Column::Detail, Expr::value(Option::<String>::None))
        .filter(status_change::Column::CentreId.eq(centre.id))
        .filter(status_change::Column::AttendanceId.is_in(attended.iter().copied()))
        .filter(status_change::Column::What.is_in(["status", "overruled"]))
        .exec(tx)
        .await?;
    delete_links(tx, centre, attended.iter()).await
}

/// Takes away that somebody is another, or is not. A merge stays while one of the two is known: others may hang on it.
async fn forget_who_is_who(tx: &DatabaseTransaction, centre: &Centre, people: &[Uuid]) -> Result<()> {
    let ids = || people.iter().copied();
    person_apart::Entity::delete_many()
        .filter(person_apart::Column::CentreId.eq(centre.id))
        .filter(
            Condition::any()
                .add(person_apart::Column::OneId.is_in(ids()))
                .add(person_apart::Column::OtherId.is_in(ids())),
        )
        .exec(tx)
        .await?;
    let known = "EXISTS (SELECT 1 FROM person p WHERE p.centre_id = person_merge.centre_id
        AND p.id IN (person_merge.kept_id, person_merge.gone_id) AND p.blanked_at IS NULL)";
    person_merge::Entity::delete_many()
        .filter(person_merge::Column::CentreId.eq(centre.id))
        .filter(
            Condition::any()
                .add(person_merge::Column::KeptId.is_in(ids()))
                .add(person_merge::Column::GoneId.is_in(ids())),
        )
        .filter(Condition::any().add(person_merge::Column::UndoneAt.is_not_null()).add(Expr::cust(known).not()))
        .exec(tx)
        .await?;
    Ok(())
}

async fn delete_links(tx: &impl ConnectionTrait, centre: &Centre, of: impl Iterator<Item = &Uuid>) -> Result<()> {
    link::Entity::delete_many()
        .filter(link::Column::CentreId.eq(centre.id))
        .filter(link::Column::Kind.is_in(["appointment", "waiting", "offer", "proof"]))
        .filter(link::Column::Subject.is_in(of.map(Uuid::to_string)))
        .exec(tx)
        .await?;
    Ok(())
}

/// Deletes places on the list with the holds they had, and the sessions that those kept and nobody came to.
pub(super) async fn delete_waits(tx: &DatabaseTransaction, centre: &Centre, waits: &[Uuid]) -> Result<()> {
    let holds = hold::Entity::find()
        .filter(hold::Column::CentreId.eq(centre.id))
        .filter(hold::Column::WaitingId.is_in(waits.iter().copied()))
        .all(tx)
        .await?;
    delete_links(tx, centre, waits.iter().chain(holds.iter().map(|hold| &hold.id))).await?;
    hold::Entity::delete_many()
        .filter(hold::Column::CentreId.eq(centre.id))
        .filter(hold::Column::WaitingId.is_in(waits.iter().copied()))
        .exec(tx)
        .await?;
    waiting_entry::Entity::delete_many()
        .filter(waiting_entry::Column::CentreId.eq(centre.id))
        .filter(waiting_entry::Column::Id.is_in(waits.iter().copied()))
        .exec(tx)
        .await?;
    let empty = holds.iter().filter(|hold| hold.status.0 != HoldStatus::Accepted);
    let nobody_came = "NOT EXISTS (SELECT 1 FROM attendance a WHERE a.centre_id = session.centre_id
        AND a.session_id = session.id)
        AND NOT EXISTS (SELECT 1 FROM claim c WHERE c.centre_id = session.centre_id AND c.session_id = session.id)";
    session::Entity::delete_many()
        .filter(session::Column::CentreId.eq(centre.id))
        .filter(session::Column::Id.is_in(empty.map(|hold| hold.session_id)))
        .filter(Expr::cust(nobody_came))
        .exec(tx)
        .await?;
    Ok(())
}
