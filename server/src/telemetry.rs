//! What the program says of itself: one line an event. Never names, addresses or reasons.

use tracing_subscriber::EnvFilter;

/// Begins to log what `filter` lets through.
pub fn start(filter: &str) {
    tracing_subscriber::fmt().with_env_filter(EnvFilter::new(filter)).with_writer(std::io::stderr).init();
}

/// Whether a filter can be understood.
///
/// # Errors
/// Says what is wrong with it.
pub fn check(filter: &str) -> Result<(), String> {
    EnvFilter::try_new(filter).map(drop).map_err(|error| error.to_string())
}
