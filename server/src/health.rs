//! What a supervisor asks: is the program alive, can it answer.

use axum::{extract::State, http::StatusCode};

use crate::application::AppState;

pub async fn alive() -> &'static str {
    "alive\n"
}

pub async fn ready(State(state): State<AppState>) -> (StatusCode, &'static str) {
    if state.here.store.answers().await {
        (StatusCode::OK, "ready\n")
    } else {
        (StatusCode::SERVICE_UNAVAILABLE, "the database does not answer\n")
    }
}
