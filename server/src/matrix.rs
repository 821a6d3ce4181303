//! Who may do what, over every route and server function that there is: a new one without a rule here fails the test.

use std::collections::BTreeMap;

use app::{PublicSite, staff::StaffDesk};
use axum::{
    Router,
    body::Body,
    http::{Method, Request, StatusCode, header},
};
use domain::access::{Role, Verb, may};
use leptos_axum::generate_route_list;
use store::{Actor, Centre, Store};
use tower::ServiceExt;

use crate::{
    application::{router, written_by_hand},
    fixture, now,
};

/// Who gets further than being asked who they are.
#[derive(Clone, Copy)]
enum Rule {
    /// Anybody: there is nothing to see without a secret that only one person has.
    Anybody,
    /// Whoever works here.
    Staff,
    /// Whoever works here and may do this.
    May(Verb),
    /// Whoever works here and may do one of these.
    MayEither(Verb, Verb),
}

/// The rule of a route, by its method and how its pattern begins.
fn rule_of(method: &Method, path: &str) -> Option<Rule> {
    use Rule::{Anybody, May, MayEither, Staff};
    let (get, post) = (method == Method::GET, method == Method::POST);
    let rule = match path {
        "/staff/sign-in"
        | "/staff/unsent"
        | "/staff/sign-in/code"
        | "/staff/sign-out"
        | "/staff/sign-out/everywhere" => Anybody,
        "/staff/api/setup-link" | "/staff/api/password-link" | "/staff/api/signed-in" => Anybody,
        // Leads to the day that was asked for, and says nothing of it.
        "/staff/day" => Anybody,
        // What is open is judged thing by thing; without one there is nothing to judge.
        "/staff/live" | "/staff/editing" => Staff,
        "/staff/book"
        | "/staff/api/caller-offer"
        | "/staff/api/caller-person"
        | "/staff/api/booking-of-caller"
        | "/staff/api/book-for-caller" => May(Verb::BookForCaller),
        "/staff/api/board" => Staff,
        "/staff/find" | "/staff/api/people" => May(Verb::SeeBoard),
        "/staff/month" | "/staff/month/{month}" => May(Verb::OpenVisit),
        "/staff/week" | "/staff/week/{day}" | "/staff/api/week" => MayEither(Verb::SeeBoard, Verb::SeeOwnVisits),
        "/staff/api/set-status" | "/staff/api/undo" | "/staff/api/ground" | "/staff/api/place" => {
            MayEither(Verb::MoveAnyVisit, Verb::MoveOwnVisit)
        }
        "/staff/audit/export.csv" | "/staff/audit" if get => May(Verb::SeeAudit),
        path if path.starts_with("/staff/persons/") || path.starts_with("/staff/merges/") => May(Verb::KeepPeople),
        path if path.starts_with("/staff/figures") || path.starts_with("/staff/exports") => May(Verb::SeeFigures),
        path if path.starts_with("/staff/centre") => May(Verb::ManageCentre),
        path if ["/staff/pages", "/staff/articles", "/staff/pictures", "/staff/recordings"]
            .iter()
            .any(|begin| path.starts_with(begin)) =>
        {
            May(Verb::WritePages)
        }
        "/staff/waiting/new" | "/staff/waiting" => May(Verb::ManageWaiting),
        path if path.starts_with("/staff/setup/") || path.starts_with("/staff/password/") => Anybody,
        path if path.starts_with("/staff/accounts") => May(Verb::ManageAccounts),
        path if path.starts_with("/staff/account") => May(Verb::SeeOwnAccount),
        path if path.starts_with("/staff/hours") => May(Verb::ManageHours),
        path if path.starts_with("/staff/tasks") => May(Verb::KeepTasks),
        path if path.starts_with("/staff/rooms") || path.starts_with("/staff/people") => May(Verb::ManageHours),
        path if path.starts_with("/staff/services") => May(Verb::ManageServices),
        path if path.starts_with("/staff/workshops") => May(Verb::ManageWorkshops),
        path if path.starts_with("/staff/waiting/") => May(Verb::ManageWaiting),
        "/staff/visits/{id}/status" | "/staff/visits/{id}/undo" if post => {
            MayEither(Verb::MoveAnyVisit, Verb::MoveOwnVisit)
        }
        "/staff/visits/{id}/second-party" => May(Verb::BookForCaller),
        path if get && path.ends_with("/person") => May(Verb::KeepPeople),
        path if ["person", "link", "link/end", "export", "erasure"]
            .iter()
            .any(|verb| path == format!("/staff/visits/{{id}}/{verb}")) =>
        {
            May(Verb::KeepPeople)
        }
        path if path.starts_with("/staff/visits/") => May(Verb::OpenVisit),
        "/staff" | "/staff/" | "/staff/day/{day}" => Staff,
        path if path.starts_with("/staff") => return None,
        _ => Anybody,
    };
    Some(rule)
}

impl Rule {
    fn lets(self, roles: &[Role]) -> bool {
        match self {
            Self::Anybody => true,
            Self::Staff => !roles.is_empty(),
            Self::May(verb) => may(roles, verb),
            Self::MayEither(one, other) => may(roles, one) || may(roles, other),
        }
    }
}

