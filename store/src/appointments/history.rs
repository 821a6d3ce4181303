//! One appointment with everything that ever happened to it.

use std::collections::BTreeMap;

use domain::{
    access::{Verb, may},
    appointment::Status,
    board::Card,
    language::Language,
    preference::{Gender, Spoken},
};
use jiff::{Timestamp, civil};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, sea_query::IntoCondition};
use uuid::Uuid;

use crate::{
    Centre, Error, Result, StaffMember, Store, Subject,
    appointments::{Appointment, wish::asked_of},
    centre::civil::start_of,
    entities::{attendance, room, service, staff, status_change},
    network::memberships,
    persons::reached_by,
    words::{Kind, What},
};

/// An appointment as its own page of the desk shows it.
#[derive(Clone, Debug)]
pub struct History {
    pub card: Card,
    /// Slug.
    pub service: String,
    pub staff_id: i64,
    pub start: civil::DateTime,
    /// Its seat, in a workshop.
    pub seat: Option<Seat>,
    pub workshop: bool,
    /// Whether it stands beside a first party's.
    pub beside: bool,
    /// Whether that first party is still in the session: then theirs alone can be moved.
    pub second: bool,
    /// The other party, for whoever sees the whole board.
    pub other: Option<OtherParty>,
    /// Minutes that an offered time is held.
    pub hold_minutes: u32,
    /// Parties that the service is for.
    pub parties: u32,
    /// Minutes after the first that a second party is told to come.
    pub stagger_minutes: u32,
    /// What was asked of the mediator.
    pub asked: (Option<Gender>, Option<Spoken>),
    /// Oldest first.
    pub steps: Vec<Step>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Seat {
    /// From one.
    pub number: u32,
    pub of: u32,
}

/// The appointment of the other party of a session, also when they have left it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OtherParty {
    pub id: Uuid,
    pub name: String,
    pub start: civil::DateTime,
    pub status: Status,
}

/// One thing that happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// Civil time of the centre.
    pub at: civil::DateTime,
    pub deed: Deed,
    /// The state after it.
    pub status: Status,
    /// Member of staff; `None` is the person themselves.
    pub who: Option<String>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Deed {
    Booked,
    /// Another state, and why.
    Status(Option<String>),
    Undone,
    /// A name or contact was wrong.
    Corrected,
    /// Another time; the one before.
    MovedFrom(civil::DateTime),
    /// Another mediator; the one before.
    HandedFrom(String),
    /// Another length; the minutes before.
    ResizedFrom(u32),
    /// Another room; the one before, empty for none.
    RoomedFrom(String),
    /// It was set outside the hours, and why.
    Overruled(String),
}

impl Store {
    /// An appointment with its history, when `reader` may see its card. That they read it is noted first.
    ///
    /// # Errors
    /// [`Error::NotFound`] also when it exists and is not for this reader.
    pub async fn history(
        &self,
        centre: &Centre,
        reader: &StaffMember,
        id: Uuid,
        language: Language,
        now: Timestamp,
    ) -> Result<History> {
        let which = attendance::Column::Id.eq(id).into_condition();
        let of = self.visible(centre, reader, which).await?.pop().ok_or(Error::NotFound)?;
        self.reads(centre, reader.id, Subject::Appointment(id), now.as_second()).await?;
        let card = self.cards(centre, reader, vec![of.clone()], language).await?.pop().ok_or(Error::NotFound)?;
        let Appointment { row, session } = &of;
        let service = service::Entity::find_by_id(session.service_id).one(&self.db).await?.ok_or(Error::NotFound)?;
        let other = if may(&reader.roles, Verb::SeeBoard) { self.other_party(&of).await? } else { None };
        let workshop = session.kind.0 == Kind::Group;
        let beside = !workshop && row.place > 1;
        let seat = workshop && row.status.0.holds_time();
        let seat = seat.then(|| Seat { number: row.place.unsigned_abs(), of: session.seats.unsigned_abs() });
        Ok(History {
            beside,
            second: beside && card.together,
            card,
            service: service.slug,
            staff_id: session.staff_id,
            start: start_of(row),
            seat,
            workshop,
            other,
            hold_minutes: service.hold_minutes.unsigned_abs(),
            parties: service.parties.unsigned_abs(),
            stagger_minutes: service.stagger_minutes.unsigned_abs(),
            asked: asked_of(row),
            steps: self.steps(centre, row).await?,
        })
    }

