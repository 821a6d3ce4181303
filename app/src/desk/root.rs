use leptos::prelude::*;
use leptos_router::{
    SsrMode,
    components::{Route, Router, Routes},
    path,
};

use super::{
    board::BoardPage, caller::CallerPage, choose_password::ChoosePassword, second_step::SecondStep, setup::Setup,
    sign_in::SignIn,
};
use crate::site::Lost;

/// The desk. Everything it shows comes through server functions that ask who is reading.
#[component]
pub fn StaffDesk() -> impl IntoView {
    #[cfg(feature = "ssr")]
    leptos_meta::provide_meta_context();
    view! {
        <Router base="/staff">
            <Routes fallback=Lost>
                <Route path=path!("") view=BoardPage ssr=SsrMode::Async />
                <Route path=path!("day/:day") view=BoardPage ssr=SsrMode::Async />
                <Route path=path!("book") view=CallerPage ssr=SsrMode::Async />
                <Route path=path!("sign-in") view=SignIn ssr=SsrMode::Async />
                <Route path=path!("sign-in/code") view=SecondStep ssr=SsrMode::Async />
                <Route path=path!("setup/:link") view=Setup ssr=SsrMode::Async />
                <Route path=path!("password/:link") view=ChoosePassword ssr=SsrMode::Async />
            </Routes>
        </Router>
    }
}
