use leptos::prelude::*;
use leptos_router::{
    Lazy, SsrMode,
    components::{ParentRoute, Route, Router, Routes},
    path,
};

use super::in_desk::InDesk;
use crate::desk::{BoardPage, CALLER, FIND, Lazily, WEEK};
#[cfg(feature = "ssr")]
use crate::{
    desk::{ChoosePassword, SecondStep, Setup, SignIn},
    office::{
        AccountOfPage, AccountPage, AccountsPage, ArticleEditorPage, ArticleFatePage, ArticlesDeskPage, AuditPage,
        CancelWorkshopPage, CentreHelpPage, CentreHoursPage, CentrePage, CentreWordsPage, ExportsPage, FactorPage,
        FiguresPage, LikelyPage, MessagePage, MessagesPage, MonthPage, NewServicePage, OtherFilePage, PageEditorPage,
        PagesPage, PairPage, PeoplePage, PersonFilePage, PersonPage, PictureOfPage, PicturesPage, ReportPage,
        RoomHoursPage, RoomPage, RoomsPage, SeasonPage, ServicePage, ServicesPage, SlipPage, StaffHoursPage, TasksPage,
        TouchedPage, UnsentPage, VisitPage, VisitPersonPage, WaitingNewPage, WaitingPage, WorkshopPage, WorkshopsPage,
    },
    site::{Lost, drawn},
};

