//! Moves: the old time is kept until the new one is won, in one transaction.

use domain::{appointment::Status, preference::With};
use jiff::civil;
use sea_orm::{DatabaseTransaction, EntityTrait};

use crate::{
    Centre, Error, EventKind, Result, Store, Wish,
    appointments::{
        Appointment,
        changes::row::{Change, locked, save, save_session, within_limit},
        news,
        parties::others_of_session,
        record, set_session, tell_start,
        wish::wish_again,
    },
    centre::civil::start_of,
    claims::{self, Refused, Taking},
    entities::{service, session},
    messages::promises::{promise_message, promise_moved},
    plan::{Plan, in_time, lengths_of},
    words::{Kind, Template, What, Word},
};

impl Store {
    /// The move inside a transaction; answers with the time that it left.
    pub(crate) async fn move_in(
        &self,
        tx: &DatabaseTransaction,
        centre: &Centre,
        change: &Change,
        start: civil::DateTime,
        staff: Option<i64>,
    ) -> Result<Option<Taking>> {
        let mut of = locked(tx, centre, change).await?;
        let service = service::Entity::find_by_id(of.session.service_id).one(tx).await?.ok_or(Error::NotFound)?;
        let others = others_of_session(tx, &of).await?;
        let second = others.iter().any(|other| other.place == 1);
        // Those who came together stay so, also when the service is for one by now.
        let alone = change.by.is_none() && (service.parties > 1 || !others.is_empty());
        if !of.row.status.0.is_ahead() || second || alone {
            return Err(Error::Stale);
        }
        if change.by.is_none() {
            within_limit(&of.row, &service, change.now)?;
        }
        let was = of.clone();
        if start_of(&was.row) == start && staff.is_none_or(|staff| staff == was.session.staff_id) {
            return Ok(None);
        }
        let freed = self.change_time(tx, centre, &mut of, service, (start, staff), change).await?;
        if others.is_empty() && of.session.kind.0 == Kind::Private {
            // Whoever stood beside somebody who has left goes on alone.
            of.row.place = 1;
        }
        note_move(tx, &mut of, &was, change, Told::AtOnce).await?;
        for row in others {
            let was_other = Appointment { row: row.clone(), session: was.session.clone() };
            let mut other = Appointment { row, session: of.session.clone() };
            let later = start_of(&was_other.row) - start_of(&was.row);
            tell_start(&mut other.row, centre, start.saturating_add(later))?;
            note_move(tx, &mut other, &was_other, change, Told::AtOnce).await?;
        }
        Ok(freed)
    }

    /// Wins the new time, or a seat at it, and gives the old one back.
    async fn change_time(
        &self,
        tx: &DatabaseTransaction,
        centre: &Centre,
        of: &mut Appointment,
        service: service::Model,
        (start, staff): (civil::DateTime, Option<i64>),
        change: &Change,
    ) -> Result<Option<Taking>> {
        if change.by.is_none() && service.needs_approval {
            of.row.status = Word(Status::Requested);
        }
        tell_start(&mut of.row, centre, start)?;
        if of.session.kind.0 == Kind::Group {
            if change.by.is_none() && !in_time(centre, &service, start, change.now) {
                return Err(Error::Taken);
            }
            let seat = self.seat_at(tx, centre, service.id, of.session.mode.0, start).await?;
            let (session, seat) = seat.ok_or(Error::Taken)?;
            (of.row.session_id, of.row.place, of.session) = (session.id, seat, session);
            return Ok(None);
        }
        let old = Taking::of(&of.session)?;
        let mut plan = self.plan_of_move(tx, centre, service, of, (start, staff), change).await?;
        plan.as_long_as(lengths_of(&of.session));
        plan.forget(&old);
        if staff.is_some() {
            plan.off_the_steps();
        }
        let chosen = plan.choose(centre, start, change.now).ok_or(Error::Taken)?;
        set_session(&mut of.session, centre, start, chosen)?;
        claims::swap(tx, &of.session, &old, &Taking::of(&of.session)?).await.map_err(Refused::or_taken)?;
        save_session(tx, &of.session).await?;
        Ok(Some(old))
    }

    /// The plan of whoever leads it, or of the one who is to. When they receive nobody for it any more, that of whoever
    /// is what was asked for.
    async fn plan_of_move(
        &self,
        tx: &DatabaseTransaction,
        centre: &Centre,
        service: service::Model,
        of: &Appointment,
        (start, staff): (civil::DateTime, Option<i64>),
        change: &Change,
    ) -> Result<Plan> {
        let days = (start.date(), start.date());
        let same = wish_again(&service, of, change.by.is_some());
        let with = With::Person(staff.unwrap_or(of.session.staff_id));
        let named = Wish { with, speaks: None, ..same.clone() };
        match self.plan_of(tx, centre, service.clone(), &named, days).await {
            Err(Error::NotFound) if staff.is_none() => self.plan_of(tx, centre, service, &same, days).await,
            plan => plan,
        }
    }
}

/// When somebody is told of another time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Told {
    AtOnce,
    /// After as long as a slip of the hand takes to be seen.
    AfterAWhile,
}

impl Told {
    fn seconds(self) -> i64 {
        match self {
            Self::AtOnce => 0,
            Self::AfterAWhile => 60,
        }
    }
}

/// Writes what changed: who leads it, the time, or both, a line each.
pub(crate) async fn note_move(
    tx: &DatabaseTransaction,
    of: &mut Appointment,
    was: &Appointment,
    change: &Change,
    told: Told,
) -> Result<()> {
    let at = change.now.as_second();
    // Another workshop has its own leader: that is its time's affair.
    if of.session.staff_id != was.session.staff_id && of.session.kind.0 == Kind::Private {
        of.row.version += 1;
        record(tx, &of.row, What::Handed, Some(was.session.staff_id.to_string()), at, change.by).await?;
    }
    if start_of(&of.row) != start_of(&was.row) {
        of.row.version += 1;
        record(tx, &of.row, What::Moved, Some(start_of(&was.row).to_string()), at, change.by).await?;
        let asks = of.row.status.0 == Status::Requested;
        if asks {
            promise_message(tx, &of.row, Template::Requested, at).await?;
        } else {
            promise_moved(tx, &of.row, start_of(&was.row), (at, told.seconds())).await?;
        }
    }
    save(tx, &of.row).await.map_err(Refused::or_taken)?;
    tell_who_lost_it(tx, of, was, at).await?;
    news::append(tx, of, EventKind::Moved, at).await
}

/// The day it left, and those who led it and do no longer, hear of it.
async fn tell_who_lost_it(tx: &DatabaseTransaction, of: &Appointment, was: &Appointment, at: i64) -> Result<()> {
    let leads = |session: &session::Model| {
        [Some(session.staff_id), session.co_staff_id].into_iter().flatten().collect::<Vec<_>>()
    };
    let now = leads(&of.session);
    let lost: Vec<i64> = leads(&was.session).into_iter().filter(|id| !now.contains(id)).collect();
    let day = was.row.day.0;
    if lost.is_empty() && day != of.row.day.0 {
        news::append_left(tx, was, (day, was.session.staff_id), at).await?;
    }
    for staff_id in lost {
        news::append_left(tx, was, (day, staff_id), at).await?;
    }
    Ok(())
}
