//! What the program does by itself, until it is told to stop. Any number of processes may do it at once.

use std::{path::PathBuf, time::Duration};

use app::here::Here;
use store::{Followed, Store};
use tokio::{
    sync::watch,
    time::{sleep, timeout},
};

use crate::{messages::send_due, now};

/// Held times end, and free ones are offered, at least this often.
const TEND: Duration = Duration::from_secs(15);
/// Messages leave at least this often.
const SEND: Duration = Duration::from_secs(15);
/// New zone data, and what else may change of a centre, is noticed within this time.
const RENEW: Duration = Duration::from_secs(60);
/// A burst of changes wakes the sender once.
const GATHER: Duration = Duration::from_millis(500);

/// Keeps what pages know of the centre, and the instants of what is promised, as they are by now.
pub async fn renew(current: watch::Sender<Here>, mut stopping: watch::Receiver<bool>) {
    while timeout(RENEW, stopping.wait_for(|stopping| *stopping)).await.is_err() {
        let store = current.borrow().store.clone();
        if store.renew_zones() {
            tracing::warn!("clocks go by {} now", store.zone_data());
        }
        follow_clock(&store).await;
        match store.centre().await {
            Ok(centre) => current.send_modify(|here| here.centre = centre),
            Err(error) => tracing::error!(%error, "the centre could not be read; trying again"),
        }
    }
}

/// Derives instants again where the clock's rules are others than when they were promised.
pub async fn follow_clock(store: &Store) {
    let followed = match store.follow_clock(now()).await {
        Ok(followed) => followed,
        Err(error) => return tracing::error!(%error, "instants could not be compared with the clock; trying again"),
    };
    let data = store.zone_data();
    for (centre, followed) in followed {
        match followed {
            Followed::Nothing | Followed::Moved(0) => {}
            Followed::Moved(moved) => {
                tracing::warn!(centre, moved, "the clock changed ({data}): days and times stand, their instants moved");
            }
            Followed::Behind => {
                tracing::warn!(centre, "another process goes by newer rules than {data}; update this one")
            }
        }
    }
}

/// Tends the waiting list and promises reminders.
pub async fn tend(current: watch::Receiver<Here>, mut stopping: watch::Receiver<bool>) {
    loop {
        let Here { store, centre, .. } = current.borrow().clone();
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
pub async fn send(current: watch::Receiver<Here>, command: PathBuf, mut stopping: watch::Receiver<bool>) {
    let mut bell = current.borrow().store.bell();
    loop {
        let Here { store, centre, site, .. } = current.borrow().clone();
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
