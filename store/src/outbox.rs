//! Messages on their way: which are due, what they say, and what became of each. Any number of processes may send.

use domain::{
    appointment::Status,
    contact::{Address, Channel},
    language::Language,
    reference::Reference,
};
use jiff::{Timestamp, civil};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, sea_query::Expr};
use uuid::Uuid;

use crate::{
    Centre, Error, Result, Secret, Store,
    appointments::{civil_start, read_reference, start_of},
    changes::status_of,
    entities::{appointment, hold, outbox, waiting_entry},
};

/// A message to hand to whoever carries it.
#[derive(Clone, Debug)]
pub struct Outgoing {
    pub id: Uuid,
    pub address: Address,
    pub language: Language,
    pub what: Message,
    /// The secret of the link that it brings.
    pub link: Option<Secret>,
}

/// What a message says. None says for what, with whom or where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Message {
    Booked {
        start: civil::DateTime,
        reference: Reference,
    },
    Requested {
        start: civil::DateTime,
    },
    Confirmed {
        start: civil::DateTime,
    },
    Moved {
        start: civil::DateTime,
    },
    Cancelled {
        start: civil::DateTime,
    },
    Reminder {
        start: civil::DateTime,
    },
    /// On the waiting list.
    Waiting,
    /// A time is held, until a civil time.
    Offered {
        start: civil::DateTime,
        until: civil::DateTime,
    },
}

/// Seconds in which whoever took a message sends it, or dies; then another process may.
const LEASE: i64 = 120;
/// A message that nobody took after so many tries is let go; the desk calls.
const MOST_TRIES: i32 = 10;
/// Seconds after which a message that could not be sent helps nobody any more.
const STALE: i64 = 2 * 24 * 60 * 60;

impl Store {
    /// Takes the next message that is due, for some minutes. Those that are no longer so are let go on the way.
    pub async fn next_message(&self, centre: &Centre, now: Timestamp) -> Result<Option<Outgoing>> {
        loop {
            let due = outbox::Entity::find()
                .filter(outbox::Column::CentreId.eq(centre.id))
                .filter(outbox::Column::SentAt.is_null())
                .filter(outbox::Column::DroppedAt.is_null())
                .filter(outbox::Column::DueAt.lte(now.as_second()))
                .order_by_asc(outbox::Column::DueAt)
                .order_by_asc(outbox::Column::Id)
                .limit(1)
                .one(&self.db)
                .await?;
            let Some(row) = due else { return Ok(None) };
            if !self.take(&row, now).await? {
                continue;
            }
            match self.outgoing(centre, &row, now).await? {
                Some(outgoing) => return Ok(Some(outgoing)),
                None => self.let_go(centre, row.id, now).await?,
            }
        }
    }

    /// Nobody else takes it for a while; false when somebody else was faster.
    async fn take(&self, row: &outbox::Model, now: Timestamp) -> Result<bool> {
        let taken = outbox::Entity::update_many()
            .col_expr(outbox::Column::DueAt, Expr::value(now.as_second() + LEASE))
            .col_expr(outbox::Column::Tries, Expr::value(row.tries + 1))
            .filter(outbox::Column::CentreId.eq(row.centre_id))
            .filter(outbox::Column::Id.eq(row.id))
            .filter(outbox::Column::SentAt.is_null())
            .filter(outbox::Column::DroppedAt.is_null())
            .filter(outbox::Column::Tries.eq(row.tries))
            .exec(&self.db)
            .await?;
        Ok(taken.rows_affected == 1)
    }

    /// What a message says now; `None` when that is no longer so.
    async fn outgoing(&self, centre: &Centre, row: &outbox::Model, now: Timestamp) -> Result<Option<Outgoing>> {
        if now.as_second() - row.created_at > STALE || row.tries >= MOST_TRIES {
            return Ok(None);
        }
        let link = row.link_secret.as_deref().and_then(Secret::parse);
        let (contact, what) = match (row.appointment_id, row.waiting_id) {
            (Some(id), _) => {
                let of = appointment::Entity::find_by_id((centre.id, id)).one(&self.db).await?;
                let of = of.ok_or(Error::Corrupt("outbox.appointment_id"))?;
                let again = self.is_said_again(row).await?;
                let what = if again { None } else { about_appointment(row, &of, now)? };
                ((of.contact_channel, of.contact_address, of.contact_language, of.may_leave_message), what)
            }
            (None, Some(id)) => {
                let of = waiting_entry::Entity::find_by_id((centre.id, id)).one(&self.db).await?;
                let of = of.ok_or(Error::Corrupt("outbox.waiting_id"))?;
                let what = if of.status == "waiting" { self.about_waiting(centre, row, now).await? } else { None };
                ((of.contact_channel, of.contact_address, of.contact_language, of.may_leave_message), what)
            }
            (None, None) => return Err(Error::Corrupt("outbox")),
        };
        let (channel, address, language, may_leave_message) = contact;
        let address = Channel::from_str_opt(&channel).and_then(|channel| Address::from_stored(channel, &address));
        let address = address.ok_or(Error::Corrupt("contact_address"))?;
        let language = Language::from_code(&language).unwrap_or_default();
        // Who reads somebody's telephone may read this: whoever said no is called, and an e-mail address was not asked.
        let welcome = may_leave_message || address.channel() == Channel::Email;
        Ok(what.filter(|_| welcome).map(|what| Outgoing { id: row.id, address, language, what, link }))
    }

