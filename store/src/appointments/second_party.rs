//! Two parties of one session: the second comes to the first's, is told a later arrival where the service says so, and
//! neither learns of the other.

use domain::appointment::Status;
use jiff::civil;
use sea_orm::{DatabaseTransaction, EntityTrait};
use uuid::Uuid;

use crate::{
    Booked, Booking, Centre, Change, Error, EventKind, Result, Secret, Store,
    appointments::{
        Appointment, Party, attend,
        booking::booked_before,
        changes::row::locked,
        insert_session,
        new::finish,
        news,
        parties::{is_first, others_of_session},
        set_session, tell_start,
    },
    centre::{
        civil::{start_of, start_of_session},
        write_alone,
    },
    claims::{self, Refused, Taking},
    database::rows::Rows,
    entities::{attendance, service, session},
    persons::{apart, circle::Circle},
    plan::Chosen,
    words::{Kind, Template},
};

impl Store {
    /// Adds the second party to the session of an appointment, where the service is for two. Only staff do so, and the
    /// start in the request does not count: the second is told the first's, later by the service's stagger.
    ///
    /// # Errors
    /// [`Error::Stale`] when the appointment is not ahead, is for one, or has its second party already;
    /// [`Error::SamePerson`] when the second would be the first by name and contact.
    pub async fn add_second_party(&self, centre: &Centre, first: &Change, booking: &Booking<'_>) -> Result<Booked> {
        self.transact(|tx| async move {
            let key = Secret::parse(booking.request.key.as_str()).ok_or(Error::Corrupt("idempotency key"))?;
            if let Some(booked) = booked_before(&tx, centre, &key).await? {
                return Ok((tx, booked));
            }
            write_alone(&tx, centre).await?;
            let of = locked(&tx, centre, first).await?;
            let alone = is_first(&of) && others_of_session(&tx, &of).await?.is_empty();
            let service = service_of(&tx, &of.session).await?;
            if of.row.status.0 != Status::Expected || !alone || service.parties < 2 {
                return Err(Error::Stale);
            }
            let mut rows = Rows::default();
            let party = Party::of_booking(&mut rows, centre, booking, &key);
            let start = told_to_second(&of.session, &service);
            let second = attend(centre, of.session.clone(), (2, start), &party, Status::Expected)?;
            rows.add(apart::row(centre.id, (of.row.person_id, party.known.person_id), None, booking.now.as_second()));
            let booked = finish(&tx, rows, &second, (key.derive("manage"), Template::Booked), booking.now).await;
            let booked = booked.map_err(Refused::or_outrun)?;
            let circle = Circle::around(&tx, centre.id, [party.known.person_id]).await?;
            if circle.ids_of(party.known.person_id).contains(&of.row.person_id) {
                return Err(Error::SamePerson);
            }
            // The first's card shows that there are two now.
            news::append(&tx, &of, EventKind::Changed, booking.now.as_second()).await?;
            Ok((tx, booked))
        })
        .await
    }

    /// Wins the time of an undone cancellation again: its cells, its seat, or its place beside the other party.
    pub(crate) async fn win_again(
        &self,
        tx: &DatabaseTransaction,
        centre: &Centre,
        of: &mut Appointment,
    ) -> Result<(), Refused> {
        if of.session.kind.0 == Kind::Group {
            let (session, seat) = self.seat_again(tx, centre, &of.session).await?.ok_or(Error::Taken)?;
            (of.row.session_id, of.row.place, of.session) = (session.id, seat, session);
            return Ok(());
        }
        let others = others_of_session(tx, of).await?;
        if of.row.place > 1 {
            return Ok(join_again(tx, centre, of, &others).await?);
        }
        // The session went on to another time without them: theirs takes place by itself.
        if others.iter().any(|other| other.place == 1) || start_of_session(&of.session) != start_of(&of.row) {
            of.session = apart(centre, of)?;
            of.row.session_id = of.session.id;
            return insert_session(tx, &of.session).await;
        }
        if others.is_empty() {
            return claims::take(tx, &of.session, &Taking::of(&of.session)?).await;
        }
        Ok(())
    }
}

/// A second party comes back beside the first, at the time that the session has by now.
async fn join_again(
    tx: &DatabaseTransaction,
    centre: &Centre,
    of: &mut Appointment,
    others: &[attendance::Model],
) -> Result<()> {
    if others.iter().any(|other| other.place == of.row.place) {
        return Err(Error::Taken);
    }
    if others.is_empty() {
        return Err(Error::Stale);
    }
    let start = told_to_second(&of.session, &service_of(tx, &of.session).await?);
    tell_start(&mut of.row, centre, start)
}

/// A session of the same kind with the same people, at the time that somebody was told.
fn apart(centre: &Centre, of: &Appointment) -> Result<session::Model> {
    let mut session = session::Model { id: Uuid::now_v7(), ..of.session.clone() };
    let chosen = Chosen { staff: session.staff_id, co_staff: session.co_staff_id, room: session.room_id };
    set_session(&mut session, centre, start_of(&of.row), chosen)?;
    Ok(session)
}

fn told_to_second(session: &session::Model, service: &service::Model) -> civil::DateTime {
    let later = jiff::Span::new().minutes(i64::from(service.stagger_minutes));
    start_of_session(session).saturating_add(later)
}

async fn service_of(tx: &DatabaseTransaction, session: &session::Model) -> Result<service::Model> {
    service::Entity::find_by_id(session.service_id).one(tx).await?.ok_or(Error::NotFound)
}
