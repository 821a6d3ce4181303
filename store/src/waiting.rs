//! The waiting list: joining it, leaving it, and finding the first on it whom a free time suits.

use domain::{
    appointment::Mode,
    availability::open_slots,
    preference::{Gender, Spoken, With},
    schedule::minute_of,
    waiting::{Suits, WaitingRequest},
};
use jiff::{Timestamp, ToSpan, civil};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, Condition, ConnectionTrait, DatabaseTransaction, EntityTrait,
    IntoActiveModel, QueryFilter, QueryOrder, sea_query::Query,
};
use uuid::Uuid;

use crate::{
    Centre, Error, Result, Secret, Store, Wish,
    appointments::civil_start,
    claims::Taking,
    entities::{hold, outbox, service, waiting_entry},
    holds::{self, Offering},
    plan::{Plan, has_mode},
};

/// A place on the waiting list.
#[derive(Clone, Debug)]
pub struct Joined {
    pub id: Uuid,
    /// The secret of the link to leave the list. The same form sent again leads to the same secret.
    pub manage: Secret,
    pub new: bool,
}

impl Store {
    /// Puts somebody on the waiting list of a service. The same key joins once.
    ///
    /// # Errors
    /// [`Error::NotFound`] for a service or way to meet that cannot be booked.
    pub async fn join_waiting(
        &self,
        centre: &Centre,
        request: &WaitingRequest,
        consent_version: Option<&str>,
        by: Option<i64>,
        now: Timestamp,
    ) -> Result<Joined> {
        let key = Secret::parse(request.key.as_str()).ok_or(Error::Corrupt("idempotency key"))?;
        let (key, manage) = (&key, &key.derive("waiting"));
        self.transact(|tx| async move {
            let service = self.service(&tx, centre, &request.service).await?;
            if !has_mode(&service, request.mode) || service.seats > 1 {
                return Err(Error::NotFound);
            }
            let before = waiting_entry::Entity::find()
                .filter(waiting_entry::Column::CentreId.eq(centre.id))
                .filter(waiting_entry::Column::IdempotencyHash.eq(key.hash()))
                .one(&tx)
                .await?;
            if let Some(row) = before {
                return Ok((tx, Joined { id: row.id, manage: manage.clone(), new: false }));
            }
            let row = new_entry(centre, &service, request, (key, manage), now);
            let row = waiting_entry::Model { consent_version: consent_version.map(str::to_owned), added_by: by, ..row };
            waiting_entry::Entity::insert(row.clone().into_active_model()).exec_without_returning(&tx).await?;
            promise(&tx, &row, None, "waiting", manage, now).await?;
            Ok((tx, Joined { id: row.id, manage: manage.clone(), new: true }))
        })
        .await
    }

    /// Takes somebody off the list; what was held for them is free, or held for the next.
    ///
    /// # Errors
    /// [`Error::NotFound`], or [`Error::Stale`] when they do not wait any more.
    pub async fn leave_waiting(&self, centre: &Centre, id: Uuid, now: Timestamp) -> Result<()> {
        self.transact(|tx| async move {
            let row = waiting_entry::Entity::find_by_id((centre.id, id)).one(&tx).await?.ok_or(Error::NotFound)?;
            set_entry_status(&tx, &row, "withdrawn").await?;
            if let Some(held) = holds::open_hold_of(&tx, centre, id).await? {
                let freed = holds::close(&tx, &held, "withdrawn", now).await?;
                self.offer_freed(&tx, centre, &freed, now).await?;
            }
            Ok((tx, ()))
        })
        .await
    }

    /// The id behind a waiting person's own link.
    ///
    /// # Errors
    /// [`Error::NotFound`].
    pub async fn waiting_behind(&self, centre: &Centre, link: &Secret) -> Result<Uuid> {
        let row = waiting_entry::Entity::find()
            .filter(waiting_entry::Column::CentreId.eq(centre.id))
            .filter(waiting_entry::Column::ManageHash.eq(link.hash()))
            .filter(waiting_entry::Column::Status.eq("waiting"))
            .one(&self.db)
            .await?;
        row.map(|row| row.id).ok_or(Error::NotFound)
    }

    /// How long a time is held for the person behind this link, in minutes.
    ///
    /// # Errors
    /// [`Error::NotFound`] when they do not wait.
    pub async fn hold_minutes_of(&self, centre: &Centre, link: &Secret) -> Result<u32> {
        let id = self.waiting_behind(centre, link).await?;
        let row = waiting_entry::Entity::find_by_id((centre.id, id)).one(&self.db).await?.ok_or(Error::NotFound)?;
        let service = service::Entity::find_by_id(row.service_id).one(&self.db).await?.ok_or(Error::NotFound)?;
        Ok(service.hold_minutes.unsigned_abs())
    }

