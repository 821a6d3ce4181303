//! How often what each centre shows has changed, read once for all who ask meanwhile.

use std::sync::Arc;

use store::Store;
use tokio::sync::{mpsc, oneshot};

use crate::centres::Changes;

/// Who asks at a time; the next wait for their turn.
const MOST: usize = 1024;

type Told = oneshot::Sender<Option<Arc<Changes>>>;

/// Asks the database for all that wait, then for all who came meanwhile, and so on.
#[derive(Clone)]
pub struct Counts(mpsc::Sender<Told>);

impl Counts {
    /// Reads until nobody holds it any more.
    pub fn of(store: Store) -> Self {
        let (ask, mut asked) = mpsc::channel::<Told>(MOST);
        tokio::spawn(async move {
            let mut waiting = Vec::new();
            while asked.recv_many(&mut waiting, MOST).await > 0 {
                let counts = match store.all_changes().await {
                    Ok(counts) => Some(Arc::new(counts)),
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
        Self(ask)
    }

    /// The counts as they are now or later: every change that the caller could know of is among them. Nothing when the
    /// database does not answer.
    pub async fn now(&self) -> Option<Arc<Changes>> {
        let (told, hear) = oneshot::channel();
        self.0.send(told).await.ok()?;
        hear.await.ok()?
    }
}
