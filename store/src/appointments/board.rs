//! The desk's day: what a reader may see of one day's appointments.

use std::collections::{BTreeMap, BTreeSet};

use domain::{
    access::{Verb, may},
    board::{Card, CardContact, Trace},
    language::Language,
};
use jiff::{Timestamp, civil};
use sea_orm::{ColumnTrait, Condition, EntityTrait, QueryFilter, QueryOrder, QuerySelect, sea_query::IntoCondition};
use uuid::Uuid;

use crate::{
    Centre, Error, Result, StaffMember, Store,
    appointments::{Appointment, parties::in_sessions_of, with_sessions},
    centre::civil::start_of,
    entities::{attendance, room, service_text, session, staff, status_change},
    network::memberships,
    persons::{Reached, reached},
};

/// Names that every card of a board needs.
struct Names {
    services: BTreeMap<i64, String>,
    staff: BTreeMap<i64, String>,
    rooms: BTreeMap<i64, String>,
    /// Appointments whose session another party has too.
    together: BTreeSet<Uuid>,
    traces: BTreeMap<(Uuid, i32), status_change::Model>,
    /// By contact.
    people: BTreeMap<Uuid, Reached>,
}

impl Store {
    /// The appointments of `day` that `reader` may see, by time. Nine queries.
    pub async fn board(
        &self,
        centre: &Centre,
        reader: &StaffMember,
        day: civil::Date,
        language: Language,
    ) -> Result<Vec<Card>> {
        let rows = self.visible(centre, reader, attendance::Column::Day.eq(day.to_string()).into_condition()).await?;
        self.cards(centre, reader, rows, language).await
    }

    /// One card, when `reader` may see it.
    ///
    /// # Errors
    /// [`Error::NotFound`] also when it exists and is not for this reader.
    pub async fn card(&self, centre: &Centre, reader: &StaffMember, id: Uuid, language: Language) -> Result<Card> {
        let rows = self.visible(centre, reader, attendance::Column::Id.eq(id).into_condition()).await?;
        self.cards(centre, reader, rows, language).await?.pop().ok_or(Error::NotFound)
    }

    pub(crate) async fn visible(
        &self,
        centre: &Centre,
        reader: &StaffMember,
        which: Condition,
    ) -> Result<Vec<Appointment>> {
        let mut query = attendance::Entity::find()
            .filter(attendance::Column::CentreId.eq(centre.id))
            .filter(which)
            .order_by_asc(attendance::Column::StartMinute)
            .order_by_asc(attendance::Column::Id);
        if !may(&reader.roles, Verb::SeeBoard) {
            if !may(&reader.roles, Verb::SeeOwnVisits) {
                return Ok(Vec::new());
            }
            let own = Condition::any()
                .add(session::Column::StaffId.eq(reader.id))
                .add(session::Column::CoStaffId.eq(reader.id));
            query = query.inner_join(session::Entity).filter(own);
        }
        with_sessions(&self.db, centre.id, query.all(&self.db).await?).await
    }

    pub(crate) async fn cards(
        &self,
        centre: &Centre,
        reader: &StaffMember,
        rows: Vec<Appointment>,
        language: Language,
    ) -> Result<Vec<Card>> {
        let names = self.names(centre, &rows, language).await?;
        rows.into_iter().map(|of| card(centre, reader, of, &names)).collect()
    }

    async fn names(&self, centre: &Centre, rows: &[Appointment], language: Language) -> Result<Names> {
        let services = service_text::Entity::find()
            .filter(service_text::Column::Language.eq(language.code()))
            .select_only()
            .columns([service_text::Column::ServiceId, service_text::Column::Name])
            .into_tuple::<(i64, String)>()
            .all(&self.db)
            .await?;
        let staff = memberships::known(centre.id)
            .select_only()
            .columns([staff::Column::Id, staff::Column::Name])
            .into_tuple::<(i64, String)>()
            .all(&self.db)
            .await?;
        let rooms = room::Entity::find()
            .filter(room::Column::CentreId.eq(centre.id))
            .select_only()
            .columns([room::Column::Id, room::Column::Name])
            .into_tuple::<(i64, String)>()
            .all(&self.db)
            .await?;
        let lines = status_change::Entity::find()
            .filter(status_change::Column::CentreId.eq(centre.id))
            .filter(status_change::Column::AttendanceId.is_in(rows.iter().map(|of| of.row.id)))
            .all(&self.db)
            .await?;
        let traces = lines.into_iter().map(|line| ((line.attendance_id, line.version), line)).collect();
        let (services, staff, rooms) =
            (services.into_iter().collect(), staff.into_iter().collect(), rooms.into_iter().collect());
        let together = in_sessions_of(&self.db, centre.id, rows).await?;
        let people = reached(&self.db, centre.id, rows.iter().map(|of| of.row.contact_id)).await?;
        Ok(Names { services, staff, rooms, together, traces, people })
    }
}

fn card(centre: &Centre, reader: &StaffMember, of: Appointment, names: &Names) -> Result<Card> {
    let Appointment { row, session } = of;
    let leads = session.staff_id == reader.id || session.co_staff_id == Some(reader.id);
    let own = leads && may(&reader.roles, Verb::MoveOwnVisit);
    let who = names.people.get(&row.contact_id).ok_or(Error::Corrupt("attendance.contact_id"))?;
    let contact = if may(&reader.roles, Verb::SeeContact) { contact_of(who)? } else { None };
    let line = names.traces.get(&(row.id, row.version)).ok_or(Error::Corrupt("status_change"))?;
    Ok(Card {
        id: row.id.to_string(),
        version: row.version,
        time: start_of(&row).strftime("%H:%M").to_string(),
        minutes: session.minutes.unsigned_abs(),
        status: row.status.0,
        service: names.services.get(&session.service_id).cloned().unwrap_or_default(),
        mode: session.mode.0,
        mediator: names.staff.get(&session.staff_id).cloned().unwrap_or_default(),
        co_mediator: session.co_staff_id.and_then(|id| names.staff.get(&id).cloned()),
        room: session.room_id.and_then(|id| names.rooms.get(&id).cloned()),
        together: names.together.contains(&row.id),
        contact,
        trace: trace(centre, line, row.day.0, names),
        movable: own || may(&reader.roles, Verb::MoveAnyVisit),
        day: row.day.0.to_string(),
        name: who.name(),
        reference: row.reference.0.as_str().to_owned(),
        demo: who.person.demo,
    })
}

fn contact_of(who: &Reached) -> Result<Option<CardContact>> {
    let Some(address) = who.address()? else { return Ok(None) };
    let (shown, link) = (address.display(), address.link());
    let (language, may_leave_message) = (who.contact.language.0, who.contact.may_leave_message);
    Ok(Some(CardContact { shown, link, language, may_leave_message }))
}

fn trace(centre: &Centre, line: &status_change::Model, day: civil::Date, names: &Names) -> Trace {
    let at = Timestamp::from_second(line.at).map(|at| centre.zone.to_datetime(at)).unwrap_or_default();
    let same_day = at.date() == day;
    let format = if same_day { "%H:%M" } else { "%Y-%m-%d %H:%M" };
    Trace {
        who: line.by_staff.and_then(|id| names.staff.get(&id).cloned()),
        at: at.strftime(format).to_string(),
        what: line.what.0.as_str().to_owned(),
    }
}
