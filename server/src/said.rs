//! What a centre says of itself, brought to every page that is drawn: read once, until something changes or a minute has
//! passed, for what it says can begin and end by itself.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
};

use app::here::Here;
use axum::{
    extract::{Request, State},
    middleware::Next,
    response::Response,
};
use domain::language::Language;
use store::{CentreSays, Store};

use crate::{counts::Counts, now};

/// Of what count of changes, and of which minute.
type Of = (i64, i64);

/// What centres say. Cheap to clone.
#[derive(Clone)]
pub struct Said(Arc<Known>);

struct Known {
    counts: Counts,
    store: Store,
    by_centre: Mutex<HashMap<i64, (Of, Arc<CentreSays>)>>,
}

impl Said {
    pub fn new(store: Store, counts: Counts) -> Self {
        Self(Arc::new(Known { counts, store, by_centre: Mutex::default() }))
    }

    /// As it is now or later; nothing when the database does not answer.
    pub async fn by(&self, centre_id: i64) -> Option<Arc<CentreSays>> {
        // The count is read first: what changes meanwhile is read again.
        let (changes, now) = (*self.0.counts.now().await?.get(&centre_id)?, now());
        let at = (changes, now.as_second().div_euclid(60));
        if let Some((of, says)) = self.known().get(&centre_id)
            && *of == at
        {
            return Some(says.clone());
        }
        match self.0.store.centre_says(centre_id, now).await {
            Ok(says) => {
                let says = Arc::new(says);
                self.known().insert(centre_id, (at, says.clone()));
                Some(says)
            }
            Err(error) => {
                tracing::error!(%error, "what the centre says of itself could not be read");
                None
            }
        }
    }

    fn known(&self) -> std::sync::MutexGuard<'_, HashMap<i64, (Of, Arc<CentreSays>)>> {
        self.0.by_centre.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Puts it into the request of a page that families read, or that is printed for one.
pub async fn bring(State(said): State<Said>, mut request: Request, next: Next) -> Response {
    let path = request.uri().path();
    let first = path.split('/').nth(1).unwrap_or_default();
    let for_families = Language::from_code(first).is_some() || path.starts_with("/staff/visits/");
    if let Some(here) = request.extensions().get::<Here>().filter(|_| for_families).cloned()
        && let Some(says) = said.by(here.centre.id).await
    {
        request.extensions_mut().insert(says);
    }
    next.run(request).await
}
