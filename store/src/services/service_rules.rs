//! What the centre offers, as its administrator sets it: each service with its rules, its words and its people.

use std::collections::BTreeMap;

use domain::{language::Language, offer::Family, schedule::Modes};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, DatabaseTransaction, EntityTrait, QueryFilter, QueryOrder,
    QuerySelect,
};

use crate::{
    Act, Actor, Centre, Error, Result, Store, Subject,
    audit::{self, line::Line},
    editing::editions::{self, Edit},
    entities::{service, service_text, staff, staff_service},
    error::breaks_unique_rule,
    network::memberships,
    thing::{Thing, ThingKind},
    words::Word,
};

/// A service with everything that its page sets. Lengths are minutes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ServiceRecord {
    /// Its name in addresses; it stays as it was first given.
    pub slug: String,
    pub family: Family,
    pub words: BTreeMap<Language, ServiceWords>,
    /// A multiple of five, as are preparation, pause, step and stagger.
    pub minutes: u32,
    pub before_minutes: u32,
    pub buffer_minutes: u32,
    pub step_minutes: u32,
    pub notice_minutes: u32,
    pub horizon_days: u32,
    pub change_limit_minutes: u32,
    /// How long a time that frees is held for somebody who waits.
    pub hold_minutes: u32,
    /// One for individual sessions; more for workshops, whose times the centre sets.
    pub seats: u32,
    /// One or two.
    pub mediators: u32,
    /// One, or two who come to one session: then the desk alone changes its time.
    pub parties: u32,
    /// Minutes after the first that a second party is told to come.
    pub stagger_minutes: u32,
    pub needs_room: bool,
    pub needs_approval: bool,
    pub modes: Modes,
    pub active: bool,
    /// Ids of those who offer it and work here now.
    pub staff: Vec<i64>,
}

/// What a service is called in one language, and what it is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ServiceWords {
    pub name: String,
    pub summary: String,
}

impl Store {
    /// Every service of the centre in its order, also those that are not offered. Three queries.
    pub async fn service_records(&self, centre: &Centre) -> Result<Vec<ServiceRecord>> {
        let rows = service::Entity::find()
            .filter(service::Column::CentreId.eq(centre.id))
            .order_by_asc(service::Column::Position)
            .order_by_asc(service::Column::Id)
            .all(&self.db)
            .await?;
        self.records(centre, rows).await
    }

    /// One service.
    ///
    /// # Errors
    /// [`Error::NotFound`].
    pub async fn service_record(&self, centre: &Centre, slug: &str) -> Result<ServiceRecord> {
        let rows = by_slug(centre, slug).all(&self.db).await?;
        self.records(centre, rows).await?.pop().ok_or(Error::NotFound)
    }

    /// Changes a service. Appointments that stand keep the lengths they were booked with.
    ///
    /// # Errors
    /// [`Error::NotFound`]; [`Error::Stale`] for whoever saw an older edition.
    pub async fn save_service(
        &self,
        centre: &Centre,
        record: &ServiceRecord,
        edit: impl Into<Edit>,
        now: i64,
    ) -> Result<()> {
        let edit = edit.into();
        self.transact(|tx| async move {
            editions::turn(&tx, centre, &Thing::new(ThingKind::Service, &record.slug), edit, now).await?;
            let row = by_slug(centre, &record.slug).lock_exclusive().one(&tx).await?.ok_or(Error::NotFound)?;
            let saved = service::ActiveModel { id: Set(row.id), ..rules(record) };
            saved.update(&tx).await?;
            write_words(&tx, row.id, record).await?;
            write_staff(&tx, centre, row.id, record).await?;
            note(&tx, centre, record, edit.by, now).await?;
            Ok((tx, ()))
        })
        .await
    }

    /// Adds a service after the others.
    ///
    /// # Errors
    /// [`Error::SlugTaken`].
    pub async fn add_service(&self, centre: &Centre, record: &ServiceRecord, by: Actor, now: i64) -> Result<()> {
        self.transact(|tx| async move {
            let last = service::Entity::find().filter(service::Column::CentreId.eq(centre.id));
            let last = last.order_by_desc(service::Column::Position).one(&tx).await?;
            let new = service::ActiveModel {
                centre_id: Set(centre.id),
                slug: Set(record.slug.clone()),
                position: Set(last.map_or(0, |row| row.position + 1)),
                ..rules(record)
            };
            let added = new.insert(&tx).await;
            let added = added.map_err(|error| if breaks_unique_rule(&error) { Error::SlugTaken } else { error.into() });
            let id = added?.id;
            write_words(&tx, id, record).await?;
            write_staff(&tx, centre, id, record).await?;
            note(&tx, centre, record, by, now).await?;
            Ok((tx, ()))
        })
        .await
    }

