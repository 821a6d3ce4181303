//! The waiting list: joining it, leaving it, and what each on it waits for.

pub(crate) mod desk;
pub(crate) mod entry;
pub(crate) mod holds;
mod looked;
mod offers;

use domain::waiting::WaitingRequest;
use entry::{joined_before, new_entry, waits_already};
use jiff::Timestamp;
use sea_orm::{EntityTrait, IntoActiveModel, sea_query::OnConflict};
use uuid::Uuid;

use crate::{
    Act, Actor, Centre, Error, Result, Secret, Store, Subject,
    appointments::{count_address, count_contact, count_form},
    audit::{self, line::Line},
    centre::write_alone,
    database::rows::Rows,
    doors::links,
    entities::{hold, service, waiting_entry},
    messages::promises::promise_with_link,
    persons,
    plan::has_mode,
    words::{Door, Template, WaitingStatus, Way},
};

pub(crate) use looked::unanswered;
pub(crate) use offers::suiting;

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
    /// [`Error::NotFound`] for a service or way to meet that cannot be booked; [`Error::Throttled`] or [`Error::Enough`]
    /// when a stranger asks for more than the limits say. `by` is a member of staff, `from` a network address.
    pub async fn join_waiting(
        &self,
        centre: &Centre,
        request: &WaitingRequest,
        consent_version: Option<&str>,
        (by, from): (Option<i64>, Option<&str>),
        now: Timestamp,
    ) -> Result<Joined> {
        let key = Secret::parse(request.key.as_str()).ok_or(Error::Corrupt("idempotency key"))?;
        let (key, manage) = (&key, &key.derive("waiting"));
        if by.is_none() && joined_before(&self.db, centre, key).await?.is_none() {
            let at = now.as_second();
            let count = |tx| async move {
                let counted = match count_address(&tx, from, at).await {
                    Ok(()) => count_form(&tx, centre, at).await,
                    refused => refused,
                };
                (counted, tx)
            };
            self.keeping_count(count).await?;
        }
        let joined = self.transact(|tx| async move {
            write_alone(&tx, centre).await?;
            let service = self.service(&tx, centre, &request.service).await?;
            if !has_mode(&service, request.mode) || service.seats > 1 {
                return Err(Error::NotFound);
            }
            if let Some(id) = joined_before(&tx, centre, key).await? {
                return Ok((tx, Joined { id, manage: manage.clone(), new: false }));
            }
            if by.is_none() {
                let counted = count_contact(&tx, centre, &request.contact, now.as_second()).await;
                // The same form, sent twice at once, waited for its twin here.
                if let Some(id) = joined_before(&tx, centre, key).await? {
                    return Ok((tx, Joined { id, manage: manage.clone(), new: false }));
                }
                counted?;
                if waits_already(&tx, centre, service.id, &request.contact).await? {
                    return Err(Error::Enough);
                }
            }
            let agreed = consent_version.map(|version| (version, by.map_or(Way::Form, |_| Way::Desk)));
            let at = now.as_second();
            let mut rows = Rows::default();
            let known = persons::add(&mut rows, centre, (&request.name, &request.contact), agreed, at);
            rows.write(&tx).await?;
            let row = new_entry(centre, &service, request, (known, key), (by, now));
            let once = [waiting_entry::Column::CentreId, waiting_entry::Column::IdempotencyHash];
            let once = OnConflict::columns(once).do_nothing().to_owned();
            let new = waiting_entry::Entity::insert(row.clone().into_active_model()).on_conflict(once);
            // The same form, sent twice at once: the person that this one wrote is taken back with it.
            if new.exec_without_returning(&tx).await? == 0 {
                return Err(Error::Stale);
            }
            links::add(&tx, centre.id, (Door::Waiting, row.id.to_string()), manage, (at, None)).await?;
            let promise = (Template::Waiting, row.id, row.contact_id);
            promise_with_link(&tx, centre.id, promise, manage, at).await?;
            let line = Line::new(Actor::of(by), Act::JoinedWaiting, Subject::Waiting(row.id));
            audit::append(&tx, centre.id, &line, at).await?;
            Ok((tx, Joined { id: row.id, manage: manage.clone(), new: true }))
        });
        match joined.await {
            // Its twin has joined.
            Err(Error::Stale) => {
                let id = joined_before(&self.db, centre, key).await?.ok_or(Error::Stale)?;
                Ok(Joined { id, manage: manage.clone(), new: false })
            }
            joined => joined,
        }
    }

    /// The id behind a waiting person's own link.
    ///
    /// # Errors
    /// [`Error::NotFound`].
    pub async fn waiting_behind(&self, centre: &Centre, link: &Secret, now: Timestamp) -> Result<Uuid> {
        let id = links::row_behind(&self.db, centre.id, Door::Waiting, link, now.as_second()).await?;
        let row = waiting_entry::Entity::find_by_id((centre.id, id)).one(&self.db).await?;
        row.filter(|row| row.status.0 == WaitingStatus::Waiting).map(|row| row.id).ok_or(Error::NotFound)
    }

    /// The id behind the link of an offer, for whoever would rather leave the list.
    ///
    /// # Errors
    /// [`Error::NotFound`].
    pub async fn waiting_behind_offer(&self, centre: &Centre, link: &Secret, now: Timestamp) -> Result<Uuid> {
        let id = holds::by_link(&self.db, centre, link, now).await?;
        Ok(hold::Entity::find_by_id((centre.id, id)).one(&self.db).await?.ok_or(Error::NotFound)?.waiting_id)
    }

    /// How long a time is held for the person behind this link, in minutes.
    ///
    /// # Errors
    /// [`Error::NotFound`] when they do not wait.
    pub async fn hold_minutes_of(&self, centre: &Centre, link: &Secret, now: Timestamp) -> Result<u32> {
        let id = self.waiting_behind(centre, link, now).await?;
        let row = waiting_entry::Entity::find_by_id((centre.id, id)).one(&self.db).await?.ok_or(Error::NotFound)?;
        let service = service::Entity::find_by_id(row.service_id).one(&self.db).await?.ok_or(Error::NotFound)?;
        Ok(service.hold_minutes.unsigned_abs())
    }
}
