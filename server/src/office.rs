//! Posts of the desk's quiet pages: an error is the same page again with what was typed, success leads back to it.

mod account;
mod accounts;
mod centre;
mod form;
mod hours;
mod people;
mod persons;
mod rooms;
mod services;
mod visits;
mod waiting;
mod workshops;

use axum::{
    Router,
    routing::{get, post},
};

use crate::application::AppState;

pub fn router() -> Router<AppState> {
    Router::new()
        .route("/staff/hours/change", post(hours::change))
        .route("/staff/account/language", post(account::set_language))
        .route("/staff/account/password", post(account::change_password))
        .route("/staff/account/browser/end", post(account::end_browser))
        .route("/staff/account/browsers/end", post(account::end_browsers))
        .route("/staff/account/second-factor", post(account::set_factor))
        .route("/staff/account/second-factor/end", post(account::end_factor))
        .route("/staff/accounts", post(accounts::invite))
        .route("/staff/accounts/second-factor", post(accounts::require_factor))
        .route("/staff/accounts/{id}/roles", post(accounts::set_roles))
        .route("/staff/accounts/{id}/password-link", post(accounts::new_password_link))
        .route("/staff/accounts/{id}/sign-out", post(accounts::sign_out))
        .route("/staff/accounts/{id}/second-factor/end", post(accounts::end_factor))
        .route("/staff/centre", post(centre::save))
        .route("/staff/audit/export.csv", get(centre::export_audit))
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
        .route("/staff/visits/{id}/person", post(persons::correct))
        .route("/staff/visits/{id}/link", post(persons::renew_link))
        .route("/staff/visits/{id}/link/end", post(persons::end_link))
        .route("/staff/visits/{id}/export", post(persons::export))
        .route("/staff/visits/{id}/erasure", post(persons::erase))
        .route("/staff/visits/{id}/approval", post(visits::approve))
        .route("/staff/visits/{id}/cancellation", post(visits::cancel))
        .route("/staff/visits/{id}/second-party", post(visits::add_second_party))
        .route("/staff/visits/{id}/time", post(visits::move_it))
}
