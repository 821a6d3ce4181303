//! What the program does by itself, until it is told to stop. Any number of processes may do it at once.

use std::time::Duration;

use store::{Centre, Store};
use tokio::{sync::watch, time::timeout};

use crate::now;

/// Held times end, and free ones are offered, at least this often.
const TEND: Duration = Duration::from_secs(15);

/// Tends the waiting list.
pub async fn tend_waiting(store: Store, centre: Centre, mut stopping: watch::Receiver<bool>) {
    loop {
        if let Err(error) = store.tend_waiting(&centre, now()).await {
            tracing::error!(%error, "the waiting list could not be tended; trying again");
        }
        if timeout(TEND, stopping.wait_for(|stopping| *stopping)).await.is_ok() {
            return;
        }
    }
}