/// Everything of the staff. Each page asks who is reading.
#[cfg(feature = "ssr")]
#[component]
pub fn StaffDesk() -> impl IntoView {
    leptos_meta::provide_meta_context();
    view! {
        <Router>
            <Routes fallback=drawn(Lost)>
                <ParentRoute path=path!("/staff") view=InDesk ssr=SsrMode::Async>
                    <Route path=path!("") view=BoardPage ssr=SsrMode::Async />
                    <Route path=path!("day/:day") view=BoardPage ssr=SsrMode::Async />
                    <Route path=path!("week") view={Lazy::<Lazily<WEEK>>::new()} ssr=SsrMode::Async />
                    <Route path=path!("week/:day") view={Lazy::<Lazily<WEEK>>::new()} ssr=SsrMode::Async />
                    <Route path=path!("book") view={Lazy::<Lazily<CALLER>>::new()} ssr=SsrMode::Async />
                    <Route path=path!("find") view={Lazy::<Lazily<FIND>>::new()} ssr=SsrMode::Async />
                    <Route path=path!("month") view=drawn(MonthPage) ssr=SsrMode::Async />
                    <Route path=path!("month/:month") view=drawn(MonthPage) ssr=SsrMode::Async />
                    <Route path=path!("sign-in") view=drawn(SignIn) ssr=SsrMode::Async />
                    <Route path=path!("sign-in/code") view=drawn(SecondStep) ssr=SsrMode::Async />
                    <Route path=path!("setup/:link") view=drawn(Setup) ssr=SsrMode::Async />
                    <Route path=path!("password/:link") view=drawn(ChoosePassword) ssr=SsrMode::Async />
                    <Route path=path!("account") view=drawn(AccountPage) ssr=SsrMode::Async />
                    <Route path=path!("account/second-factor") view=drawn(FactorPage) ssr=SsrMode::Async />
                    <Route path=path!("accounts") view=drawn(AccountsPage) ssr=SsrMode::Async />
                    <Route path=path!("accounts/:id") view=drawn(AccountOfPage) ssr=SsrMode::Async />
                    <Route path=path!("audit") view=drawn(AuditPage) ssr=SsrMode::Async />
                    <Route path=path!("centre") view=drawn(CentrePage) ssr=SsrMode::Async />
                    <Route path=path!("centre/words") view=drawn(CentreWordsPage) ssr=SsrMode::Async />
                    <Route path=path!("centre/help") view=drawn(CentreHelpPage) ssr=SsrMode::Async />
                    <Route path=path!("centre/messages") view=drawn(MessagesPage) ssr=SsrMode::Async />
                    <Route path=path!("centre/messages/:template") view=drawn(MessagePage) ssr=SsrMode::Async />
                    <Route path=path!("pages") view=drawn(PagesPage) ssr=SsrMode::Async />
                    <Route path=path!("pages/:page/:language") view=drawn(PageEditorPage) ssr=SsrMode::Async />
                    <Route path=path!("articles") view=drawn(ArticlesDeskPage) ssr=SsrMode::Async />
                    <Route path=path!("pictures") view=drawn(PicturesPage) ssr=SsrMode::Async />
                    <Route path=path!("pictures/:name") view=drawn(PictureOfPage) ssr=SsrMode::Async />
                    <Route path=path!("articles/:slug") view=drawn(ArticleFatePage) ssr=SsrMode::Async />
                    <Route path=path!("articles/:slug/:language") view=drawn(ArticleEditorPage) ssr=SsrMode::Async />
                    <Route path=path!("figures") view=drawn(FiguresPage) ssr=SsrMode::Async />
                    <Route path=path!("figures/report") view=drawn(ReportPage) ssr=SsrMode::Async />
                    <Route path=path!("exports") view=drawn(ExportsPage) ssr=SsrMode::Async />
                    <Route path=path!("hours") view=drawn(CentreHoursPage) ssr=SsrMode::Async />
                    <Route path=path!("hours/change") view=drawn(TouchedPage) ssr=SsrMode::Async />
                    <Route path=path!("hours/season/:id") view=drawn(SeasonPage) ssr=SsrMode::Async />
                    <Route path=path!("hours/staff/:id") view=drawn(StaffHoursPage) ssr=SsrMode::Async />
                    <Route path=path!("hours/room/:id") view=drawn(RoomHoursPage) ssr=SsrMode::Async />
                    <Route path=path!("waiting") view=drawn(WaitingPage) ssr=SsrMode::Async />
                    <Route path=path!("waiting/new") view=drawn(WaitingNewPage) ssr=SsrMode::Async />
                    <Route path=path!("services") view=drawn(ServicesPage) ssr=SsrMode::Async />
                    <Route path=path!("services/new") view=drawn(NewServicePage) ssr=SsrMode::Async />
                    <Route path=path!("services/:slug") view=drawn(ServicePage) ssr=SsrMode::Async />
                    <Route path=path!("workshops") view=drawn(WorkshopsPage) ssr=SsrMode::Async />
                    <Route path=path!("workshops/:id") view=drawn(WorkshopPage) ssr=SsrMode::Async />
                    <Route path=path!("workshops/:id/cancellation") view=drawn(CancelWorkshopPage) ssr=SsrMode::Async />
                    <Route path=path!("rooms") view=drawn(RoomsPage) ssr=SsrMode::Async />
                    <Route path=path!("rooms/:id") view=drawn(RoomPage) ssr=SsrMode::Async />
                    <Route path=path!("people") view=drawn(PeoplePage) ssr=SsrMode::Async />
                    <Route path=path!("people/:id") view=drawn(PersonPage) ssr=SsrMode::Async />
                    <Route path=path!("persons/likely") view=drawn(LikelyPage) ssr=SsrMode::Async />
                    <Route path=path!("persons/:id") view=drawn(PersonFilePage) ssr=SsrMode::Async />
                    <Route path=path!("persons/:id/same") view=drawn(OtherFilePage) ssr=SsrMode::Async />
                    <Route path=path!("persons/:id/same/:other") view=drawn(PairPage) ssr=SsrMode::Async />
                    <Route path=path!("tasks") view=drawn(TasksPage) ssr=SsrMode::Async />
                    <Route path=path!("unsent") view=drawn(UnsentPage) ssr=SsrMode::Async />
                    <Route path=path!("visits/:id") view=drawn(VisitPage) ssr=SsrMode::Async />
                    <Route path=path!("visits/:id/slip") view=drawn(SlipPage) ssr=SsrMode::Async />
                    <Route path=path!("visits/:id/person") view=drawn(VisitPersonPage) ssr=SsrMode::Async />
                </ParentRoute>
            </Routes>
        </Router>
    }
}

/// The same as the client knows it: the screens that are alive, and the place of every page that the server draws.
#[cfg(feature = "hydrate")]
#[component]
pub fn StaffDesk() -> impl IntoView {
    use crate::{browser::progress::set_routing, site::Drawn};

    view! {
        <Router set_is_routing=set_routing()>
            <Routes fallback=Drawn>
                <ParentRoute path=path!("/staff") view=InDesk ssr=SsrMode::Async>
                    <Route path=path!("") view=BoardPage ssr=SsrMode::Async />
                    <Route path=path!("day/:day") view=BoardPage ssr=SsrMode::Async />
                    <Route path=path!("week") view={Lazy::<Lazily<WEEK>>::new()} ssr=SsrMode::Async />
                    <Route path=path!("week/:day") view={Lazy::<Lazily<WEEK>>::new()} ssr=SsrMode::Async />
                    <Route path=path!("book") view={Lazy::<Lazily<CALLER>>::new()} ssr=SsrMode::Async />
                    <Route path=path!("find") view={Lazy::<Lazily<FIND>>::new()} ssr=SsrMode::Async />
                    <Route path=path!("*page") view=Drawn ssr=SsrMode::Async />
                </ParentRoute>
            </Routes>
        </Router>
    }
}
