//! An appointment is put somewhere by hand: another time, length, mediator or room, also outside the hours when somebody
//! says why.

use domain::board::Hindrance;
use jiff::civil;
use sea_orm::DatabaseTransaction;

use crate::{
    Centre, Error, Result, Store,
    appointments::{
        Appointment,
        changes::{
            moves::{Told, note_move},
            row::{Change, locked, save_session},
        },
        parties::others_of_session,
        record, set_session, tell_start,
    },
    centre::{civil::start_of, write_alone},
    claims::{self, Refused, Taking},
    free_times::ground::{ground_of, put_at},
    plan::Chosen,
    words::{Kind, What},
};

/// Where an appointment is to be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Placement {
    pub start: civil::DateTime,
    /// Of the session; its preparation and its pause stay as they are.
    pub minutes: u32,
    pub staff: i64,
    /// The room that it is to have; `None` for whichever is free.
    pub room: Option<i64>,
    /// Why it may lie outside the hours.
    pub reason: Option<String>,
}

impl Store {
    /// Puts an appointment, with everybody who comes to its session, somewhere else. The old time is given back only when
    /// the new one is won; the person hears of another time a minute later, so that whoever slips can take it back first.
    /// The inner error says what stands in the way; nothing has happened then.
    ///
    /// # Errors
    /// [`Error::Stale`] when it changed meanwhile, is no longer ahead, has a seat in a workshop, or is the second party's;
    /// [`Error::Taken`] when somebody was faster.
    pub async fn place(
        &self,
        centre: &Centre,
        change: &Change,
        to: &Placement,
    ) -> Result<std::result::Result<(), Hindrance>> {
        self.transact(|tx| async move {
            write_alone(&tx, centre).await?;
            let placed = self.place_in(&tx, centre, change, to).await?;
            if let Ok(Some(freed)) = &placed {
                self.offer_freed(&tx, centre, freed, change.now).await?;
            }
            Ok((tx, placed.map(drop)))
        })
        .await
    }

    async fn place_in(
        &self,
        tx: &DatabaseTransaction,
        centre: &Centre,
        change: &Change,
        to: &Placement,
    ) -> Result<std::result::Result<Option<Taking>, Hindrance>> {
        let was = locked(tx, centre, change).await?;
        let others = others_of_session(tx, &was).await?;
        let second = others.iter().any(|other| other.place == 1);
        if !was.row.status.0.is_ahead() || second || was.session.kind.0 == Kind::Group {
            return Err(Error::Stale);
        }
        let put = put_at(to.start, to.minutes, (to.staff, to.room));
        let ground = ground_of(tx, centre, &was, (to.start.date(), to.start.date()), change.now).await?;
        let (room, overruled) = match ground.room_at(&put, false) {
            Ok(room) => (room, false),
            Err(why) if why.yields_to_reason() && to.reason.is_some() => match ground.room_at(&put, true) {
                Ok(room) => (room, true),
                Err(why) => return Ok(Err(why)),
            },
            Err(why) => return Ok(Err(why)),
        };
        let mut of = was.clone();
        let co_staff = ground.joins_at(&put);
        set_session(&mut of.session, centre, to.start, Chosen { staff: put.staff, co_staff, room })?;
        of.session.minutes = i32::try_from(put.minutes).map_err(|_| Error::Corrupt("minutes of a session"))?;
        if of.session == was.session && start_of(&was.row) == to.start {
            return Ok(Ok(None));
        }
        let (old, new) = (Taking::of(&was.session)?, Taking::of(&of.session)?);
        claims::swap(tx, &of.session, &old, &new).await.map_err(Refused::or_taken)?;
        save_session(tx, &of.session).await?;
        tell_start(&mut of.row, centre, to.start)?;
        if others.is_empty() {
            // Whoever stood beside somebody who has left goes on alone.
            of.row.place = 1;
        }
        let reason = to.reason.as_deref().filter(|_| overruled);
        note(tx, &mut of, &was, (change, reason)).await?;
        for row in others {
            let was_other = Appointment { row: row.clone(), session: was.session.clone() };
            let mut other = Appointment { row, session: of.session.clone() };
            let later = start_of(&was_other.row) - start_of(&was.row);
            tell_start(&mut other.row, centre, to.start.saturating_add(later))?;
            note(tx, &mut other, &was_other, (change, None)).await?;
        }
        Ok(Ok((old != new).then_some(old)))
    }
}

/// Writes what changed, a line each, and tells whom it concerns.
async fn note(
    tx: &DatabaseTransaction,
    of: &mut Appointment,
    was: &Appointment,
    (change, reason): (&Change, Option<&str>),
) -> Result<()> {
    let at = change.now.as_second();
    let (now, before) = (&of.session, &was.session);
    let same_place = start_of(&of.row) == start_of(&was.row) && now.staff_id == before.staff_id;
    let resized = (now.minutes != before.minutes).then(|| before.minutes.to_string());
    // A room that follows from another time or mediator is no affair of its own.
    let roomed = (same_place && now.room_id != before.room_id).then(|| before.room_id.unwrap_or(0).to_string());
    let overruled = reason.map(str::to_owned);
    for (what, detail) in [(What::Resized, resized), (What::Roomed, roomed), (What::Overruled, overruled)] {
        if detail.is_some() {
            of.row.version += 1;
            record(tx, &of.row, what, detail, at, change.by).await?;
        }
    }
    note_move(tx, of, was, change, Told::AfterAWhile).await
}
