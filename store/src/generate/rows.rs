//! An appointment row from a packed session: who, how, when it was booked, and what became of it.

use domain::{
    appointment::{Mode, Status},
    calendar::instant_of,
    reference::Reference,
    schedule::at_minute,
};
use jiff::Timestamp;
use sea_orm::ActiveModelTrait;
use uuid::Uuid;

use super::{packing::Packed, people::Team, random::Random};
use crate::{Error, Result, entities::appointment, plan::has_mode};

/// First names of families who do not exist, with the language they are written in.
const FAMILIES: [(&str, &str); 12] = [
    ("أمينة", "ar"),
    ("Karim", "fr"),
    ("خديجة", "ar"),
    ("رشيد", "ar"),
    ("Salma", "fr"),
    ("عبد الله", "ar"),
    ("Hind", "fr"),
    ("مريم", "ar"),
    ("Omar", "en"),
    ("زينب", "ar"),
    ("حسن", "ar"),
    ("Leïla", "fr"),
];

const MINUTE: i64 = 60;
const DAY: i64 = 24 * 60 * MINUTE;

/// Makes the rows of one centre.
pub(super) struct Writer<'a> {
    team: &'a Team,
    now: i64,
    made: u32,
}

impl<'a> Writer<'a> {
    pub fn new(team: &'a Team, now: Timestamp) -> Self {
        Self { team, now: now.as_second(), made: 0 }
    }

    pub fn row(&mut self, packed: &Packed, random: &mut Random) -> Result<appointment::ActiveModel> {
        let team = self.team;
        let service =
            if packed.joint.is_some() { &team.joint } else { &team.services[random.below(team.services.len())] };
        let modes: Vec<Mode> = Mode::ALL.into_iter().filter(|mode| has_mode(service, *mode)).collect();
        let start = at_minute(packed.day, packed.minute.unsigned_abs());
        let starts_at = instant_of(start, &team.centre.zone).ok_or(Error::Corrupt("hours"))?.as_second();
        let created_at = starts_at.min(self.now) - 3 * 60 * MINUTE - random.below(30 * DAY as usize) as i64;
        let status = self.status(starts_at, service.minutes, random);
        let (name, language) = random.one_of(&FAMILIES);
        let row = appointment::Model {
            centre_id: team.centre.id,
            id: id(created_at, random),
            service_id: service.id,
            staff_id: team.staff[packed.staff].id,
            mode: random.one_of(&modes).as_str().to_owned(),
            day: packed.day.to_string(),
            start_minute: packed.minute,
            minutes: service.minutes,
            buffer_minutes: service.buffer_minutes,
            zone: team.centre.zone_name.clone(),
            starts_at,
            status: status.as_str().to_owned(),
            version: version(status),
            reference: self.reference().as_str().to_owned(),
            name: name.to_owned(),
            contact_channel: "mobile".to_owned(),
            contact_address: format!("+212600{:06}", random.below(1_000_000)),
            contact_language: language.to_owned(),
            may_leave_message: random.chance(40),
            consent_version: Some("demo".to_owned()),
            idempotency_hash: random.hex(),
            manage_hash: random.hex(),
            booked_by: None,
            demo: true,
            created_at,
            co_staff_id: packed.joint.map(|(second, _)| team.staff[second].id),
            room_id: packed.joint.map(|(_, room)| team.rooms[room]),
            before_minutes: service.before_minutes,
            workshop_id: None,
            seat: None,
            beside_id: None,
            asked_gender: None,
            asked_language: None,
        };
        Ok(appointment::ActiveModel::from(row).reset_all())
    }

    /// What became of it by now.
    fn status(&self, starts_at: i64, minutes: i32, random: &mut Random) -> Status {
        let luck = random.below(100);
        let cancelled = if luck.is_multiple_of(2) { Status::CancelledByPerson } else { Status::CancelledByCentre };
        match self.now - starts_at {
            _ if luck < 8 => cancelled,
            ..0 => Status::Expected,
            ago if ago < i64::from(minutes) * MINUTE => Status::InSession,
            _ if luck < 15 => Status::DidNotCome,
            _ => Status::Done,
        }
    }

    /// A number of its own: seven digits in an order that looks like none, because the step shares no factor with 10⁷.
    fn reference(&mut self) -> Reference {
        self.made += 1;
        Reference::from_number((u64::from(self.made) * 7_368_787 % 10_000_000) as u32)
    }
}

/// How many lines of history lead to a status.
fn version(status: Status) -> i32 {
    match status {
        Status::Requested | Status::Expected => 1,
        Status::Arrived | Status::DidNotCome | Status::CancelledByPerson | Status::CancelledByCentre => 2,
        Status::InSession | Status::Done => 3,
    }
}

/// As the store makes them: the time in front, so that neighbours in time are neighbours in the index.
fn id(created_at: i64, random: &mut Random) -> Uuid {
    let (high, low) = (random.number().to_be_bytes(), random.number().to_be_bytes());
    let bytes = std::array::from_fn(|n| if n < 8 { high[n] } else { low[n - 8] });
    uuid::Builder::from_unix_timestamp_millis(created_at.unsigned_abs() * 1000, &bytes).into_uuid()
}
