//! What a message says by the time that it is sent, and whether it still says anything.

use domain::{
    appointment::Status,
    contact::{Address, Channel},
    language::Language,
    reference::Reference,
};
use jiff::{Timestamp, civil};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use uuid::Uuid;

use crate::{
    Centre, Error, Result, Secret, Store,
    centre::civil::{start_of, start_of_session},
    entities::{attendance, hold, outbox, session, waiting_entry},
    persons::reached_by,
    words::{HoldStatus, Template, WaitingStatus},
};

/// A message to hand to whoever carries it.
#[derive(Clone, Debug)]
pub struct Outgoing {
    pub id: Uuid,
    pub address: Address,
    pub language: Language,
    pub what: Message,
    /// The centre's own words for it, with places in braces.
    pub text: Option<String>,
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

impl Message {
    /// The time that it tells of.
    pub fn start(&self) -> Option<civil::DateTime> {
        match self {
            Self::Booked { start, .. }
            | Self::Requested { start }
            | Self::Confirmed { start }
            | Self::Moved { start }
            | Self::Cancelled { start }
            | Self::Reminder { start }
            | Self::Offered { start, .. } => Some(*start),
            Self::Waiting => None,
        }
    }

    /// What it is about.
    pub fn template(&self) -> Template {
        match self {
            Self::Booked { .. } => Template::Booked,
            Self::Requested { .. } => Template::Requested,
            Self::Confirmed { .. } => Template::Confirmed,
            Self::Moved { .. } => Template::Moved,
            Self::Cancelled { .. } => Template::Cancelled,
            Self::Reminder { .. } => Template::Reminder,
            Self::Waiting => Template::Waiting,
            Self::Offered { .. } => Template::Offered,
        }
    }
}

/// A message that nobody took after so many tries is let go; the desk calls.
const MOST_TRIES: i32 = 10;
/// Seconds after which a message that could not be sent helps nobody any more.
pub(super) const STALE: i64 = 2 * 24 * 60 * 60;

impl Store {
    /// What a message says now; `None` when that is no longer so.
    pub(super) async fn outgoing(
        &self,
        centre: &Centre,
        row: &outbox::Model,
        now: Timestamp,
    ) -> Result<Option<Outgoing>> {
        if now.as_second() - row.created_at > STALE || row.tries >= MOST_TRIES {
            return Ok(None);
        }
        let link = row.link_secret.as_deref().and_then(Secret::parse);
        let reached = reached_by(&self.db, centre.id, row.contact_id).await?;
        let (Some(address), contact) = (reached.address()?, &reached.contact) else { return Ok(None) };
        // Who reads somebody's telephone may read this: whoever said no is called, and an e-mail address was not asked.
        let welcome = contact.may_leave_message || address.channel() == Channel::Email;
        if !welcome || contact.revoked_at.is_some() || !centre.writes_to(&address) {
            return Ok(None);
        }
        let what = match row.template.0 {
            Template::Waiting => self.about_waiting(centre, row.subject).await?,
            Template::Offered => self.about_offer(centre, row.subject, now).await?,
            _ if self.is_said_again(row).await? => None,
            _ => self.about_appointment(row, now).await?,
        };
        let (Some(what), language) = (what, contact.language.0) else { return Ok(None) };
        let text = self.own_text(centre.id, what.template(), language).await?;
        Ok(Some(Outgoing { id: row.id, address, language, what, text, link }))
    }

    /// Whether a younger message of the same kind about the same appointment waits: it says all that this one would.
    async fn is_said_again(&self, row: &outbox::Model) -> Result<bool> {
        let younger = outbox::Entity::find()
            .filter(outbox::Column::CentreId.eq(row.centre_id))
            .filter(outbox::Column::Subject.eq(row.subject))
            .filter(outbox::Column::Template.eq(row.template))
            .filter(outbox::Column::Id.gt(row.id))
            .filter(outbox::Column::SentAt.is_null())
            .filter(outbox::Column::DroppedAt.is_null());
        Ok(younger.one(&self.db).await?.is_some())
    }

    async fn about_waiting(&self, centre: &Centre, id: Uuid) -> Result<Option<Message>> {
        let of = waiting_entry::Entity::find_by_id((centre.id, id)).one(&self.db).await?;
        let of = of.ok_or(Error::Corrupt("outbox.subject"))?;
        Ok((of.status.0 == WaitingStatus::Waiting).then_some(Message::Waiting))
    }

    async fn about_offer(&self, centre: &Centre, id: Uuid, now: Timestamp) -> Result<Option<Message>> {
        let held = hold::Entity::find_by_id((centre.id, id)).find_also_related(session::Entity).one(&self.db).await?;
        let Some((held, Some(session))) = held else { return Err(Error::Corrupt("outbox.subject")) };
        if held.status.0 != HoldStatus::Open || held.expires_at <= now.as_second() {
            return Ok(None);
        }
        let until = Timestamp::from_second(held.expires_at).map_err(|_| Error::Corrupt("hold.expires_at"))?;
        let start = start_of_session(&session);
        Ok(Some(Message::Offered { start, until: centre.zone.to_datetime(until) }))
    }

    /// What a message about an appointment says by now; `None` when another one, or the day itself, has overtaken it.
    async fn about_appointment(&self, row: &outbox::Model, now: Timestamp) -> Result<Option<Message>> {
        let of = attendance::Entity::find_by_id((row.centre_id, row.subject)).one(&self.db).await?;
        let of = of.ok_or(Error::Corrupt("outbox.subject"))?;
        let (status, start) = (of.status.0, start_of(&of));
        let ahead = of.starts_at > now.as_second();
        let same = |about: &String| *about == start.to_string();
        let still = row.data.as_ref().is_none_or(same);
        let known = row.data.as_ref().is_some_and(same);
        Ok(match row.template.0 {
            // A request that was confirmed before this was sent is told so, and still gets its link.
            Template::Booked | Template::Requested | Template::Confirmed | Template::Moved
                if ahead && status == Status::Requested =>
            {
                Some(Message::Requested { start })
            }
            Template::Booked if ahead && status == Status::Expected => {
                Some(Message::Booked { start, reference: of.reference.0 })
            }
            Template::Requested | Template::Confirmed if ahead && status == Status::Expected => {
                Some(Message::Confirmed { start })
            }
            Template::Moved if ahead && !known && status == Status::Expected => Some(Message::Moved { start }),
            Template::Reminder if ahead && still && status == Status::Expected => Some(Message::Reminder { start }),
            Template::Cancelled if ahead && !status.holds_time() => Some(Message::Cancelled { start }),
            _ => None,
        })
    }
}
