//! The desk's day: what a reader may see of one day's appointments.

use std::collections::{BTreeMap, BTreeSet};

use domain::{
    access::{Verb, may},
    board::{Card, CardContact, Needs, Trace},
    language::Language,
};
use jiff::{Timestamp, civil};
use sea_orm::{ColumnTrait, Condition, EntityTrait, QueryFilter, QueryOrder, QuerySelect, sea_query::IntoCondition};
use uuid::Uuid;

use crate::{
    Centre, Error, Result, StaffMember, Store,
    appointments::{Appointment, find, parties::in_sessions_of, with_sessions},
    centre::civil::start_of,
    entities::{attendance, consent, outbox, room, service_text, session, staff, status_change},
    network::memberships,
    persons::{Reached, reached},
    words::Kind,
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
    /// Who has agreed to what is kept about them.
    agreed: BTreeSet<Uuid>,
    /// Appointments about which a message does not get through.
    unheard: BTreeSet<Uuid>,
}

/// Tries after which the desk should know of a message that does not get through.
const TRIES: i32 = 3;

impl Store {
    /// The appointments of `day` that `reader` may see, by time. Eleven queries.
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
        let cards = self.whole_cards(centre, rows, language).await?;
        Ok(cards.into_iter().filter_map(|card| card.seen_by(reader.id, &reader.roles)).collect())
    }

    /// One card whole, for whoever then asks what each of many readers sees of it ([`Card::seen_by`]).
    ///
    /// # Errors
    /// [`Error::NotFound`].
    pub async fn whole_card(&self, centre: &Centre, id: Uuid, language: Language) -> Result<Card> {
        let of = find(&self.db, centre.id, id).await?;
        self.whole_cards(centre, vec![of], language).await?.pop().ok_or(Error::NotFound)
    }

    async fn whole_cards(&self, centre: &Centre, rows: Vec<Appointment>, language: Language) -> Result<Vec<Card>> {
        let names = self.names(centre, &rows, language).await?;
        rows.into_iter().map(|of| card(centre, of, &names)).collect()
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
        let agreed = consent::Entity::find()
            .select_only()
            .column(consent::Column::PersonId)
            .filter(consent::Column::CentreId.eq(centre.id))
            .filter(consent::Column::PersonId.is_in(rows.iter().map(|of| of.row.person_id)))
            .filter(consent::Column::WithdrawnAt.is_null())
            .into_tuple::<Uuid>()
            .all(&self.db)
            .await?;
        let unheard = outbox::Entity::find()
            .select_only()
            .column(outbox::Column::Subject)
            .filter(outbox::Column::CentreId.eq(centre.id))
            .filter(outbox::Column::Subject.is_in(rows.iter().map(|of| of.row.id)))
            .filter(outbox::Column::SentAt.is_null())
            .filter(outbox::Column::Tries.gte(TRIES))
            .into_tuple::<Uuid>()
            .all(&self.db)
            .await?;
        let (agreed, unheard) = (agreed.into_iter().collect(), unheard.into_iter().collect());
        Ok(Names { services, staff, rooms, together, traces, people, agreed, unheard })
    }
}

/// A card with all that is on it.
fn card(centre: &Centre, of: Appointment, names: &Names) -> Result<Card> {
    let Appointment { row, session } = of;
    let who = names.people.get(&row.contact_id).ok_or(Error::Corrupt("attendance.contact_id"))?;
    let contact = contact_of(who)?;
    let line = names.traces.get(&(row.id, row.version)).ok_or(Error::Corrupt("status_change"))?;
    let steps = names.traces.range((row.id, 0)..=(row.id, row.version)).rev();
    let since = steps.take_while(|(_, step)| step.status == row.status).last().map_or(line.at, |(_, step)| step.at);
    let reaches = contact.is_some();
    let needs = Needs {
        consent: reaches && !names.agreed.contains(&row.person_id),
        speaks: row.asked_language.map(|word| word.0),
        message: reaches && names.unheard.contains(&row.id),
    };
    Ok(Card {
        id: row.id.to_string(),
        version: row.version,
        time: start_of(&row).strftime("%H:%M").to_string(),
        start_minute: row.start_minute.unsigned_abs(),
        minutes: session.minutes.unsigned_abs(),
        pause: session.buffer_minutes.unsigned_abs(),
        session: session.id.to_string(),
        workshop: session.kind.0 == Kind::Group,
        people: std::iter::once(session.staff_id).chain(session.co_staff_id).collect(),
        room_id: session.room_id,
        status: row.status.0,
        service: names.services.get(&session.service_id).cloned().unwrap_or_default(),
        mode: session.mode.0,
        mediator: names.staff.get(&session.staff_id).cloned().unwrap_or_default(),
        co_mediator: session.co_staff_id.and_then(|id| names.staff.get(&id).cloned()),
        room: session.room_id.and_then(|id| names.rooms.get(&id).cloned()),
        together: names.together.contains(&row.id),
        contact,
        since,
        needs,
        trace: trace(centre, line, row.day.0, names),
        movable: true,
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
