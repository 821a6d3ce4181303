//! Messages promised in the transaction that makes them true; a worker sends them.

use jiff::Timestamp;
use sea_orm::{ActiveModelTrait, ActiveValue::Set, ConnectionTrait};
use uuid::Uuid;

use crate::{
    Result, Secret,
    entities::{appointment, outbox, waiting_entry},
};

/// A message without its target.
pub(crate) fn message(centre_id: i64, kind: &str, at: i64) -> outbox::ActiveModel {
    outbox::ActiveModel {
        centre_id: Set(centre_id),
        id: Set(Uuid::now_v7()),
        appointment_id: Set(None),
        waiting_id: Set(None),
        hold_id: Set(None),
        kind: Set(kind.to_owned()),
        link_secret: Set(None),
        created_at: Set(at),
        sent_at: Set(None),
        about_start: Set(None),
        due_at: Set(at),
        tries: Set(0),
        dropped_at: Set(None),
    }
}

/// Promises a message about an appointment.
pub(crate) async fn promise_message(
    tx: &impl ConnectionTrait,
    row: &appointment::Model,
    kind: &str,
    at: i64,
) -> Result<()> {
    let message = outbox::ActiveModel { appointment_id: Set(Some(row.id)), ..message(row.centre_id, kind, at) };
    message.insert(tx).await?;
    Ok(())
}

/// The same with the private link; its secret stays in the row until it is sent.
pub(crate) async fn promise_with_link(
    tx: &impl ConnectionTrait,
    row: &appointment::Model,
    kind: &str,
    link: &Secret,
    at: i64,
) -> Result<()> {
    let message = outbox::ActiveModel {
        appointment_id: Set(Some(row.id)),
        link_secret: Set(Some(link.as_str().to_owned())),
        ..message(row.centre_id, kind, at)
    };
    message.insert(tx).await?;
    Ok(())
}

/// Promises a message to somebody who waits, with the link to what it is about.
pub(crate) async fn promise_to_waiting(
    tx: &impl ConnectionTrait,
    entry: &waiting_entry::Model,
    hold_id: Option<Uuid>,
    kind: &str,
    link: &Secret,
    now: Timestamp,
) -> Result<()> {
    let message = outbox::ActiveModel {
        waiting_id: Set(Some(entry.id)),
        hold_id: Set(hold_id),
        link_secret: Set(Some(link.as_str().to_owned())),
        ..message(entry.centre_id, kind, now.as_second())
    };
    message.insert(tx).await?;
    Ok(())
}
