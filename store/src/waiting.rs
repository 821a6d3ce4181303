//! The waiting list: joining it, leaving it, and what each on it waits for.

mod offers;

use domain::{
    appointment::Mode,
    preference::{Gender, Spoken, With},
    waiting::{Suits, WaitingRequest},
};
use jiff::Timestamp;
use sea_orm::{
    ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, IntoActiveModel, QueryFilter,
    sea_query::{Expr, OnConflict},
};
use uuid::Uuid;

use crate::{
    Centre, Error, Result, Secret, Store, Wish,
    centres::keep_hours,
    entities::{service, waiting_entry},
    holds,
    plan::has_mode,
    promises::promise_to_waiting,
};

pub(crate) use offers::{suiting, unanswered};

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
            let row = new_entry(centre, &service, request, (key, manage), now);
            let row = waiting_entry::Model { consent_version: consent_version.map(str::to_owned), added_by: by, ..row };
            let once = [waiting_entry::Column::CentreId, waiting_entry::Column::IdempotencyHash];
            let once = OnConflict::columns(once).do_nothing().to_owned();
            let new = waiting_entry::Entity::insert(row.clone().into_active_model()).on_conflict(once);
            // The same form, sent again or twice at once.
            if new.exec_without_returning(&tx).await? == 0 {
                let before = waiting_entry::Entity::find()
                    .filter(waiting_entry::Column::CentreId.eq(centre.id))
                    .filter(waiting_entry::Column::IdempotencyHash.eq(key.hash()))
                    .one(&tx)
                    .await?;
                let id = before.ok_or(Error::Stale)?.id;
                return Ok((tx, Joined { id, manage: manage.clone(), new: false }));
            }
            promise_to_waiting(&tx, &row, None, "waiting", manage, now).await?;
            Ok((tx, Joined { id: row.id, manage: manage.clone(), new: true }))
        })
        .await
    }

    /// Takes somebody off the list; what was held for them is free, or held for the next. `by` is a member of staff, or
    /// `None` for the person themselves.
    ///
    /// # Errors
    /// [`Error::NotFound`], or [`Error::Stale`] when they do not wait any more.
    pub async fn leave_waiting(&self, centre: &Centre, id: Uuid, by: Option<i64>, now: Timestamp) -> Result<()> {
        self.transact(|tx| async move {
            keep_hours(&tx, centre).await?;
            let row = waiting_entry::Entity::find_by_id((centre.id, id)).one(&tx).await?.ok_or(Error::NotFound)?;
            set_entry_status(&tx, &row, "withdrawn", (by, now)).await?;
            if let Some(held) = holds::open_hold_of(&tx, centre, id).await? {
                let freed = holds::close(&tx, &held, "withdrawn", (by, now)).await?;
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

    /// The id behind the link of an offer, for whoever would rather leave the list.
    ///
    /// # Errors
    /// [`Error::NotFound`].
    pub async fn waiting_behind_offer(&self, centre: &Centre, link: &Secret) -> Result<Uuid> {
        Ok(holds::by_link(centre, link).one(&self.db).await?.ok_or(Error::NotFound)?.waiting_id)
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
    let wish = Wish { service: service.slug.clone(), mode, with, speaks, desk: false };
    Ok((service, wish))
}

/// Ends somebody's place on the list.
///
/// # Errors
/// [`Error::Stale`] when it is over already.
pub(crate) async fn set_entry_status(
    tx: &DatabaseTransaction,
    row: &waiting_entry::Model,
    status: &str,
    (by, now): (Option<i64>, Timestamp),
) -> Result<()> {
    let changed = waiting_entry::Entity::update_many()
        .col_expr(waiting_entry::Column::Status, Expr::value(status))
        .col_expr(waiting_entry::Column::ClosedAt, Expr::value(now.as_second()))
        .col_expr(waiting_entry::Column::ClosedBy, Expr::value(by))
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
        closed_at: None,
        closed_by: None,
    }
}