    /// Ends what was held too long and offers every free time that suits somebody, to the first of them.
    /// Answers with the number of new offers. Any number of processes may run it.
    pub async fn tend_waiting(&self, centre: &Centre, now: Timestamp) -> Result<usize> {
        self.transact(|tx| async move {
            holds::expire(&tx, centre, now).await?;
            let today = centre.zone.to_datetime(now).date();
            let offered = self.offer(&tx, centre, (today, today.saturating_add(366.days())), usize::MAX, now).await?;
            Ok((tx, offered))
        })
        .await
    }

    /// Holds a time that has just become free for the first whom it suits, before anybody else can see it.
    pub(crate) async fn offer_freed(
        &self,
        tx: &DatabaseTransaction,
        centre: &Centre,
        freed: &Taking,
        now: Timestamp,
    ) -> Result<()> {
        let day = |cell: i64| {
            let days = cell.div_euclid(domain::calendar::CELLS_PER_DAY);
            civil::date(1970, 1, 1).saturating_add(days.days())
        };
        let days = (day(freed.cells.start), day(freed.cells.end - 1));
        self.offer(tx, centre, days, 1, now).await.map(drop)
    }

    /// Goes through those who wait, in order, and holds the first time of `days` that suits each, up to `most` offers.
    async fn offer(
        &self,
        tx: &DatabaseTransaction,
        centre: &Centre,
        (first, last): (civil::Date, civil::Date),
        most: usize,
        now: Timestamp,
    ) -> Result<usize> {
        let mut offered = 0;
        let mut known: Vec<(Wish, Plan)> = Vec::new();
        for entry in waiting_for(tx, centre, (first, last), now).await? {
            let (service, wish) = wish_of(tx, &entry).await?;
            if !known.iter().any(|(of, _)| *of == wish) {
                let horizon =
                    centre.zone.to_datetime(now).date().saturating_add(i64::from(service.horizon_days).days());
                let plan = match self.plan_of(tx, centre, service, &wish, (first, last.min(horizon))).await {
                    // Whoever was asked for does not work here any more: the desk sees the entry and decides.
                    Err(Error::NotFound) => continue,
                    plan => plan?,
                };
                known.push((wish.clone(), plan));
            }
            let Some((_, plan)) = known.iter().find(|(of, _)| *of == wish) else { continue };
            let Some(start) = first_that_suits(tx, centre, &entry, plan, (first, last), now).await? else { continue };
            if holds::place(tx, centre, &entry, plan, start, Offering { by: None, now }).await? {
                offered += 1;
                known.clear();
            }
            if offered >= most {
                break;
            }
        }
        Ok(offered)
    }
}

/// Those who wait for a time of these days and have no offer open, first come first.
async fn waiting_for(
    tx: &DatabaseTransaction,
    centre: &Centre,
    (first, last): (civil::Date, civil::Date),
    now: Timestamp,
) -> Result<Vec<waiting_entry::Model>> {
    let today = centre.zone.to_datetime(now).date();
    let has_offer = Query::select()
        .column(hold::Column::WaitingId)
        .from(hold::Entity)
        .and_where(hold::Column::CentreId.eq(centre.id))
        .and_where(hold::Column::Status.eq("open"))
        .to_owned();
    Ok(waiting_entry::Entity::find()
        .filter(waiting_entry::Column::CentreId.eq(centre.id))
        .filter(waiting_entry::Column::Status.eq("waiting"))
        .filter(waiting_entry::Column::LastDay.gte(first.max(today).to_string()))
        .filter(waiting_entry::Column::FirstDay.lte(last.to_string()))
        .filter(Condition::all().not().add(waiting_entry::Column::Id.in_subquery(has_offer)))
        .order_by_asc(waiting_entry::Column::CreatedAt)
        .order_by_asc(waiting_entry::Column::Id)
        .all(tx)
        .await?)
}

/// The first free time of these days that suits and was not offered to this person before.
async fn first_that_suits(
    tx: &DatabaseTransaction,
    centre: &Centre,
    entry: &waiting_entry::Model,
    plan: &Plan,
    days: (civil::Date, civil::Date),
    now: Timestamp,
) -> Result<Option<civil::DateTime>> {
    let refused = offered_before(tx, entry).await?;
    Ok(suiting(centre, entry, plan, days, now)?.into_iter().find(|start| !refused.contains(start)))
}

/// The free times of these days that suit somebody.
///
/// # Errors
/// [`Error::NotFound`] when whoever was asked for does not offer the service any more.
pub(crate) async fn times_suiting(
    store: &Store,
    db: &impl ConnectionTrait,
    centre: &Centre,
    entry: &waiting_entry::Model,
    days: (civil::Date, civil::Date),
    now: Timestamp,
) -> Result<Vec<civil::DateTime>> {
    let (service, wish) = wish_of(db, entry).await?;
    let plan = store.plan_of(db, centre, service, &wish, days).await?;
    suiting(centre, entry, &plan, days, now)
}

