//! Posts of the desk: sign in and out, the first account, moving a card, booking for a caller.

mod accounts;
mod caller;
mod departure;
mod visits;

use crate::routes::Routes;

pub fn routes() -> Routes {
    Routes::default()
        .post("/staff/sign-in", accounts::sign_in)
        .post("/staff/sign-in/code", accounts::second_step)
        .post("/staff/password/{link}", accounts::choose_password)
        .post("/staff/sign-out", departure::sign_out)
        .post("/staff/sign-out/everywhere", departure::sign_out_everywhere)
        .post("/staff/setup/{link}", accounts::set_up)
        .get("/staff/day", visits::any_day)
        .post("/staff/visits/{id}/status", visits::set_status)
        .post("/staff/visits/{id}/undo", visits::undo)
        .post("/staff/book", caller::book)
}
