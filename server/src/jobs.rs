//! What the program does by itself, until it is told to stop. Any number of processes may do it at once.

use std::{path::PathBuf, time::Duration};

use app::{answers::Answers, here::Gifts};
use store::{Centre, Followed, SESSION_LIMITS, Store};
use tokio::{
    sync::watch,
    time::{sleep, timeout},
};

use crate::{
    centres::{Centres, Changes},
    messages::send_due,
    now,
};

/// Held times end, and free ones are offered, at least this often.
const TEND: Duration = Duration::from_secs(15);
/// Messages leave at least this often.
const SEND: Duration = Duration::from_secs(15);
/// New zone data, and what else may change of a centre, is noticed within this time.
const RENEW: Duration = Duration::from_secs(60);
/// Holidays ahead are looked for at least this often; they come into sight a year and a half before.
const PROPOSE: Duration = Duration::from_secs(24 * 60 * 60);
/// Whether the night's clearing is due is asked this often.
const CLEAR: Duration = Duration::from_secs(10 * 60);
/// The hour from which on it is.
const NIGHT: i8 = 3;
/// Changes of processes that cannot be heard are looked for this often.
const LOOK: Duration = Duration::from_secs(10);
/// A burst of changes wakes the sender once.
const GATHER: Duration = Duration::from_millis(500);

/// Every centre as the database has it, each with the address of its site.
///
/// # Errors
/// Those of the store.
pub async fn read_centres(store: &Store, site: &str, version: &str, answers: &Answers) -> store::Result<Centres> {
    let scheme = site.split("://").next().unwrap_or("https");
    let here = |centre: Centre| {
        let site = centre.host.as_ref().map_or_else(|| site.to_owned(), |host| format!("{scheme}://{host}"));
        let answers = answers.clone();
        Gifts { store: store.clone(), centre, now, site, version: version.to_owned(), answers }.into()
    };
    Ok(Centres(store.centres().await?.into_iter().map(here).collect()))
}

/// Keeps what pages know of the centres, and the instants of what is promised, as they are by now.
pub async fn renew(renewed: watch::Sender<Centres>, site: String, mut stopping: watch::Receiver<bool>) {
    let Some(known) = renewed.borrow().0.first().cloned() else { return };
    let Gifts { store, version, answers, .. } = &*known;
    while timeout(RENEW, stopping.wait_for(|stopping| *stopping)).await.is_err() {
        if store.renew_zones() {
            tracing::warn!("clocks go by {} now", store.zone_data());
            answers.forget();
        }
        follow_clock(store).await;
        match read_centres(store, &site, version, answers).await {
            Ok(centres) => drop(renewed.send_replace(centres)),
            Err(error) => tracing::error!(%error, "the centres could not be read; trying again"),
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

/// Counts along, so that pages of free times hear of what changes them and of nothing else.
pub async fn count_changes(
    counted: watch::Sender<Changes>,
    centres: watch::Receiver<Centres>,
    mut stopping: watch::Receiver<bool>,
) {
    let Some(mut bell) = centres.borrow().0.first().map(|here| here.store.bell()) else { return };
    loop {
        bell.mark_unchanged();
        let now_known = centres.borrow().clone();
        let mut changes = Changes::new();
        for here in &now_known.0 {
            let Gifts { store, centre, .. } = &**here;
            match store.changes(centre.id).await {
                Ok(count) => drop(changes.insert(centre.id, count)),
                Err(error) => tracing::error!(%error, "changes could not be counted; trying again"),
            }
        }
        counted.send_if_modified(|before| {
            let other = *before != changes;
            *before = changes;
            other
        });
        let woken = async {
            drop(timeout(LOOK, bell.changed()).await);
            sleep(GATHER).await;
        };
        tokio::select! {
            () = woken => {}
            _ = stopping.wait_for(|stopping| *stopping) => return,
        }
    }
}

/// Tends the waiting lists and promises reminders.
pub async fn tend(centres: watch::Receiver<Centres>, mut stopping: watch::Receiver<bool>) {
    loop {
        let now_known = centres.borrow().clone();
        if let Some(here) = now_known.0.first()
            && let Err(error) = here.store.forget_allowances(now().as_second()).await
        {
            tracing::error!(%error, "what strangers tried could not be forgotten; trying again");
        }
        for here in &now_known.0 {
            let Gifts { store, centre, .. } = &**here;
            if let Err(error) = store.tend_waiting(centre, now()).await {
                tracing::error!(%error, "the waiting list could not be tended; trying again");
            }
            if let Err(error) = store.promise_reminders(centre, now()).await {
                tracing::error!(%error, "reminders could not be promised; trying again");
            }
            if let Err(error) = store.tend_tasks(centre, now()).await {
                tracing::error!(%error, "tasks could not be told; trying again");
            }
            if let Err(error) = store.let_go_of_old_messages(centre, now()).await {
                tracing::error!(%error, "old messages could not be let go; trying again");
            }
        }
        if timeout(TEND, stopping.wait_for(|stopping| *stopping)).await.is_ok() {
            return;
        }
    }
}

/// Proposes the holidays that have come into sight, at every centre.
pub async fn propose_holidays(centres: watch::Receiver<Centres>, mut stopping: watch::Receiver<bool>) {
    loop {
        let now_known = centres.borrow().clone();
        for here in &now_known.0 {
            let Gifts { store, centre, .. } = &**here;
            if let Err(error) = store.propose_holidays(centre, now()).await {
                tracing::error!(%error, "holidays could not be proposed; trying again");
            }
        }
        if timeout(PROPOSE, stopping.wait_for(|stopping| *stopping)).await.is_ok() {
            return;
        }
    }
}

/// Clears, every night, what each centre keeps no longer, and forgets sessions that are over.
pub async fn clear(centres: watch::Receiver<Centres>, mut stopping: watch::Receiver<bool>) {
    loop {
        let now_known = centres.borrow().clone();
        if let Some(here) = now_known.0.first()
            && let Err(error) = here.store.forget_sessions(SESSION_LIMITS, now().as_second()).await
        {
            tracing::error!(%error, "sessions that are over could not be forgotten; trying again");
        }
        for here in &now_known.0 {
            let Gifts { store, centre, .. } = &**here;
            if centre.zone.to_datetime(now()).hour() < NIGHT {
                continue;
            }
            match store.clear(centre, now()).await {
                Ok(Some(done)) => tracing::info!(centre = centre.slug, ?done, "cleared what is kept no longer"),
                Ok(None) => {}
                Err(error) => tracing::error!(%error, "what is kept no longer could not be cleared; trying again"),
            }
        }
        if timeout(CLEAR, stopping.wait_for(|stopping| *stopping)).await.is_ok() {
            return;
        }
    }
}

/// Those who carry messages at a time: one that hangs holds up nobody else.
pub const CARRIERS: usize = 4;

/// Sends messages, soon after something changed.
pub async fn send(centres: watch::Receiver<Centres>, command: PathBuf, mut stopping: watch::Receiver<bool>) {
    let Some(mut bell) = centres.borrow().0.first().map(|here| here.store.bell()) else { return };
    loop {
        bell.mark_unchanged();
        let now_known = centres.borrow().clone();
        // Invented people have numbers that somebody real may have.
        for here in now_known.0.iter().filter(|here| !here.centre.demo) {
            let Gifts { store, centre, site, .. } = &**here;
            if let Err(error) = send_due(store, centre, site, &command).await {
                tracing::error!(%error, "messages could not be read; trying again");
            }
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
