//! An appointment with all its rows from a packed session: who, how, when it was booked, and what became of it.

use domain::{
    appointment::{Mode, Status},
    calendar::instant_of,
    contact::Channel,
    language::Language,
    reference::Reference,
    schedule::at_minute,
};
use jiff::Timestamp;
use uuid::Uuid;

use super::{packing::Packed, people::Team, random::Random};
use crate::{
    Error, Result,
    appointments::{Planned, new_session},
    entities::{attendance, contact, link, person, session},
    plan::{Chosen, has_mode},
    words::{Door, Word},
};

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

/// Their family names, in either script.
const FAMILY_NAMES: [(&str, &str); 16] = [
    ("العلوي", "Alaoui"),
    ("بنعلي", "Benali"),
    ("الإدريسي", "Idrissi"),
    ("الفاسي", "Fassi"),
    ("بناني", "Bennani"),
    ("التازي", "Tazi"),
    ("برادة", "Berrada"),
    ("السقاط", "Sekkat"),
    ("الحسني", "Hassani"),
    ("المرابط", "Mrabet"),
    ("الزياني", "Ziani"),
    ("العمراني", "Amrani"),
    ("بوعزة", "Bouazza"),
    ("الشرقاوي", "Cherkaoui"),
    ("الوزاني", "Ouazzani"),
    ("القادري", "Kadiri"),
];

const MINUTE: i64 = 60;
const DAY: i64 = 24 * 60 * MINUTE;

/// One appointment in all its tables.
pub(super) struct Made {
    pub person: person::Model,
    pub contact: contact::Model,
    pub session: session::Model,
    pub row: attendance::Model,
    pub link: link::Model,
}

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

    pub fn row(&mut self, packed: &Packed, random: &mut Random) -> Result<Made> {
        let team = self.team;
        let centre_id = team.centre.id;
        let service =
            if packed.joint.is_some() { &team.joint } else { &team.services[random.below(team.services.len())] };
        let modes: Vec<Mode> = Mode::ALL.into_iter().filter(|mode| has_mode(service, *mode)).collect();
        let start = at_minute(packed.day, packed.minute.unsigned_abs());
        let starts_at = instant_of(start, &team.centre.zone).ok_or(Error::Corrupt("hours"))?.as_second();
        let created_at = starts_at.min(self.now) - 3 * 60 * MINUTE - random.below(30 * DAY as usize) as i64;
        let status = self.status(starts_at, service.minutes, random);
        let (first, language) = random.one_of(&FAMILIES);
        let (in_arabic, in_latin) = random.one_of(&FAMILY_NAMES);
        let name = format!("{first} {}", if language == "ar" { in_arabic } else { in_latin });
        let chosen = Chosen {
            staff: team.staff[packed.staff].id,
            co_staff: packed.joint.map(|(second, _)| team.staff[second].id),
            room: packed.joint.map(|(_, room)| team.rooms[room]),
        };
        let planned = Planned { mode: random.one_of(&modes), start, chosen };
        let made_at = Timestamp::from_second(created_at).map_err(|_| Error::Corrupt("demo"))?;
        let session = new_session(&team.centre, service, &planned, (None, made_at))?;
        let [person_id, contact_id, session_id, own_id] = std::array::from_fn(|_| id(created_at, random));
        let session = session::Model { id: session_id, ..session };
        let person = person::Model { centre_id, id: person_id, name, demo: true, created_at, blanked_at: None };
        let contact = contact::Model {
            centre_id,
            id: contact_id,
            person_id,
            channel: Word(Channel::Mobile),
            address: format!("+212600{:06}", random.below(1_000_000)),
            language: Word(Language::from_code(language).unwrap_or_default()),
            may_leave_message: random.chance(40),
            created_at,
            revoked_at: None,
        };
        let row = attendance::Model {
            centre_id,
            id: own_id,
            session_id,
            person_id,
            contact_id,
            place: 1,
            day: session.day,
            start_minute: session.start_minute,
            starts_at,
            status: Word(status),
            version: version(status),
            reference: Word(self.reference()),
            idempotency_hash: random.hex(),
            booked_by: None,
            asked_gender: None,
            asked_language: None,
            created_at,
        };
        let link = link::Model {
            centre_id,
            hash: random.hex(),
            kind: Word(Door::Appointment),
            subject: own_id.to_string(),
            created_at,
            expires_at: None,
            revoked_at: None,
        };
        Ok(Made { person, contact, session, row, link })
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
