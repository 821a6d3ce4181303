use leptos::prelude::*;
use leptos_meta::provide_meta_context;
use leptos_router::{
    SsrMode,
    components::{ParentRoute, Route, Router, Routes},
    path,
};

use super::{What, When, Who};
use crate::site::{InLanguage, Lost};

/// The three screens of booking: the only public pages that a client wakes, so they are a root of their own.
#[component]
pub fn BookingFlow() -> impl IntoView {
    provide_meta_context();
    view! {
        <Router>
            <Routes fallback=Lost>
                <ParentRoute path=path!("/:locale/book") view=InLanguage ssr=SsrMode::Async>
                    <Route path=path!("") view=What ssr=SsrMode::Async />
                    <Route path=path!("times") view=When ssr=SsrMode::Async />
                    <Route path=path!("details") view=Who ssr=SsrMode::Async />
                </ParentRoute>
            </Routes>
        </Router>
    }
}
