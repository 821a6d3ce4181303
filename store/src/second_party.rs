//! Two parties of one session: the second stands beside the first, is told a later arrival where the service says so,
//! and neither learns of the other.

use std::collections::BTreeSet;

use domain::appointment::{Mode, Status};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, DatabaseTransaction, EntityTrait, QueryFilter, QueryOrder, QuerySelect,
};
use uuid::Uuid;

use crate::{
    Booked, Booking, Centre, Change, Error, EventKind, Result, Secret, Store,
    appointments::{Person, Session, booked_before, insert, new_row, read_reference, record, set_start, start_of},
    centres::keep_hours,
    changes::{locked, status_of},
    claims::{self, Owner, Refused, Taking},
    entities::{appointment, service},
    events,
    plan::Chosen,
    promises::promise_with_link,
};

impl Store {
    /// Adds the second party to the session of an appointment, where the service is for two. Only staff do so, and the
    /// start in the request does not count: the second is told the first's, later by the service's stagger.
    ///
    /// # Errors
    /// [`Error::Stale`] when the appointment is not ahead, is for one, or has its second party already.
    pub async fn add_second_party(&self, centre: &Centre, first: &Change, booking: &Booking<'_>) -> Result<Booked> {
        self.transact(|tx| async move {
            let key = Secret::parse(booking.request.key.as_str()).ok_or(Error::Corrupt("idempotency key"))?;
            if let Some(booked) = booked_before(&tx, centre, &key).await? {
                return Ok((tx, booked));
            }
            keep_hours(&tx, centre).await?;
            let row = locked(&tx, centre, first).await?;
            let alone =
                row.beside_id.is_none() && row.workshop_id.is_none() && others_of_session(&tx, &row).await?.is_empty();
            let service = service::Entity::find_by_id(row.service_id).one(&tx).await?.ok_or(Error::NotFound)?;
            if status_of(&row)? != Status::Expected || !alone || service.parties < 2 {
                return Err(Error::Stale);
            }
            let mode = Mode::from_str_opt(&row.mode).ok_or(Error::Corrupt("appointment.mode"))?;
            let chosen = Chosen { staff: row.staff_id, co_staff: row.co_staff_id, room: row.room_id };
            let session = Session { mode, start: start_of(&row)?, chosen, seat: None };
            let mut second = new_row(centre, &service, &session, &Person::of_booking(booking, &key), Status::Expected)?;
            second.beside_id = Some(row.id);
            let later = jiff::Span::new().minutes(i64::from(service.stagger_minutes));
            set_start(&mut second, centre, session.start.saturating_add(later))?;
            insert(&tx, &mut second).await.map_err(Refused::or_taken)?;
            let at = booking.now.as_second();
            record(&tx, &second, "booked", None, at, booking.by.staff()).await?;
            let manage = key.derive("manage");
            promise_with_link(&tx, &second, "booked", &manage, at).await?;
            events::append(&tx, &second, EventKind::Booked, at).await?;
            // The first's card shows that there are two now.
            events::append(&tx, &row, EventKind::Changed, at).await?;
            Ok((tx, Booked { id: second.id, reference: read_reference(&second)?, manage, new: true }))
        })
        .await
    }

    /// Wins the time of an undone cancellation again: its cells, its seat, or its place beside the other party.
    pub(crate) async fn win_again(
        &self,
        tx: &DatabaseTransaction,
        centre: &Centre,
        row: &mut appointment::Model,
    ) -> Result<(), Refused> {
        if row.workshop_id.is_some() {
            let mode = Mode::from_str_opt(&row.mode).ok_or(Error::Corrupt("appointment.mode"))?;
            let session = self.seat_at(tx, centre, row.service_id, mode, start_of(row)?).await?.ok_or(Error::Taken)?;
            (row.workshop_id, row.seat) = session.seat.unzip();
            return Ok(());
        }
        let others = others_of_session(tx, row).await?;
        if row.beside_id.is_some() && self.has_another_second(tx, row).await? {
            return Err(Error::Taken.into());
        }
        match (row.beside_id, others.first()) {
            // The other party has the time: both stand in it again.
            (_, Some(other)) if row.beside_id.is_none() => {
                let (from, to) = (Owner::Appointment(other.id), Owner::Appointment(row.id));
                Ok(claims::hand_over(tx, centre.id, from, to).await?)
            }
            (Some(_), Some(_)) => Ok(()),
            (Some(_), None) => Err(Error::Stale.into()),
            (None, _) => claims::take(tx, centre.id, Owner::Appointment(row.id), &Taking::of_session(row)?).await,
        }
    }
}

