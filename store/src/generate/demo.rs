//! Demonstration data: fictional people, marked as such on every screen, loaded only when asked for.

use domain::{
    access::Role,
    appointment::{Mode, Status},
    booking::{BookingForm, BookingRequest},
    calendar::write_start,
    email::EmailAddress,
    language::Language,
    password::Password,
    person_name::PersonName,
    preference::{Gender, Spoken, With},
};
use jiff::{Timestamp, ToSpan, civil::Date};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter, sea_query::Expr};

use uuid::Uuid;

use crate::{
    Actor, BookedBy, Booking, Centre, Change, Error, NewStaff, Result, Secret, Store, Wish,
    appointments::find,
    entities::{centre, person, staff},
    network::{
        centres::mediators::{insert_mediator, retire_team, service_ids},
        memberships,
    },
};

/// Mediators who do not exist: e-mail and name, and what families may ask of them.
const MEDIATORS: [((&str, &str), Gender, &[Spoken]); 3] = [
    (("samira.demo@example.com", "سميرة (تجريبي)"), Gender::Woman, &[Spoken::Arabic, Spoken::French]),
    (("youssef.demo@example.com", "يوسف (تجريبي)"), Gender::Man, &[Spoken::Arabic, Spoken::Tamazight]),
    (("nadia.demo@example.com", "نادية (تجريبي)"), Gender::Woman, &[Spoken::Arabic, Spoken::French, Spoken::English]),
];

/// Rooms with the number of people that they hold.
const ROOMS: [(&str, u32); 2] = [("قاعة الوساطة", 6), ("قاعة الورشات", 16)];

/// Families who do not exist: name, mobile, language, mode.
const FAMILIES: [(&str, &str, &str, &str); 12] = [
    ("أمينة", "0600000001", "ar", "in_person"),
    ("Karim", "0600000002", "fr", "telephone"),
    ("خديجة", "0600000003", "ar", "in_person"),
    ("رشيد", "0600000004", "ar", "in_person"),
    ("Salma", "0600000005", "fr", "in_person"),
    ("عبد الله", "0600000006", "ar", "telephone"),
    ("Hind", "0600000007", "fr", "in_person"),
    ("مريم", "0600000008", "ar", "in_person"),
    ("Omar", "0600000009", "en", "in_person"),
    ("زينب", "0600000010", "ar", "telephone"),
    ("حسن", "0600000011", "ar", "in_person"),
    ("Leïla", "0600000012", "fr", "in_person"),
];

/// Accounts to try the desk with: e-mail, name, role. Their password is [`DEMO_PASSWORD`].
pub const DEMO_ACCOUNTS: [(&str, &str, Role); 2] = [
    ("reception.demo@example.com", "الاستقبال (تجريبي)", Role::Reception),
    ("admin.demo@example.com", "الإدارة (تجريبي)", Role::Administrator),
];

/// Password of the demonstration accounts.
pub const DEMO_PASSWORD: &str = "three palms by the gate";

impl Store {
    /// Adds fictional staff and a week of bookings, as if families had booked yesterday and today were under way.
    /// Does nothing the second time.
    pub async fn load_demo(&self, now: Timestamp) -> Result<Centre> {
        self.load_demo_from(now, now).await
    }

    /// The same with bookings from the day of `first` on.
    pub(super) async fn load_demo_from(&self, now: Timestamp, first: Timestamp) -> Result<Centre> {
        let centre = self.load_first_centre(now.as_second()).await?;
        if centre.demo {
            return Ok(centre);
        }
        if self.has_real_people(&centre).await? {
            return Err(Error::RealPeople);
        }
        let reception = self.add_demo_people(&centre, now).await?;
        let first = centre.zone.to_datetime(first).date();
        self.add_demo_bookings(&centre, reception, (first, now)).await?;
        centre::Entity::update_many()
            .col_expr(centre::Column::Demo, Expr::value(true))
            .filter(centre::Column::Id.eq(centre.id))
            .exec(&self.db)
            .await?;
        self.centre().await
    }

    /// Whether anybody was entered or has booked who is not invented.
    pub(crate) async fn has_real_people(&self, centre: &Centre) -> Result<bool> {
        let accounts = memberships::working(centre.id).filter(staff::Column::PasswordHash.ne(""));
        let people = person::Entity::find().filter(person::Column::Demo.eq(false));
        Ok(accounts.count(&self.db).await? + people.count(&self.db).await? > 0)
    }

