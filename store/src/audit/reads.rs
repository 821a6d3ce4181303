//! Readings are noted before what was read is shown. Those of one moment share a transaction, so that a busy desk does not
//! keep whoever books from the pen.

use std::collections::BTreeMap;

use tokio::sync::{mpsc, oneshot};

use crate::{
    Centre, Error, Result, Store,
    audit::{
        line::{Actor, Line, Subject, append_all},
        queue::Reading,
    },
    words::Act,
};

/// Lines of one transaction.
const TOGETHER: usize = 128;

impl Store {
    /// Notes that a member of staff reads what is about people. What cannot be noted is not shown.
    ///
    /// # Errors
    /// [`Error::Busy`] when it could not be written.
    pub async fn reads(&self, centre: &Centre, reader: i64, subject: Subject, at: i64) -> Result<()> {
        let line = Line::new(Actor::Staff(reader), Act::Read, subject);
        let (noted, written) = oneshot::channel();
        let reading = Reading { centre_id: centre.id, line, at, noted };
        self.reads.send(reading).await.map_err(|_| Error::Busy)?;
        if written.await.unwrap_or(false) { Ok(()) } else { Err(Error::Busy) }
    }

    /// Writes what is handed in, until nobody is left who could.
    pub(crate) async fn note_readings(self, mut handed_in: mpsc::Receiver<Reading>) {
        let mut some = Vec::with_capacity(TOGETHER);
        while handed_in.recv_many(&mut some, TOGETHER).await > 0 {
            let mut by_centre: BTreeMap<i64, Vec<Reading>> = BTreeMap::new();
            for reading in some.drain(..) {
                by_centre.entry(reading.centre_id).or_default().push(reading);
            }
            for (centre_id, readings) in by_centre {
                let lines: &Vec<_> = &readings.iter().map(|reading| (&reading.line, reading.at)).collect();
                let done = self.transact_quietly(|tx| async move {
                    append_all(&tx, centre_id, lines).await?;
                    Ok((tx, ()))
                });
                let done = done.await;
                if let Err(error) = &done {
                    tracing::error!(%error, "readings could not be noted, so nothing was shown");
                }
                for reading in readings {
                    let _ = reading.noted.send(done.is_ok());
                }
            }
        }
    }
}