    /// Whether a younger message of the same kind about the same appointment waits: it says all that this one would.
    async fn is_said_again(&self, row: &outbox::Model) -> Result<bool> {
        let younger = outbox::Entity::find()
            .filter(outbox::Column::CentreId.eq(row.centre_id))
            .filter(outbox::Column::AppointmentId.eq(row.appointment_id))
            .filter(outbox::Column::Kind.eq(row.kind.as_str()))
            .filter(outbox::Column::Id.gt(row.id))
            .filter(outbox::Column::SentAt.is_null())
            .filter(outbox::Column::DroppedAt.is_null());
        Ok(younger.one(&self.db).await?.is_some())
    }

    async fn about_waiting(&self, centre: &Centre, row: &outbox::Model, now: Timestamp) -> Result<Option<Message>> {
        let Some(id) = row.hold_id else { return Ok(Some(Message::Waiting)) };
        let held = hold::Entity::find_by_id((centre.id, id)).one(&self.db).await?;
        let held = held.ok_or(Error::Corrupt("outbox.hold_id"))?;
        if held.status != "open" || held.expires_at <= now.as_second() {
            return Ok(None);
        }
        let until = Timestamp::from_second(held.expires_at).map_err(|_| Error::Corrupt("hold.expires_at"))?;
        let start = civil_start(&held.day, held.start_minute)?;
        Ok(Some(Message::Offered { start, until: centre.zone.to_datetime(until) }))
    }

    /// It was carried: its link is forgotten.
    pub async fn sent(&self, centre: &Centre, id: Uuid, now: Timestamp) -> Result<()> {
        self.end_message(centre, id, outbox::Column::SentAt, now).await
    }

    /// It was not carried: it is tried again later, ever later.
    pub async fn not_sent(&self, centre: &Centre, id: Uuid, now: Timestamp) -> Result<()> {
        let row = outbox::Entity::find_by_id((centre.id, id)).one(&self.db).await?.ok_or(Error::NotFound)?;
        let later = 30_i64 << row.tries.clamp(0, 7);
        outbox::Entity::update_many()
            .col_expr(outbox::Column::DueAt, Expr::value(now.as_second() + later))
            .filter(outbox::Column::CentreId.eq(centre.id))
            .filter(outbox::Column::Id.eq(id))
            .exec(&self.db)
            .await?;
        Ok(())
    }

    /// Lets go what waited too long, so that no secret of a link stays in the database of a centre that sends nothing.
    pub async fn let_go_of_old_messages(&self, centre: &Centre, now: Timestamp) -> Result<()> {
        outbox::Entity::update_many()
            .col_expr(outbox::Column::DroppedAt, Expr::value(now.as_second()))
            .col_expr(outbox::Column::LinkSecret, Expr::value(Option::<String>::None))
            .filter(outbox::Column::CentreId.eq(centre.id))
            .filter(outbox::Column::SentAt.is_null())
            .filter(outbox::Column::DroppedAt.is_null())
            .filter(outbox::Column::CreatedAt.lt(now.as_second() - STALE))
            .exec(&self.db)
            .await?;
        Ok(())
    }

    async fn let_go(&self, centre: &Centre, id: Uuid, now: Timestamp) -> Result<()> {
        self.end_message(centre, id, outbox::Column::DroppedAt, now).await
    }

    async fn end_message(&self, centre: &Centre, id: Uuid, how: outbox::Column, now: Timestamp) -> Result<()> {
        outbox::Entity::update_many()
            .col_expr(how, Expr::value(now.as_second()))
            .col_expr(outbox::Column::LinkSecret, Expr::value(Option::<String>::None))
            .filter(outbox::Column::CentreId.eq(centre.id))
            .filter(outbox::Column::Id.eq(id))
            .exec(&self.db)
            .await?;
        Ok(())
    }
}

/// What a message about an appointment says by now; `None` when another one, or the day itself, has overtaken it.
fn about_appointment(row: &outbox::Model, of: &appointment::Model, now: Timestamp) -> Result<Option<Message>> {
    let (status, start) = (status_of(of)?, start_of(of)?);
    let ahead = of.starts_at > now.as_second();
    let still = row.about_start.as_ref().is_none_or(|about| *about == start.to_string());
    Ok(match row.kind.as_str() {
        // A request that was confirmed before this was sent is told so, and still gets its link.
        "booked" | "requested" | "confirmed" | "moved" if ahead && status == Status::Requested => {
            Some(Message::Requested { start })
        }
        "booked" if ahead && status == Status::Expected => {
            Some(Message::Booked { start, reference: read_reference(of)? })
        }
        "requested" | "confirmed" if ahead && status == Status::Expected => Some(Message::Confirmed { start }),
        "moved" if ahead && status == Status::Expected => Some(Message::Moved { start }),
        "reminder" if ahead && still && status == Status::Expected => Some(Message::Reminder { start }),
        "cancelled" if ahead && !status.holds_time() => Some(Message::Cancelled { start }),
        _ => None,
    })
}
