//! Posts of the desk's quiet pages: an error is the same page again with what was typed, success leads back to it.

mod account;
mod accounts;
mod articles;
pub mod centre;
mod centre_words;
mod editing;
pub mod exports;
pub mod figures;
pub mod form;
mod hours;
mod messages;
mod pages;
mod people;
mod persons;
mod rooms;
mod same;
mod services;
pub mod sheets;
mod tasks;
mod visits;
mod waiting;
mod workshops;

use crate::routes::Routes;

pub fn routes() -> Routes {
    Routes::default()
        .post("/staff/editing", editing::hear)
        .post("/staff/hours/change", hours::change)
        .post("/staff/account/look", account::set_look)
        .post("/staff/account/password", account::change_password)
        .post("/staff/account/browser/end", account::end_browser)
        .post("/staff/account/browsers/end", account::end_browsers)
        .post("/staff/account/second-factor", account::set_factor)
        .post("/staff/account/second-factor/end", account::end_factor)
        .post("/staff/accounts", accounts::invite)
        .post("/staff/accounts/second-factor", accounts::require_factor)
        .post("/staff/accounts/{id}/roles", accounts::set_roles)
        .post("/staff/accounts/{id}/password-link", accounts::new_password_link)
        .post("/staff/accounts/{id}/sign-out", accounts::sign_out)
        .post("/staff/accounts/{id}/second-factor/end", accounts::end_factor)
        .post("/staff/centre", centre::save)
        .post("/staff/centre/words", centre_words::save_words)
        .post("/staff/centre/help", centre_words::save_help)
        .post("/staff/centre/messages/{template}", messages::save)
        .post("/staff/pages/{page}/{language}", pages::save)
        .post("/staff/articles", articles::add)
        .post("/staff/articles/{slug}", articles::change)
        .post("/staff/articles/{slug}/{language}", articles::save)
        .get("/staff/audit/export.csv", centre::export_audit)
        .get("/staff/figures/export.csv", figures::export_csv)
        .get("/staff/figures/export.xlsx", figures::export_xlsx)
        .get("/staff/figures/report.csv", figures::report_csv)
        .get("/staff/figures/report.xlsx", figures::report_xlsx)
        .post("/staff/exports", exports::ask)
        .get("/staff/exports/{id}", exports::fetch)
        .post("/staff/account/feed", account::renew_feed)
        .post("/staff/account/feed/end", account::end_feed)
        .post("/staff/waiting/new", waiting::add)
        .post("/staff/waiting/{id}/offer", waiting::offer)
        .post("/staff/waiting/{id}/offer/withdrawal", waiting::withdraw)
        .post("/staff/waiting/{id}/offer/acceptance", waiting::accept)
        .post("/staff/waiting/{id}/departure", waiting::remove)
        .post("/staff/services/new", services::add)
        .post("/staff/services/{slug}", services::save)
        .post("/staff/workshops", workshops::set_up)
        .post("/staff/workshops/{id}/cancellation", workshops::cancel)
        .post("/staff/rooms", rooms::add)
        .post("/staff/rooms/{id}", rooms::save)
        .post("/staff/rooms/{id}/retirement", rooms::retire)
        .post("/staff/rooms/{id}/return", rooms::reopen)
        .post("/staff/people/{id}", people::save)
        .post("/staff/persons/{id}/same/{other}", same::merge)
        .post("/staff/persons/{id}/apart/{other}", same::tell_apart)
        .post("/staff/persons/{id}/apart/{other}/end", same::untell_apart)
        .post("/staff/tasks", tasks::add)
        .post("/staff/tasks/{id}/end", tasks::end)
        .post("/staff/tasks/{id}/end/undo", tasks::reopen)
        .post("/staff/merges/{id}/end", same::end_merge)
        .post("/staff/visits/{id}/person", persons::correct)
        .post("/staff/visits/{id}/link", persons::renew_link)
        .post("/staff/visits/{id}/link/end", persons::end_link)
        .post("/staff/visits/{id}/export", persons::export)
        .post("/staff/visits/{id}/erasure", persons::erase)
        .post("/staff/visits/{id}/approval", visits::approve)
        .post("/staff/visits/{id}/cancellation", visits::cancel)
        .post("/staff/visits/{id}/second-party", visits::add_second_party)
        .post("/staff/visits/{id}/place", visits::place)
        .post("/staff/visits/{id}/time", visits::move_it)
}