fn suiting(
    centre: &Centre,
    entry: &waiting_entry::Model,
    plan: &Plan,
    (first, last): (civil::Date, civil::Date),
    now: Timestamp,
) -> Result<Vec<civil::DateTime>> {
    let suits = suits_of(entry)?;
    let days = (first.max(suits.first_day), last.min(suits.last_day));
    let minutes = plan.service.minutes.unsigned_abs();
    let starts = open_slots(&plan.question(centre, days, now)).into_iter().map(|slot| slot.start);
    Ok(starts.filter(|start| suits.allows(start.date(), minute_of(*start), minutes)).collect())
}

async fn offered_before(tx: &DatabaseTransaction, entry: &waiting_entry::Model) -> Result<Vec<civil::DateTime>> {
    let rows = hold::Entity::find()
        .filter(hold::Column::CentreId.eq(entry.centre_id))
        .filter(hold::Column::WaitingId.eq(entry.id))
        .all(tx)
        .await?;
    rows.iter().map(|row| civil_start(&row.day, row.start_minute)).collect()
}

pub(crate) fn suits_of(entry: &waiting_entry::Model) -> Result<Suits> {
    let day = |text: &str| text.parse().map_err(|_| Error::Corrupt("waiting_entry.day"));
    Ok(Suits {
        first_day: day(&entry.first_day)?,
        last_day: day(&entry.last_day)?,
        weekdays: entry.weekdays as u8,
        from_minute: entry.from_minute.unsigned_abs(),
        to_minute: entry.to_minute.unsigned_abs(),
    })
}

/// What somebody on the list waits for.
pub(crate) async fn wish_of(db: &impl ConnectionTrait, entry: &waiting_entry::Model) -> Result<(service::Model, Wish)> {
    let service = service::Entity::find_by_id(entry.service_id).one(db).await?.ok_or(Error::NotFound)?;
    let mode = Mode::from_str_opt(&entry.mode).ok_or(Error::Corrupt("waiting_entry.mode"))?;
    let gender = entry.gender.as_deref().and_then(Gender::from_str_opt).map(With::Of);
    let with = entry.with_staff.map(With::Person).or(gender).unwrap_or_default();
    let speaks = entry.language.as_deref().and_then(Spoken::from_code);
    let wish = Wish { service: service.slug.clone(), mode, with, speaks };
    Ok((service, wish))
}

pub(crate) async fn set_entry_status(tx: &DatabaseTransaction, row: &waiting_entry::Model, status: &str) -> Result<()> {
    let changed = waiting_entry::Entity::update_many()
        .col_expr(waiting_entry::Column::Status, sea_orm::sea_query::Expr::value(status))
        .filter(waiting_entry::Column::CentreId.eq(row.centre_id))
        .filter(waiting_entry::Column::Id.eq(row.id))
        .filter(waiting_entry::Column::Status.eq("waiting"))
        .exec(tx)
        .await?;
    if changed.rows_affected == 1 { Ok(()) } else { Err(Error::Stale) }
}

fn new_entry(
    centre: &Centre,
    service: &service::Model,
    request: &WaitingRequest,
    (key, manage): (&Secret, &Secret),
    now: Timestamp,
) -> waiting_entry::Model {
    let Suits { first_day, last_day, weekdays, from_minute, to_minute } = request.suits;
    waiting_entry::Model {
        centre_id: centre.id,
        id: Uuid::now_v7(),
        service_id: service.id,
        mode: request.mode.as_str().to_owned(),
        with_staff: request.with.person(),
        gender: request.with.gender().map(|gender| gender.as_str().to_owned()),
        language: request.speaks.map(|spoken| spoken.code().to_owned()),
        first_day: first_day.to_string(),
        last_day: last_day.to_string(),
        weekdays: weekdays.into(),
        from_minute: from_minute as i32,
        to_minute: to_minute as i32,
        name: request.name.as_str().to_owned(),
        contact_channel: request.contact.address.channel().as_str().to_owned(),
        contact_address: request.contact.address.as_stored().to_owned(),
        contact_language: request.contact.language.code().to_owned(),
        may_leave_message: request.contact.may_leave_message,
        consent_version: None,
        idempotency_hash: key.hash(),
        manage_hash: manage.hash(),
        status: "waiting".to_owned(),
        added_by: None,
        from_appointment: None,
        created_at: now.as_second(),
    }
}

/// Promises a message to somebody who waits. The link's secret stays in the row until it is sent.
pub(crate) async fn promise(
    tx: &DatabaseTransaction,
    entry: &waiting_entry::Model,
    hold_id: Option<Uuid>,
    kind: &str,
    link: &Secret,
    now: Timestamp,
) -> Result<()> {
    let message = outbox::ActiveModel {
        centre_id: Set(entry.centre_id),
        id: Set(Uuid::now_v7()),
        appointment_id: Set(None),
        waiting_id: Set(Some(entry.id)),
        hold_id: Set(hold_id),
        kind: Set(kind.to_owned()),
        link_secret: Set(Some(link.as_str().to_owned())),
        created_at: Set(now.as_second()),
        sent_at: Set(None),
    };
    message.insert(tx).await?;
    Ok(())
}
