//! Demonstration data: fictional people, marked as such on every screen, loaded only when asked for.

use domain::{
    access::Role,
    booking::{BookingForm, BookingRequest},
    email::EmailAddress,
    language::Language,
    password::Password,
    person_name::PersonName,
};
use jiff::{Timestamp, ToSpan};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, sea_query::Expr};

use crate::{
    BookedBy, Booking, Centre, Error, NewStaff, Result, Secret, Store, Wish,
    centres::{insert_mediator, service_ids},
    entities::{appointment, centre, staff},
};

/// Mediators who do not exist.
const MEDIATORS: [(&str, &str); 3] = [
    ("samira.demo@example.com", "سميرة (تجريبي)"),
    ("youssef.demo@example.com", "يوسف (تجريبي)"),
    ("nadia.demo@example.com", "نادية (تجريبي)"),
];

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
    /// Adds fictional staff and bookings from the first bookable day on. Does nothing the second time.
    pub async fn load_demo(&self, now: Timestamp) -> Result<Centre> {
        let centre = self.load_first_centre(now.as_second()).await?;
        if centre.demo {
            return Ok(centre);
        }
        self.add_demo_people(&centre, now.as_second()).await?;
        self.add_demo_bookings(&centre, now).await?;
        centre::Entity::update_many()
            .col_expr(centre::Column::Demo, Expr::value(true))
            .filter(centre::Column::Id.eq(centre.id))
            .exec(&self.db)
            .await?;
        self.centre().await
    }

    async fn add_demo_people(&self, centre: &Centre, now: i64) -> Result<()> {
        let tx = self.begin().await?;
        let services = service_ids(&tx, centre.id).await?;
        for mediator in MEDIATORS {
            insert_mediator(&tx, centre.id, mediator, &services, now).await?;
        }
        let team = staff::Entity::find().filter(staff::Column::Email.eq("team@localhost")).one(&tx).await?;
        if let Some(team) = team {
            let mut team: staff::ActiveModel = team.into();
            team.active = Set(false);
            team.update(&tx).await?;
        }
        tx.commit().await?;
        for (email, name, role) in DEMO_ACCOUNTS {
            self.add_staff(centre, &demo_account(email, name, role)?, now).await?;
        }
        Ok(())
    }

    async fn add_demo_bookings(&self, centre: &Centre, now: Timestamp) -> Result<()> {
        let today = centre.zone.to_datetime(now).date();
        let services = self.services(centre, Language::Ar).await?;
        for (n, (name, mobile, language, mode)) in FAMILIES.into_iter().enumerate() {
            let service = &services[n % services.len()].slug;
            let mode = domain::appointment::Mode::from_str_opt(mode).ok_or(Error::Corrupt("demo"))?;
            let wish = Wish { service: service.clone(), mode, with: None };
            let last = today.saturating_add(7.days());
            let free = self.free_times(centre, &wish, (today, last), now).await?;
            let Some(offer) = free.get(n) else { continue };
            let form = BookingForm {
                service: service.clone(),
                mode: mode.as_str().to_owned(),
                start: offer.start.to_string(),
                name: name.to_owned(),
                channel: "mobile".to_owned(),
                mobile: mobile.to_owned(),
                language: language.to_owned(),
                may_leave_message: if n % 3 == 0 { "yes" } else { "no" }.to_owned(),
                consent: "yes".to_owned(),
                key: Secret::random().as_str().to_owned(),
                ..BookingForm::default()
            };
            let request = BookingRequest::try_from(&form).map_err(|_| Error::Corrupt("demo"))?;
            let booking = Booking { request: &request, by: BookedBy::Person, consent_version: Some("demo"), now };
            let booked = self.book(centre, &booking).await?;
            appointment::Entity::update_many()
                .col_expr(appointment::Column::Demo, Expr::value(true))
                .filter(appointment::Column::CentreId.eq(centre.id))
                .filter(appointment::Column::Id.eq(booked.id))
                .exec(&self.db)
                .await?;
        }
        Ok(())
    }
}

fn demo_account(email: &str, name: &str, role: Role) -> Result<NewStaff> {
    let corrupt = || Error::Corrupt("demo");
    Ok(NewStaff {
        name: PersonName::parse(name).map_err(|_| corrupt())?,
        email: EmailAddress::parse(email).map_err(|_| corrupt())?,
        password: Password::parse(DEMO_PASSWORD).map_err(|_| corrupt())?,
        language: Language::Ar,
        roles: vec![role],
    })
}