    /// The one who comes to the same session; of several who were added one after the other, the last.
    async fn other_party(&self, of: &Appointment) -> Result<Option<OtherParty>> {
        if of.session.kind.0 == Kind::Group {
            return Ok(None);
        }
        let other = attendance::Entity::find()
            .filter(attendance::Column::CentreId.eq(of.row.centre_id))
            .filter(attendance::Column::SessionId.eq(of.row.session_id))
            .filter(attendance::Column::Id.ne(of.row.id))
            .order_by_desc(attendance::Column::Id)
            .one(&self.db)
            .await?;
        let Some(other) = other else { return Ok(None) };
        let name = reached_by(&self.db, other.centre_id, other.contact_id).await?.name();
        Ok(Some(OtherParty { id: other.id, name, start: start_of(&other), status: other.status.0 }))
    }

    async fn steps(&self, centre: &Centre, row: &attendance::Model) -> Result<Vec<Step>> {
        let lines = status_change::Entity::find()
            .filter(status_change::Column::CentreId.eq(centre.id))
            .filter(status_change::Column::AttendanceId.eq(row.id))
            .order_by_asc(status_change::Column::Version)
            .all(&self.db)
            .await?;
        let staff: BTreeMap<i64, String> = memberships::known(centre.id)
            .filter(staff::Column::Id.is_in(lines.iter().flat_map(|line| [line.by_staff, handed_by(line)]).flatten()))
            .select_only()
            .columns([staff::Column::Id, staff::Column::Name])
            .into_tuple::<(i64, String)>()
            .all(&self.db)
            .await?
            .into_iter()
            .collect();
        let rooms: BTreeMap<i64, String> = room::Entity::find()
            .filter(room::Column::CentreId.eq(centre.id))
            .filter(room::Column::Id.is_in(lines.iter().filter_map(roomed_from)))
            .select_only()
            .columns([room::Column::Id, room::Column::Name])
            .into_tuple::<(i64, String)>()
            .all(&self.db)
            .await?
            .into_iter()
            .collect();
        lines.into_iter().map(|line| step(centre, line, (&staff, &rooms))).collect()
    }
}

/// Names by id.
type Names = BTreeMap<i64, String>;

fn step(centre: &Centre, line: status_change::Model, (staff, rooms): (&Names, &Names)) -> Result<Step> {
    let at = Timestamp::from_second(line.at).map_err(|_| Error::Corrupt("status_change.at"))?;
    let old_time = || line.detail.as_deref().and_then(|was| was.parse().ok()).ok_or(Error::Corrupt("detail of a move"));
    let deed = match line.what.0 {
        What::Booked => Deed::Booked,
        What::Undone => Deed::Undone,
        What::Corrected => Deed::Corrected,
        What::Moved => Deed::MovedFrom(old_time()?),
        What::Handed => Deed::HandedFrom(handed_by(&line).and_then(|id| staff.get(&id).cloned()).unwrap_or_default()),
        What::Resized => Deed::ResizedFrom(line.detail.as_deref().and_then(|was| was.parse().ok()).unwrap_or(0)),
        What::Roomed => Deed::RoomedFrom(roomed_from(&line).and_then(|id| rooms.get(&id).cloned()).unwrap_or_default()),
        What::Overruled => Deed::Overruled(line.detail.clone().unwrap_or_default()),
        What::Status => Deed::Status(line.detail.clone()),
    };
    let who = line.by_staff.map(|id| staff.get(&id).cloned().unwrap_or_default());
    Ok(Step { at: centre.zone.to_datetime(at), deed, status: line.status.0, who })
}

/// Who led it before, in the line of a handing over.
fn handed_by(line: &status_change::Model) -> Option<i64> {
    line.detail.as_deref().filter(|_| line.what.0 == What::Handed)?.parse().ok()
}

/// The room that it had before, in the line of another room.
fn roomed_from(line: &status_change::Model) -> Option<i64> {
    line.detail.as_deref().filter(|_| line.what.0 == What::Roomed)?.parse().ok()
}