    async fn records(&self, centre: &Centre, rows: Vec<service::Model>) -> Result<Vec<ServiceRecord>> {
        let ids: Vec<i64> = rows.iter().map(|row| row.id).collect();
        let texts = service_text::Entity::find()
            .filter(service_text::Column::ServiceId.is_in(ids.iter().copied()))
            .all(&self.db)
            .await?;
        let offers: Vec<(i64, i64)> = staff_service::Entity::find()
            .select_only()
            .columns([staff_service::Column::ServiceId, staff_service::Column::StaffId])
            .filter(staff_service::Column::ServiceId.is_in(ids))
            .filter(staff_service::Column::StaffId.in_subquery(memberships::ids_working(centre.id)))
            .order_by_asc(staff_service::Column::StaffId)
            .into_tuple()
            .all(&self.db)
            .await?;
        let mut words: BTreeMap<i64, BTreeMap<Language, ServiceWords>> = BTreeMap::new();
        for text in texts {
            let text_words = ServiceWords { name: text.name, summary: text.summary };
            words.entry(text.service_id).or_default().insert(text.language.0, text_words);
        }
        let staff = |id: i64| offers.iter().filter(move |(of, _)| *of == id).map(|(_, staff)| *staff).collect();
        rows.into_iter().map(|row| record(&row, words.remove(&row.id).unwrap_or_default(), staff(row.id))).collect()
    }
}

async fn note(tx: &DatabaseTransaction, centre: &Centre, record: &ServiceRecord, by: Actor, now: i64) -> Result<()> {
    let line = Line::new(by, Act::SavedService, Subject::Service(record.slug.clone()));
    audit::append(tx, centre.id, &line, now).await
}

fn by_slug(centre: &Centre, slug: &str) -> sea_orm::Select<service::Entity> {
    service::Entity::find().filter(service::Column::CentreId.eq(centre.id)).filter(service::Column::Slug.eq(slug))
}

fn record(row: &service::Model, words: BTreeMap<Language, ServiceWords>, staff: Vec<i64>) -> Result<ServiceRecord> {
    Ok(ServiceRecord {
        slug: row.slug.clone(),
        family: row.family.0,
        words,
        minutes: row.minutes.unsigned_abs(),
        before_minutes: row.before_minutes.unsigned_abs(),
        buffer_minutes: row.buffer_minutes.unsigned_abs(),
        step_minutes: row.step_minutes.unsigned_abs(),
        notice_minutes: row.notice_minutes.unsigned_abs(),
        horizon_days: row.horizon_days.unsigned_abs(),
        change_limit_minutes: row.change_limit_minutes.unsigned_abs(),
        hold_minutes: row.hold_minutes.unsigned_abs(),
        seats: row.seats.unsigned_abs(),
        mediators: row.mediators.unsigned_abs(),
        parties: row.parties.unsigned_abs(),
        stagger_minutes: row.stagger_minutes.unsigned_abs(),
        needs_room: row.needs_room,
        needs_approval: row.needs_approval,
        modes: Modes { in_person: row.in_person, telephone: row.telephone, video: row.video },
        active: row.active,
        staff,
    })
}

/// The columns that a save writes, whether the row is new or not.
fn rules(record: &ServiceRecord) -> service::ActiveModel {
    let number = |value: u32| Set(value as i32);
    service::ActiveModel {
        family: Set(Word(record.family)),
        minutes: number(record.minutes),
        before_minutes: number(record.before_minutes),
        buffer_minutes: number(record.buffer_minutes),
        step_minutes: number(record.step_minutes),
        notice_minutes: number(record.notice_minutes),
        horizon_days: number(record.horizon_days),
        change_limit_minutes: number(record.change_limit_minutes),
        hold_minutes: number(record.hold_minutes),
        seats: number(record.seats),
        mediators: number(record.mediators),
        parties: number(record.parties),
        stagger_minutes: number(record.stagger_minutes),
        needs_room: Set(record.needs_room),
        needs_approval: Set(record.needs_approval),
        in_person: Set(record.modes.in_person),
        telephone: Set(record.modes.telephone),
        video: Set(record.modes.video),
        active: Set(record.active),
        ..Default::default()
    }
}

async fn write_words(tx: &DatabaseTransaction, id: i64, record: &ServiceRecord) -> Result<()> {
    service_text::Entity::delete_many().filter(service_text::Column::ServiceId.eq(id)).exec(tx).await?;
    let rows = record.words.iter().map(|(language, words)| service_text::ActiveModel {
        service_id: Set(id),
        language: Set(Word(*language)),
        name: Set(words.name.clone()),
        summary: Set(words.summary.clone()),
    });
    service_text::Entity::insert_many(rows).exec_without_returning(tx).await?;
    Ok(())
}

/// Whoever does not work here now keeps what they offered, for when they come back.
async fn write_staff(tx: &DatabaseTransaction, centre: &Centre, id: i64, record: &ServiceRecord) -> Result<()> {
    let ours: Vec<i64> =
        memberships::working(centre.id).select_only().column(staff::Column::Id).into_tuple().all(tx).await?;
    staff_service::Entity::delete_many()
        .filter(staff_service::Column::ServiceId.eq(id))
        .filter(staff_service::Column::StaffId.is_in(ours.iter().copied()))
        .exec(tx)
        .await?;
    let offers = record.staff.iter().filter(|staff| ours.contains(staff));
    let offers = offers.map(|staff| staff_service::ActiveModel { staff_id: Set(*staff), service_id: Set(id) });
    let offers: Vec<_> = offers.collect();
    if !offers.is_empty() {
        staff_service::Entity::insert_many(offers).exec_without_returning(tx).await?;
    }
    Ok(())
}
