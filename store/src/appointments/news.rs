//! What the desk hears of an appointment.

use jiff::civil::Date;
use sea_orm::DatabaseTransaction;

use crate::{
    Result,
    appointments::Appointment,
    events,
    words::{EventKind, Topic},
};

/// Writes the event of a change. Call it last in a transaction: it takes the centre's counter row, and whoever
/// writes for the same centre waits from here until the commit.
pub(crate) async fn append(tx: &DatabaseTransaction, of: &Appointment, kind: EventKind, at: i64) -> Result<()> {
    let about = (Topic::Appointment, of.row.id);
    events::write(tx, of.row.centre_id, about, (kind, of.row.day.0, of.session.staff_id), at).await
}

/// Tells those who show a day, or whom `staff_id` names, that an appointment left them.
pub(crate) async fn append_left(
    tx: &DatabaseTransaction,
    of: &Appointment,
    (day, staff_id): (Date, i64),
    at: i64,
) -> Result<()> {
    let about = (Topic::Appointment, of.row.id);
    events::write(tx, of.row.centre_id, about, (EventKind::Left, day, staff_id), at).await
}
