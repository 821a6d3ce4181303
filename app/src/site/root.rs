use leptos::prelude::*;
use leptos_meta::provide_meta_context;
use leptos_router::{
    SsrMode,
    components::{ParentRoute, Route, Router, Routes},
    path,
};

use super::{home::Home, in_language::InLanguage, lost::Lost, page::ContentPage};
use crate::{
    booking::Done,
    manage::{Cancel, Contact, Link, Move, Proof, Show},
    waiting::{Join, Joined, Leave, Offer},
};

/// The public site but for the booking flow. Every page is complete HTML before it leaves the server, and stays so.
#[component]
pub fn PublicSite() -> impl IntoView {
    provide_meta_context();
    view! {
        <Router>
            <Routes fallback=Lost>
                <ParentRoute path=path!("/:locale") view=InLanguage ssr=SsrMode::Async>
                    <Route path=path!("") view=Home ssr=SsrMode::Async />
                    <Route path=path!("booked") view=Done ssr=SsrMode::Async />
                    <Route path=path!("appointment") view=Show ssr=SsrMode::Async />
                    <Route path=path!("appointment/cancellation") view=Cancel ssr=SsrMode::Async />
                    <Route path=path!("appointment/contact") view=Contact ssr=SsrMode::Async />
                    <Route path=path!("appointment/link") view=Link ssr=SsrMode::Async />
                    <Route path=path!("appointment/move") view=Move ssr=SsrMode::Async />
                    <Route path=path!("appointment/:link") view=Proof ssr=SsrMode::Async />
                    <Route path=path!("waiting") view=Join ssr=SsrMode::Async />
                    <Route path=path!("waiting/joined") view=Joined ssr=SsrMode::Async />
                    <Route path=path!("waiting/:link") view=Leave ssr=SsrMode::Async />
                    <Route path=path!("offer/:link") view=Offer ssr=SsrMode::Async />
                    <Route path=path!(":page") view=ContentPage ssr=SsrMode::Async />
                </ParentRoute>
            </Routes>
        </Router>
    }
}