/// Somebody who asks: their cookie, and the roles that they have here.
struct Person {
    name: &'static str,
    cookie: Option<String>,
    roles: Vec<Role>,
}
async fn people(store: &Store, here: &Centre, there: &Centre) -> Vec<Person> {
    let mut people = vec![Person { name: "nobody", cookie: None, roles: Vec::new() }];
    for (name, roles) in [
        ("administrator", vec![Role::Administrator]),
        ("reception", vec![Role::Reception]),
        ("mediator", vec![Role::Mediator]),
        ("editor", vec![Role::Editor]),
        ("administrator and reception", vec![Role::Administrator, Role::Reception]),
    ] {
        let id = fixture::hire(store, here, &format!("{}@example.com", name.replace(' ', "-")), &roles).await;
        people.push(Person { name, cookie: fixture::enter(store, here, id).await, roles });
    }
    let id = fixture::hire(store, there, "elsewhere@example.com", &Role::ALL).await;
    people.push(Person {
        name: "somebody of another centre",
        cookie: fixture::enter(store, there, id).await,
        roles: vec![],
    });
    let id = fixture::hire(store, here, "gone@example.com", &[Role::Reception]).await;
    let cookie = fixture::enter(store, here, id).await;
    store.set_roles(here, id, &[], Actor::Shell, now().as_second()).await.unwrap();
    people.push(Person { name: "somebody who has left", cookie, roles: vec![] });
    people
}

/// Every method and pattern of the program.
fn everything() -> Vec<(Method, String)> {
    let pages = [generate_route_list(PublicSite), generate_route_list(StaffDesk)];
    let pages = pages.concat().into_iter().map(|page| (Method::GET, page.path().to_owned()));
    let (_, by_hand) = written_by_hand().into_parts();
    let by_hand = by_hand.into_iter().map(|(method, path)| (method, path.to_owned()));
    let functions = leptos::server_fn::axum::server_fn_paths().map(|(path, method)| (method, path.to_owned()));
    let mut all: Vec<_> = pages.chain(by_hand).chain(functions).collect();
    all.sort_by(|a, b| (a.1.as_str(), a.0.as_str()).cmp(&(b.1.as_str(), b.0.as_str())));
    all.dedup();
    all
}

async fn ask(router: &Router, (method, path): (&Method, &str), visit: &str, person: &Person) -> StatusCode {
    let to_stay = path.starts_with("/staff/sign-out");
    // Enough for every form and every question to be read.
    let said = format!(
        "version=1&hold=x&status=arrived&language=fr&id={visit}&link={}&day=&choice[service]=information-meeting\
         &choice[mode]=in_person&choice[with]=&choice[speaks]=&service=information-meeting&start=2030-01-01T09:00&from=\
         &typed=ab&with=&first=2026-11-26&last=2026-11-26&minutes=60&staff=1&room=&reason=\
         &form[service]=information-meeting",
        "0".repeat(64)
    );
    let (path, body) = if *method == Method::POST {
        (path.to_owned(), Body::from(said))
    } else if path.contains("/api/") {
        (format!("{path}?{said}"), Body::empty())
    } else {
        (path.to_owned(), Body::empty())
    };
    let mut request = Request::builder()
        .method(method)
        .uri(path)
        .header(header::HOST, "fes.example.ma")
        .header("sec-fetch-site", "same-origin")
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
    if let Some(cookie) = &person.cookie {
        request = request.header(header::COOKIE, cookie);
    }
    let response = router.clone().oneshot(request.body(body).unwrap()).await.unwrap();
    let to_sign_in = response.headers().get(header::LOCATION).is_some_and(|to| to == "/staff/sign-in");
    // Signing out leads there, too, for whoever was in.
    if to_sign_in && !to_stay { StatusCode::UNAUTHORIZED } else { response.status() }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_route_lets_in_whom_it_should_and_nobody_else() {
    let (store, _folder) = fixture::database("matrix").await;
    let there = store.add_centre("meknes", "meknes.example.ma", now()).await.unwrap();
    let fes = store.centres().await.unwrap().remove(0);
    let people = people(&store, &fes, &there).await;
    let visit = fixture::book(&store, &fes).await.0;
    let router = router(fixture::state(&store, vec![fes, there]));
    let all = everything();
    assert!(all.len() > 90, "only {} routes were found", all.len());
    let mut wrong = BTreeMap::new();
    for (method, pattern) in &all {
        let Some(rule) = rule_of(method, pattern) else {
            wrong.insert(format!("{method} {pattern}"), "has no rule".to_owned());
            continue;
        };
        // Signing out would end the sessions that the others ask with.
        if pattern.starts_with("/staff/sign-out") || pattern == "/staff/accounts/{id}/sign-out" {
            continue;
        }
        let path = fill(pattern, &visit);
        for person in &people {
            let status = ask(&router, (method, &path), &visit, person).await;
            let refused = matches!(status, StatusCode::UNAUTHORIZED | StatusCode::FORBIDDEN);
            if refused == rule.lets(&person.roles) || status.is_server_error() {
                wrong.insert(format!("{method} {pattern}"), format!("answers {} with {status}", person.name));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// A path of a pattern, about things that are there where that can be.
fn fill(pattern: &str, visit: &str) -> String {
    let of_visit = pattern.contains("/visits/");
    let parts = pattern.split('/').map(|part| match part.trim_matches(['{', '}', ':']) {
        _ if !part.starts_with(['{', ':']) => part.to_owned(),
        "locale" => "fr".to_owned(),
        "id" if of_visit => visit.to_owned(),
        "id" if pattern.contains("/waiting/") || pattern.contains("/workshops/") => uuid::Uuid::nil().to_string(),
        "id" => "1".to_owned(),
        "day" => "2026-11-26".to_owned(),
        "month" => "2026-11".to_owned(),
        "slug" => "information-meeting".to_owned(),
        "link" | "secret" => "0".repeat(64),
        "page" => "contact".to_owned(),
        "language" => "fr".to_owned(),
        "template" => "booked".to_owned(),
        _ => part.to_owned(),
    });
    parts.collect::<Vec<_>>().join("/")
}
