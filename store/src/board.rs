//! The desk's day: what a reader may see of one day's appointments.

use std::collections::{BTreeMap, BTreeSet};

use domain::{
    access::{Verb, may},
    appointment::Mode,
    board::{Card, CardContact, Trace},
    contact::{Address, Channel},
    language::Language,
};
use jiff::{Timestamp, civil};
use sea_orm::{ColumnTrait, Condition, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use uuid::Uuid;

use crate::{
    Centre, Error, Result, StaffMember, Store,
    changes::status_of,
    entities::{appointment, room, service_text, staff, status_change},
    second_party::in_sessions_of,
};

/// Names that every card of a board needs.
struct Names {
    services: BTreeMap<i64, String>,
    staff: BTreeMap<i64, String>,
    rooms: BTreeMap<i64, String>,
    /// Appointments whose session another party has too.
    together: BTreeSet<Uuid>,
    traces: BTreeMap<(Uuid, i32), status_change::Model>,
}

impl Store {
    /// The appointments of `day` that `reader` may see, by time. Six queries.
    pub async fn board(
        &self,
        centre: &Centre,
        reader: &StaffMember,
        day: civil::Date,
        language: Language,
    ) -> Result<Vec<Card>> {
        let rows = self.visible(centre, reader, appointment::Column::Day.eq(day.to_string())).await?;
        self.cards(centre, reader, rows, language).await
    }

    /// One card, when `reader` may see it.
    ///
    /// # Errors
    /// [`Error::NotFound`] also when it exists and is not for this reader.
    pub async fn card(&self, centre: &Centre, reader: &StaffMember, id: Uuid, language: Language) -> Result<Card> {
        let rows = self.visible(centre, reader, appointment::Column::Id.eq(id)).await?;
        self.cards(centre, reader, rows, language).await?.pop().ok_or(Error::NotFound)
    }

    pub(crate) async fn visible(
        &self,
        centre: &Centre,
        reader: &StaffMember,
        which: sea_orm::sea_query::SimpleExpr,
    ) -> Result<Vec<appointment::Model>> {
        let mut query = appointment::Entity::find()
            .filter(appointment::Column::CentreId.eq(centre.id))
            .filter(which)
            .order_by_asc(appointment::Column::StartMinute)
            .order_by_asc(appointment::Column::Id);
        if !may(&reader.roles, Verb::SeeBoard) {
            if !may(&reader.roles, Verb::SeeOwnVisits) {
                return Ok(Vec::new());
            }
            let own = Condition::any()
                .add(appointment::Column::StaffId.eq(reader.id))
                .add(appointment::Column::CoStaffId.eq(reader.id));
            query = query.filter(own);
        }
        Ok(query.all(&self.db).await?)
    }

    pub(crate) async fn cards(
        &self,
        centre: &Centre,
        reader: &StaffMember,
        rows: Vec<appointment::Model>,
        language: Language,
    ) -> Result<Vec<Card>> {
        let names = self.names(centre, &rows, language).await?;
        rows.into_iter().map(|row| card(centre, reader, row, &names)).collect()
    }

    async fn names(&self, centre: &Centre, rows: &[appointment::Model], language: Language) -> Result<Names> {
        let services = service_text::Entity::find()
            .filter(service_text::Column::Language.eq(language.code()))
            .select_only()
            .columns([service_text::Column::ServiceId, service_text::Column::Name])
            .into_tuple::<(i64, String)>()
            .all(&self.db)
            .await?;
        let staff = staff::Entity::find()
            .filter(staff::Column::CentreId.eq(centre.id))
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
            .filter(status_change::Column::AppointmentId.is_in(rows.iter().map(|row| row.id)))
            .all(&self.db)
            .await?;
        let traces = lines.into_iter().map(|line| ((line.appointment_id, line.version), line)).collect();
        let (services, staff, rooms) =
            (services.into_iter().collect(), staff.into_iter().collect(), rooms.into_iter().collect());
        let together = in_sessions_of(&self.db, centre.id, rows).await?;
        Ok(Names { services, staff, rooms, together, traces })
    }
}

fn card(centre: &Centre, reader: &StaffMember, row: appointment::Model, names: &Names) -> Result<Card> {
    let leads = row.staff_id == reader.id || row.co_staff_id == Some(reader.id);
    let own = leads && may(&reader.roles, Verb::MoveOwnVisit);
    let contact = may(&reader.roles, Verb::SeeContact).then(|| contact_of(&row)).flatten();
    let line = names.traces.get(&(row.id, row.version)).ok_or(Error::Corrupt("status_change"))?;
    Ok(Card {
        id: row.id.to_string(),
        version: row.version,
        time: clock(row.start_minute),
        minutes: row.minutes.unsigned_abs(),
        status: status_of(&row)?,
        service: names.services.get(&row.service_id).cloned().unwrap_or_default(),
        mode: Mode::from_str_opt(&row.mode).ok_or(Error::Corrupt("appointment.mode"))?,
        mediator: names.staff.get(&row.staff_id).cloned().unwrap_or_default(),
        co_mediator: row.co_staff_id.and_then(|id| names.staff.get(&id).cloned()),
        room: row.room_id.and_then(|id| names.rooms.get(&id).cloned()),
        together: names.together.contains(&row.id),
        contact,
        trace: trace(centre, line, &row.day, names),
        movable: own || may(&reader.roles, Verb::MoveAnyVisit),
        day: row.day,
        name: row.name,
        reference: row.reference,
        demo: row.demo,
    })
}

fn contact_of(row: &appointment::Model) -> Option<CardContact> {
    let address = Address::from_stored(Channel::from_str_opt(&row.contact_channel)?, &row.contact_address)?;
    let (shown, link) = (address.display(), address.link());
    let language = Language::from_code(&row.contact_language).unwrap_or_default();
    Some(CardContact { shown, link, language, may_leave_message: row.may_leave_message })
}

fn trace(centre: &Centre, line: &status_change::Model, day: &str, names: &Names) -> Trace {
    let at = Timestamp::from_second(line.at).map(|at| centre.zone.to_datetime(at)).unwrap_or_default();
    let same_day = at.date().to_string() == day;
    let format = if same_day { "%H:%M" } else { "%Y-%m-%d %H:%M" };
    Trace {
        who: line.by_staff.and_then(|id| names.staff.get(&id).cloned()),
        at: at.strftime(format).to_string(),
        what: line.what.clone(),
    }
}

fn clock(minute: i32) -> String {
    format!("{:02}:{:02}", minute / 60, minute % 60)
}
