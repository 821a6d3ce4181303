//! What the store did since it was opened, for those who operate it.

use std::{
    sync::atomic::{AtomicU64, Ordering::Relaxed},
    time::Duration,
};

/// Sums, which only grow.
#[derive(Debug, Default)]
pub struct Counts {
    turns: AtomicU64,
    turn_micros: AtomicU64,
    transactions: AtomicU64,
    transaction_micros: AtomicU64,
    retries: AtomicU64,
}

/// What they are at a moment.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Counted {
    /// Those who waited for the pen, and seconds that they waited, all together.
    pub turns: u64,
    pub turn_seconds: f64,
    /// Transactions that wrote, and seconds that they took.
    pub transactions: u64,
    pub transaction_seconds: f64,
    /// Those that the database chose as the victim of a conflict and that ran again.
    pub retries: u64,
}

impl Counts {
    pub(crate) fn turn(&self, waited: Duration) {
        self.turns.fetch_add(1, Relaxed);
        self.turn_micros.fetch_add(waited.as_micros() as u64, Relaxed);
    }

    pub(crate) fn transaction(&self, took: Duration) {
        self.transactions.fetch_add(1, Relaxed);
        self.transaction_micros.fetch_add(took.as_micros() as u64, Relaxed);
    }

    pub(crate) fn retry(&self) {
        self.retries.fetch_add(1, Relaxed);
    }

    pub(crate) fn read(&self) -> Counted {
        let seconds = |micros: &AtomicU64| micros.load(Relaxed) as f64 / 1e6;
        Counted {
            turns: self.turns.load(Relaxed),
            turn_seconds: seconds(&self.turn_micros),
            transactions: self.transactions.load(Relaxed),
            transaction_seconds: seconds(&self.transaction_micros),
            retries: self.retries.load(Relaxed),
        }
    }
}
