//! What the desk hears of an appointment.

use jiff::civil::Date;
use sea_orm::DatabaseTransaction;

use crate::{
    Result,
    appointments::{
        Appointment,
        row::{Step, line_of, step_row},
    },
    audit::line,
    database::rows::Rows,
    events::{self, News, counter},
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

/// Counts a change of `of`, and adds the line of its history, the line of the audit and the event.
pub(crate) async fn add(
    tx: &DatabaseTransaction,
    rows: &mut Rows,
    of: &Appointment,
    step: Step,
    (kind, at): (EventKind, i64),
) -> Result<()> {
    let (row, line) = (&of.row, line_of(&of.row, &step));
    let counted = counter::count(tx, row.centre_id, line::with_event(&line)).await?;
    rows.add(step_row(row, step, at));
    rows.add_all(line::rows(row.centre_id, &[(&line, at)], &counted));
    let news = news_of(of, kind, (row.day.0, of.session.staff_id), at);
    rows.add(events::row(row.centre_id, news, &counted));
    Ok(())
}

fn news_of(of: &Appointment, kind: EventKind, (day, staff_id): (Date, i64), at: i64) -> News {
    News { topic: Topic::Appointment, subject: of.row.id, kind, day, staff_id, at }
}
