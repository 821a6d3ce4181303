//! What the program does by itself, until it is told to stop. Any number of processes may do it at once.

use std::{path::PathBuf, time::Duration};

use store::{Centre, Store};
use tokio::{
    sync::watch,
    time::{sleep, timeout},
};

use crate::{messages::send_due, now};

/// Held times end, and free ones are offered, at least this often.
const TEND: Duration = Duration::from_secs(15);
/// Messages leave at least this often.
const SEND: Duration = Duration::from_secs(15);
/// A burst of changes wakes the sender once.
const GATHER: Duration = Duration::from_millis(500);

/// Tends the waiting list and promises reminders.
pub async fn tend(store: Store, centre: Centre, mut stopping: watch::Receiver<bool>) {
    loop {
        if let Err(error) = store.tend_waiting(&centre, now()).await {
            tracing::error!(%error, "the waiting list could not be tended; trying again");
        }
        if let Err(error) = store.promise_reminders(&centre, now()).await {
            tracing::error!(%error, "reminders could not be promised; trying again");
        }
        if let Err(error) = store.let_go_of_old_messages(&centre, now()).await {
            tracing::error!(%error, "old messages could not be let go; trying again");
        }
        if timeout(TEND, stopping.wait_for(|stopping| *stopping)).await.is_ok() {
            return;
        }
    }
}

/// Sends messages, soon after something changed.
pub async fn send(store: Store, centre: Centre, site: String, command: PathBuf, mut stopping: watch::Receiver<bool>) {
    let mut bell = store.bell();
    loop {
        bell.mark_unchanged();
        if let Err(error) = send_due(&store, &centre, &site, &command).await {
            tracing::error!(%error, "messages could not be read; trying again");
        }
        let woken = async {
            drop(timeout(SEND, bell.changed()).await);
            sleep(GATHER).await;
        };
        tokio::select! {
            () = woken => {}
            _ = stopping.wait_for(|stopping| *stopping) => return,
        }
    }
}