impl Store {
    /// Whether somebody else stands beside the same first party by now.
    async fn has_another_second(&self, tx: &DatabaseTransaction, row: &appointment::Model) -> Result<bool> {
        let seconds = appointment::Entity::find()
            .filter(appointment::Column::CentreId.eq(row.centre_id))
            .filter(appointment::Column::BesideId.eq(row.beside_id))
            .filter(appointment::Column::Id.ne(row.id))
            .filter(appointment::Column::Status.is_not_in(gone()));
        Ok(seconds.one(tx).await?.is_some())
    }
}

/// The other party's appointment of the same session, as long as it holds the time.
pub(crate) async fn others_of_session(
    tx: &DatabaseTransaction,
    row: &appointment::Model,
) -> Result<Vec<appointment::Model>> {
    let others = appointment::Entity::find()
        .filter(appointment::Column::CentreId.eq(row.centre_id))
        .filter(appointment::Column::Status.is_not_in(gone()));
    let others = match row.beside_id {
        Some(first) => others.filter(appointment::Column::Id.eq(first)),
        None => others.filter(appointment::Column::BesideId.eq(row.id)),
    };
    Ok(others.order_by_asc(appointment::Column::Id).all(tx).await?)
}

/// Those of `rows` whose session another party has too. One query.
pub(crate) async fn in_sessions_of(
    db: &impl ConnectionTrait,
    centre_id: i64,
    rows: &[appointment::Model],
) -> Result<BTreeSet<Uuid>> {
    let related = Condition::any()
        .add(appointment::Column::Id.is_in(rows.iter().filter_map(|row| row.beside_id)))
        .add(appointment::Column::BesideId.is_in(rows.iter().map(|row| row.id)));
    let others: Vec<(Uuid, Option<Uuid>)> = appointment::Entity::find()
        .select_only()
        .columns([appointment::Column::Id, appointment::Column::BesideId])
        .filter(appointment::Column::CentreId.eq(centre_id))
        .filter(appointment::Column::Status.is_not_in(gone()))
        .filter(related)
        .into_tuple()
        .all(db)
        .await?;
    let has_other = |row: &&appointment::Model| {
        let here = !gone().contains(&row.status.as_str());
        here && others.iter().any(|(id, beside)| row.beside_id == Some(*id) || *beside == Some(row.id))
    };
    Ok(rows.iter().filter(has_other).map(|row| row.id).collect())
}

/// States in which a party has left the session.
pub(crate) fn gone() -> [&'static str; 2] {
    [Status::CancelledByPerson.as_str(), Status::CancelledByCentre.as_str()]
}

/// Tells the desk that the other party's card now shows another number of parties.
pub(crate) async fn tell_others(tx: &DatabaseTransaction, row: &appointment::Model, at: i64) -> Result<()> {
    for other in others_of_session(tx, row).await? {
        events::append(tx, &other, EventKind::Changed, at).await?;
    }
    Ok(())
}

/// Gives back what a cancelled appointment had; answers with the session's time when nobody is left in it.
pub(crate) async fn give_back(tx: &DatabaseTransaction, row: &mut appointment::Model) -> Result<Option<Taking>> {
    if row.workshop_id.is_some() {
        row.seat = None;
        return Ok(None);
    }
    if let Some(other) = others_of_session(tx, row).await?.first() {
        let (from, to) = (Owner::Appointment(row.id), Owner::Appointment(other.id));
        claims::hand_over(tx, row.centre_id, from, to).await?;
        return Ok(None);
    }
    claims::free(tx, row.centre_id, Owner::Appointment(row.id)).await?;
    session_of(tx, row).await.map(Some)
}

/// What the session of an appointment takes: whoever stands beside the first has the first's time, not the later one
/// that they were told.
pub(crate) async fn session_of(db: &impl ConnectionTrait, row: &appointment::Model) -> Result<Taking> {
    let Some(first) = row.beside_id else { return Taking::of_session(row) };
    let first = appointment::Entity::find_by_id((row.centre_id, first)).one(db).await?.ok_or(Error::NotFound)?;
    Taking::of_session(&first)
}
