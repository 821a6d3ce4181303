//! What the desk hears of an appointment.

use jiff::civil::Date;
use sea_orm::DatabaseTransaction;

use crate::{
    Result,
    appointments::{
        Appointment,
        row::{Step, line_of, write_step},
    },
    audit::line,
    counter::{self, More},
    events::{self, News},
    words::{EventKind, Topic},
};

/// Writes the event of a change. Call it last in a transaction: it takes the centre's counter row, and whoever
/// writes for the same centre waits from here until the commit.
pub(crate) async fn append(tx: &DatabaseTransaction, of: &Appointment, kind: EventKind, at: i64) -> Result<()> {
    let seen = (of.row.day.0, of.session.staff_id);
    events::write(tx, of.row.centre_id, news_of(of, kind, seen, at)).await
}

/// Tells those who show a day, or whom `staff_id` names, that an appointment left them.
pub(crate) async fn append_left(tx: &DatabaseTransaction, of: &Appointment, seen: (Date, i64), at: i64) -> Result<()> {
    events::write(tx, of.row.centre_id, news_of(of, EventKind::Left, seen, at)).await
}

/// The line of history, the line of the audit and the event of a change, counted together.
pub(crate) async fn record_and_append(
    tx: &DatabaseTransaction,
    of: &Appointment,
    step: Step,
    kind: EventKind,
    at: i64,
) -> Result<()> {
    let (row, line) = (&of.row, line_of(&of.row, &step));
    write_step(tx, row, step, at).await?;
    let more = More { events: 1, ..line::one_more(&line) };
    let counted = counter::count(tx, row.centre_id, more).await?;
    line::insert(tx, row.centre_id, &[(&line, at)], &counted).await?;
    events::insert(tx, row.centre_id, news_of(of, kind, (row.day.0, of.session.staff_id), at), &counted).await
}

fn news_of(of: &Appointment, kind: EventKind, (day, staff_id): (Date, i64), at: i64) -> News {
    News { topic: Topic::Appointment, subject: of.row.id, kind, day, staff_id, at }
}
