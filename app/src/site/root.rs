use leptos::prelude::*;
use leptos_router::{
    Lazy, SsrMode,
    components::{ParentRoute, Route, Router, Routes},
    path,
};

use super::in_language::InLanguage;
use crate::booking::{Lazily, WHAT, WHEN, WHO};
#[cfg(feature = "ssr")]
use crate::{
    booking::Done,
    manage::{Cancel, Contact, Link, Move, Proof, Show},
    site::{
        articles::{ArticlePage, ArticlesPage},
        drawn::drawn,
        home::Home,
        lost::Lost,
        page::ContentPage,
        search::SearchPage,
    },
    waiting::{Join, Joined, Leave, Offer},
};

/// Everything public. Every page is complete HTML before it leaves the server.
#[cfg(feature = "ssr")]
#[component]
pub fn PublicSite() -> impl IntoView {
    leptos_meta::provide_meta_context();
    view! {
        <Router>
            <Routes fallback=drawn(Lost)>
                <ParentRoute path=path!("/:locale") view=InLanguage ssr=SsrMode::Async>
                    <Route path=path!("book") view={Lazy::<Lazily<WHAT>>::new()} ssr=SsrMode::Async />
                    <Route path=path!("book/times") view={Lazy::<Lazily<WHEN>>::new()} ssr=SsrMode::Async />
                    <Route path=path!("book/details") view={Lazy::<Lazily<WHO>>::new()} ssr=SsrMode::Async />
                    <Route path=path!("") view=drawn(Home) ssr=SsrMode::Async />
                    <Route path=path!("booked") view=drawn(Done) ssr=SsrMode::Async />
                    <Route path=path!("appointment") view=drawn(Show) ssr=SsrMode::Async />
                    <Route path=path!("appointment/cancellation") view=drawn(Cancel) ssr=SsrMode::Async />
                    <Route path=path!("appointment/contact") view=drawn(Contact) ssr=SsrMode::Async />
                    <Route path=path!("appointment/link") view=drawn(Link) ssr=SsrMode::Async />
                    <Route path=path!("appointment/move") view=drawn(Move) ssr=SsrMode::Async />
                    <Route path=path!("appointment/:link") view=drawn(Proof) ssr=SsrMode::Async />
                    <Route path=path!("waiting") view=drawn(Join) ssr=SsrMode::Async />
                    <Route path=path!("waiting/joined") view=drawn(Joined) ssr=SsrMode::Async />
                    <Route path=path!("waiting/:link") view=drawn(Leave) ssr=SsrMode::Async />
                    <Route path=path!("offer/:link") view=drawn(Offer) ssr=SsrMode::Async />
                    <Route path=path!("articles") view=drawn(ArticlesPage) ssr=SsrMode::Async />
                    <Route path=path!("articles/:slug") view=drawn(ArticlePage) ssr=SsrMode::Async />
                    <Route path=path!("search") view=drawn(SearchPage) ssr=SsrMode::Async />
                    <Route path=path!(":page") view=drawn(ContentPage) ssr=SsrMode::Async />
                </ParentRoute>
            </Routes>
        </Router>
    }
}

/// The same as the client knows it: the screens of booking, and the place of every page that the server draws.
#[cfg(feature = "hydrate")]
#[component]
pub fn PublicSite() -> impl IntoView {
    use super::drawn::Drawn;

    view! {
        <Router set_is_routing=crate::browser::progress::set_routing()>
            <Routes fallback=Drawn>
                <ParentRoute path=path!("/:locale") view=InLanguage ssr=SsrMode::Async>
                    <Route path=path!("book") view={Lazy::<Lazily<WHAT>>::new()} ssr=SsrMode::Async />
                    <Route path=path!("book/times") view={Lazy::<Lazily<WHEN>>::new()} ssr=SsrMode::Async />
                    <Route path=path!("book/details") view={Lazy::<Lazily<WHO>>::new()} ssr=SsrMode::Async />
                    <Route path=path!("*page") view=Drawn ssr=SsrMode::Async />
                </ParentRoute>
            </Routes>
        </Router>
    }
}
