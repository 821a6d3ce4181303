//! What handlers share.

use app::here::Here;
use axum::extract::FromRef;
use leptos::config::LeptosOptions;
use tokio::sync::watch;

use crate::{
    centres::{Centres, Changes},
    kept::Kept,
    lines::Lines,
    metrics::Metrics,
    proxies::Proxies,
};

/// What handlers share.
#[derive(Clone, FromRef)]
pub struct AppState {
    pub leptos: LeptosOptions,
    /// The centre that a request is for.
    pub here: Here,
    /// All of them with their clocks, as they are now; a job renews them.
    pub centres: watch::Receiver<Centres>,
    pub proxies: Proxies,
    pub lines: Lines,
    pub metrics: Metrics,
    pub kept: Kept,
    /// How often what each centre shows has changed.
    pub changes: watch::Receiver<Changes>,
    /// Turns true when the program is told to stop: live lines end, so that nothing waits for them.
    pub stopping: watch::Receiver<bool>,
}
