//! How often what each centre shows has changed, read once for all who ask meanwhile.

use std::sync::{Arc, Mutex, PoisonError};

use store::{Commits, Store};
use tokio::sync::{mpsc, oneshot};

use crate::centres::Changes;

/// Who asks at a time; the next wait for their turn.
const MOST: usize = 1024;

type Told = oneshot::Sender<Option<Arc<Changes>>>;

/// What was counted, and after which commits.
type Last = Arc<Mutex<Option<(Commits, Arc<Changes>)>>>;

/// Asks the database for all that wait, then for all who came meanwhile, and so on. Nobody waits where it can be told that
/// nothing was committed since.
#[derive(Clone)]
pub struct Counts {
    ask: mpsc::Sender<Told>,
    store: Store,
    last: Last,
}

impl Counts {
    /// Reads until nobody holds it any more.
    pub fn of(store: Store) -> Self {
        let (ask, mut asked) = mpsc::channel::<Told>(MOST);
        let (last, reader) = (Last::default(), store.clone());
        let kept = last.clone();
        tokio::spawn(async move {
            let mut waiting = Vec::new();
            while asked.recv_many(&mut waiting, MOST).await > 0 {
                // What is committed after this may be counted, or not: the next who asks sees that there was something.
                let commits = reader.commits();
                let counts = match reader.all_changes().await {
                    Ok(counts) => {
                        let counts = Arc::new(counts);
                        let known = commits.map(|commits| (commits, counts.clone()));
                        *kept.lock().unwrap_or_else(PoisonError::into_inner) = known;
                        Some(counts)
                    }
                    Err(error) => {
                        tracing::error!(%error, "changes could not be counted");
                        None
                    }
                };
                for told in waiting.drain(..) {
                    drop(told.send(counts.clone()));
                }
            }
        });
        Self { ask, store, last }
    }

    /// The counts as they are now or later: every change that the caller could know of is among them. Nothing when the
    /// database does not answer.
    pub async fn now(&self) -> Option<Arc<Changes>> {
        if let Some(counts) = self.known() {
            return Some(counts);
        }
        let (told, hear) = oneshot::channel();
        self.ask.send(told).await.ok()?;
        hear.await.ok()?
    }

    fn known(&self) -> Option<Arc<Changes>> {
        let commits = self.store.commits()?;
        let last = self.last.lock().unwrap_or_else(PoisonError::into_inner);
        last.as_ref().filter(|(of, _)| *of == commits).map(|(_, counts)| counts.clone())
    }
}
