//! Readings on their way to the audit.

use tokio::sync::{mpsc, oneshot};

use crate::audit::line::Line;

/// Readings that wait at a time; whoever comes then waits for a place.
pub(crate) const PLACES: usize = 1024;

/// A reading that is to be noted.
pub(crate) struct Reading {
    pub centre_id: i64,
    pub line: Line,
    pub at: i64,
    pub noted: oneshot::Sender<bool>,
}

/// Where readings are handed in.
pub(crate) type Reads = mpsc::Sender<Reading>;

/// A queue of readings.
pub(crate) fn queue() -> (Reads, mpsc::Receiver<Reading>) {
    mpsc::channel(PLACES)
}
