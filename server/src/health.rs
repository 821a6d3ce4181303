//! What a supervisor asks: is the program alive, can it answer.

use axum::{extract::State, http::StatusCode};

use crate::application::AppState;

pub async fn alive() -> &'static str {
    "alive\n"
}

pub async fn ready(State(state): State<AppState>) -> (StatusCode, String) {
    let store = state.here().store;
    if store.answers().await {
        (StatusCode::OK, format!("ready\n{}\n", store.zone_data()))
    } else {
        (StatusCode::SERVICE_UNAVAILABLE, "the database does not answer\n".to_owned())
    }
}