    /// Answers with the id of the reception.
    async fn add_demo_people(&self, centre: &Centre, at: Timestamp) -> Result<i64> {
        let now = at.as_second();
        let turn = self.turn().await?;
        let tx = self.begin(&turn).await?;
        let services = service_ids(&tx, centre.id).await?;
        let mut ids = Vec::new();
        for (mediator, _, _) in MEDIATORS {
            ids.push(insert_mediator(&tx, centre.id, mediator, &services, now).await?);
        }
        retire_team(&tx, centre.id).await?;
        tx.commit().await?;
        drop(turn);
        for (id, (_, gender, speaks)) in ids.into_iter().zip(MEDIATORS) {
            self.save_colleague(centre, id, Some(gender), speaks, Actor::Shell, now).await?;
        }
        for (name, capacity) in ROOMS {
            self.add_room(centre, (name, capacity), Actor::Shell, at).await?;
        }
        let [reception, administrator] = DEMO_ACCOUNTS;
        self.add_staff(centre, &demo_account(administrator)?, now).await?;
        self.add_staff(centre, &demo_account(reception)?, now).await
    }

    async fn add_demo_bookings(&self, centre: &Centre, reception: i64, (first, now): (Date, Timestamp)) -> Result<()> {
        let yesterday = now.saturating_sub(24.hours()).map_err(|_| Error::Corrupt("demo"))?;
        let services = self.services(centre, Language::Ar).await?;
        for (n, family) in FAMILIES.into_iter().enumerate() {
            let form = demo_form(n, &services[n % services.len()].slug, family);
            let mode = Mode::from_str_opt(&form.mode).ok_or(Error::Corrupt("demo"))?;
            let wish = Wish {
                service: form.service.clone(),
                mode,
                with: With::Anyone,
                speaks: None,
                desk: false,
                minutes: None,
            };
            let free = self.free_times(centre, &wish, (first, first.saturating_add(7.days())), yesterday).await?;
            // Two in three come on the first day that has room, the others on the next ones.
            let Some(offer) = free.get(if n % 3 == 2 { n * 4 } else { n }) else { continue };
            let form = BookingForm { start: write_start(offer.start), ..form };
            let request = BookingRequest::try_from(&form).map_err(|_| Error::Corrupt("demo"))?;
            let booking = Booking {
                request: &request,
                by: BookedBy::Person,
                from: None,
                consent_version: Some("demo"),
                now: yesterday,
            };
            let booked = self.book(centre, &booking).await?;
            mark_as_demo(&self.db, centre, booked.id).await?;
            let change = Change { id: booked.id, seen: None, by: Some(reception), now };
            self.play(centre, &change, n, offer.starts_at).await?;
        }
        Ok(())
    }

    /// Moves a card to where it would stand by now.
    async fn play(&self, centre: &Centre, change: &Change, n: usize, starts_at: Timestamp) -> Result<()> {
        let minutes_ago = (change.now.as_second() - starts_at.as_second()) / 60;
        let steps: &[Status] = match minutes_ago {
            60.. if n % 4 == 3 => &[Status::DidNotCome],
            60.. => &[Status::Arrived, Status::InSession, Status::Done],
            0..60 => &[Status::Arrived, Status::InSession],
            -20..0 => &[Status::Arrived],
            _ => &[],
        };
        for step in steps {
            self.set_status(centre, change, *step).await?;
        }
        Ok(())
    }
}

/// Marks the person of an appointment as invented.
pub(super) async fn mark_as_demo(db: &impl ConnectionTrait, centre: &Centre, id: Uuid) -> Result<()> {
    mark_person(db, centre, find(db, centre.id, id).await?.row.person_id).await
}

pub(super) async fn mark_person(db: &impl ConnectionTrait, centre: &Centre, id: Uuid) -> Result<()> {
    person::Entity::update_many()
        .col_expr(person::Column::Demo, Expr::value(true))
        .filter(person::Column::CentreId.eq(centre.id))
        .filter(person::Column::Id.eq(id))
        .exec(db)
        .await?;
    Ok(())
}

pub(super) fn demo_form(
    n: usize,
    service: &str,
    (name, mobile, language, mode): (&str, &str, &str, &str),
) -> BookingForm {
    BookingForm {
        service: service.to_owned(),
        mode: mode.to_owned(),
        name: name.to_owned(),
        channel: "mobile".to_owned(),
        mobile: mobile.to_owned(),
        language: language.to_owned(),
        may_leave_message: if n.is_multiple_of(3) { "yes" } else { "no" }.to_owned(),
        consent: "yes".to_owned(),
        key: Secret::random().as_str().to_owned(),
        ..BookingForm::default()
    }
}

pub(crate) fn demo_account((email, name, role): (&str, &str, Role)) -> Result<NewStaff> {
    let corrupt = || Error::Corrupt("demo");
    Ok(NewStaff {
        name: PersonName::parse(name).map_err(|_| corrupt())?,
        email: EmailAddress::parse(email).map_err(|_| corrupt())?,
        password: Password::parse(DEMO_PASSWORD).map_err(|_| corrupt())?,
        language: Language::Ar,
        roles: vec![role],
    })
}
