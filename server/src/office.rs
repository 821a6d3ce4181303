//! Posts of the desk's quiet pages: an error is the same page again with what was typed, success leads back to it.

mod account;
mod form;
mod hours;
mod visits;
mod waiting;

use axum::{Router, routing::post};

use crate::application::AppState;

pub fn router() -> Router<AppState> {
    Router::new()
        .route("/staff/hours/change", post(hours::change))
        .route("/staff/account/feed", post(account::renew_feed))
        .route("/staff/account/feed/end", post(account::end_feed))
        .route("/staff/waiting/new", post(waiting::add))
        .route("/staff/waiting/{id}/offer", post(waiting::offer))
        .route("/staff/waiting/{id}/offer/withdrawal", post(waiting::withdraw))
        .route("/staff/waiting/{id}/departure", post(waiting::remove))
        .route("/staff/visits/{id}/approval", post(visits::approve))
        .route("/staff/visits/{id}/cancellation", post(visits::cancel))
        .route("/staff/visits/{id}/second-party", post(visits::add_second_party))
        .route("/staff/visits/{id}/time", post(visits::move_it))
}
