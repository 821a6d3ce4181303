//! Messages promised in the transaction that makes them true; a worker sends them.

use jiff::civil;
use sea_orm::{ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};
use uuid::Uuid;

use crate::{
    Result, Secret,
    entities::{attendance, outbox},
    words::{Template, Word},
};

/// What a message says, of what, and to which contact.
pub(crate) type Promise = (Template, Uuid, Uuid);

/// A message without a link.
pub(crate) fn message(centre_id: i64, (template, subject, contact): Promise, at: i64) -> outbox::ActiveModel {
    outbox::ActiveModel {
        centre_id: Set(centre_id),
        id: Set(Uuid::now_v7()),
        subject: Set(subject),
        contact_id: Set(contact),
        template: Set(Word(template)),
        data: Set(None),
        link_secret: Set(None),
        created_at: Set(at),
        due_at: Set(at),
        tries: Set(0),
        in_hand: Set(false),
        sent_at: Set(None),
        dropped_at: Set(None),
    }
}

/// Promises a message about an appointment.
pub(crate) async fn promise_message(
    tx: &impl ConnectionTrait,
    row: &attendance::Model,
    template: Template,
    at: i64,
) -> Result<()> {
    let message = message(row.centre_id, (template, row.id, row.contact_id), at);
    outbox::Entity::insert(message).exec_without_returning(tx).await?;
    Ok(())
}

/// Promises to tell of another time than `was`, some seconds from now. What was promised and not yet told says which time
/// the person knows; who is back at that one by then hears nothing.
pub(crate) async fn promise_moved(
    tx: &impl ConnectionTrait,
    row: &attendance::Model,
    was: civil::DateTime,
    (at, later): (i64, i64),
) -> Result<()> {
    let untold = outbox::Entity::find()
        .filter(outbox::Column::CentreId.eq(row.centre_id))
        .filter(outbox::Column::Subject.eq(row.id))
        .filter(outbox::Column::Template.eq(Word(Template::Moved)))
        .filter(outbox::Column::SentAt.is_null())
        .filter(outbox::Column::DroppedAt.is_null())
        .filter(outbox::Column::InHand.eq(false))
        .filter(outbox::Column::Tries.eq(0))
        .order_by_asc(outbox::Column::Id)
        .one(tx)
        .await?;
    let known = untold.and_then(|untold| untold.data).unwrap_or_else(|| was.to_string());
    let message = message(row.centre_id, (Template::Moved, row.id, row.contact_id), at);
    let message = outbox::ActiveModel { data: Set(Some(known)), due_at: Set(at + later), ..message };
    outbox::Entity::insert(message).exec_without_returning(tx).await?;
    Ok(())
}

/// The same with a private link; its secret stays in the row until it is sent.
pub(crate) async fn promise_with_link(
    tx: &impl ConnectionTrait,
    centre_id: i64,
    promise: Promise,
    link: &Secret,
    at: i64,
) -> Result<()> {
    let message = message_with_link(centre_id, promise, link, at);
    outbox::Entity::insert(message).exec_without_returning(tx).await?;
    Ok(())
}

/// The same as a row.
pub(crate) fn message_with_link(centre_id: i64, promise: Promise, link: &Secret, at: i64) -> outbox::ActiveModel {
    outbox::ActiveModel { link_secret: Set(Some(link.as_str().to_owned())), ..message(centre_id, promise, at) }
}
