//! What handlers share.

use std::{ops::Deref, sync::Arc};

use app::here::Here;
use axum::extract::FromRef;
use leptos::config::LeptosOptions;
use tokio::sync::watch;

use crate::{
    centres::{Centres, Changes},
    kept::Kept,
    lines::Lines,
    metrics::Metrics,
    news::AllNews,
    proxies::Proxies,
    rendered::Rendered,
    said::Said,
};

/// What handlers share. Cheap to clone, as every request does more than once.
#[derive(Clone)]
pub struct AppState {
    /// The centre that a request is for.
    pub here: Here,
    pub shared: Arc<Shared>,
}

/// What is the same for every request.
pub struct Shared {
    pub leptos: LeptosOptions,
    /// All of them with their clocks, as they are now; a job renews them.
    pub centres: watch::Receiver<Centres>,
    pub proxies: Proxies,
    pub lines: Lines,
    pub metrics: Metrics,
    pub kept: Kept,
    /// What each centre says of itself.
    pub said: Said,
    /// What happened at each centre of late, and the cards of it as the lines tell them.
    pub news: watch::Receiver<AllNews>,
    pub rendered: Rendered,
    /// How often what each centre shows has changed.
    pub changes: watch::Receiver<Changes>,
    /// Turns true when the program is told to stop: live lines end, so that nothing waits for them.
    pub stopping: watch::Receiver<bool>,
}

impl Deref for AppState {
    type Target = Shared;

    fn deref(&self) -> &Shared {
        &self.shared
    }
}

impl FromRef<AppState> for LeptosOptions {
    fn from_ref(state: &AppState) -> Self {
        state.leptos.clone()
    }
}
