//! What a supervisor asks: is the program alive, can it answer.

use axum::http::StatusCode;

use crate::at::At;

pub async fn alive() -> &'static str {
    "alive\n"
}

pub async fn ready(At(state): At) -> (StatusCode, String) {
    let store = &state.here.store;
    if store.answers().await {
        (StatusCode::OK, format!("ready\n{}\n", store.zone_data()))
    } else {
        (StatusCode::SERVICE_UNAVAILABLE, "the database does not answer\n".to_owned())
    }
}
