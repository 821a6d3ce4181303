//! Posts of the desk's quiet pages: an error is the same page again with what was typed, success leads back to it.

mod account;
mod form;
mod hours;
mod people;
mod rooms;
mod services;
mod visits;
mod waiting;
mod workshops;

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
        .route("/staff/waiting/{id}/offer/acceptance", post(waiting::accept))
        .route("/staff/waiting/{id}/departure", post(waiting::remove))
        .route("/staff/services/new", post(services::add))
        .route("/staff/services/{slug}", post(services::save))
        .route("/staff/workshops", post(workshops::set_up))
        .route("/staff/workshops/{id}/cancellation", post(workshops::cancel))
        .route("/staff/rooms", post(rooms::add))
        .route("/staff/rooms/{id}", post(rooms::save))
        .route("/staff/rooms/{id}/retirement", post(rooms::retire))
        .route("/staff/rooms/{id}/return", post(rooms::reopen))
        .route("/staff/people/{id}", post(people::save))
        .route("/staff/visits/{id}/approval", post(visits::approve))
        .route("/staff/visits/{id}/cancellation", post(visits::cancel))
        .route("/staff/visits/{id}/second-party", post(visits::add_second_party))
        .route("/staff/visits/{id}/time", post(visits::move_it))
}
