use leptos::prelude::*;
use leptos_meta::provide_meta_context;
use leptos_router::{
    SsrMode,
    components::{Route, Router, Routes},
    path,
};

use super::{
    account::{AccountPage, FactorPage},
    accounts::{AccountOfPage, AccountsPage},
    audit::AuditPage,
    centre::CentrePage,
    hours::{CentreHoursPage, RoomHoursPage, SeasonPage, StaffHoursPage, TouchedPage},
    people::{PeoplePage, PersonPage},
    rooms::{RoomPage, RoomsPage},
    services::{NewServicePage, ServicePage, ServicesPage},
    unsent::UnsentPage,
    visit::{VisitPage, VisitPersonPage},
    waiting::{WaitingNewPage, WaitingPage},
    workshops::{CancelWorkshopPage, WorkshopPage, WorkshopsPage},
};
use crate::site::Lost;

/// The quiet pages of the desk.
#[component]
pub fn StaffOffice() -> impl IntoView {
    provide_meta_context();
    view! {
        <Router base="/staff">
            <Routes fallback=Lost>
                <Route path=path!("account") view=AccountPage ssr=SsrMode::Async />
                <Route path=path!("account/second-factor") view=FactorPage ssr=SsrMode::Async />
                <Route path=path!("accounts") view=AccountsPage ssr=SsrMode::Async />
                <Route path=path!("accounts/:id") view=AccountOfPage ssr=SsrMode::Async />
                <Route path=path!("audit") view=AuditPage ssr=SsrMode::Async />
                <Route path=path!("centre") view=CentrePage ssr=SsrMode::Async />
                <Route path=path!("hours") view=CentreHoursPage ssr=SsrMode::Async />
                <Route path=path!("hours/change") view=TouchedPage ssr=SsrMode::Async />
                <Route path=path!("hours/season/:id") view=SeasonPage ssr=SsrMode::Async />
                <Route path=path!("hours/staff/:id") view=StaffHoursPage ssr=SsrMode::Async />
                <Route path=path!("hours/room/:id") view=RoomHoursPage ssr=SsrMode::Async />
                <Route path=path!("waiting") view=WaitingPage ssr=SsrMode::Async />
                <Route path=path!("waiting/new") view=WaitingNewPage ssr=SsrMode::Async />
                <Route path=path!("services") view=ServicesPage ssr=SsrMode::Async />
                <Route path=path!("services/new") view=NewServicePage ssr=SsrMode::Async />
                <Route path=path!("services/:slug") view=ServicePage ssr=SsrMode::Async />
                <Route path=path!("workshops") view=WorkshopsPage ssr=SsrMode::Async />
                <Route path=path!("workshops/:id") view=WorkshopPage ssr=SsrMode::Async />
                <Route path=path!("workshops/:id/cancellation") view=CancelWorkshopPage ssr=SsrMode::Async />
                <Route path=path!("rooms") view=RoomsPage ssr=SsrMode::Async />
                <Route path=path!("rooms/:id") view=RoomPage ssr=SsrMode::Async />
                <Route path=path!("people") view=PeoplePage ssr=SsrMode::Async />
                <Route path=path!("people/:id") view=PersonPage ssr=SsrMode::Async />
                <Route path=path!("unsent") view=UnsentPage ssr=SsrMode::Async />
                <Route path=path!("visits/:id") view=VisitPage ssr=SsrMode::Async />
                <Route path=path!("visits/:id/person") view=VisitPersonPage ssr=SsrMode::Async />
            </Routes>
        </Router>
    }
}
