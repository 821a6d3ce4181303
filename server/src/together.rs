//! Two people at the same thing: they see each other, and the later to save sees what stands.

use axum::{
    Router,
    body::{Body, to_bytes},
    http::{Method, Request, StatusCode, header},
};
use domain::access::Role;
use store::{Actor, Centre, Store};
use tower::ServiceExt;

use crate::{application::router, fixture, now};

/// A browser of somebody.
struct Browser {
    router: Router,
    cookie: String,
}

impl Browser {
    async fn of(router: &Router, store: &Store, centre: &Centre, email: &str, roles: &[Role]) -> (Self, i64) {
        let id = fixture::hire(store, centre, email, roles).await;
        let cookie = fixture::enter(store, centre, id).await.unwrap();
        (Self { router: router.clone(), cookie }, id)
    }

    async fn ask(&self, method: Method, path: &str, said: &str) -> (StatusCode, String) {
        let request = Request::builder()
            .method(method)
            .uri(path)
            .header(header::HOST, "fes.example.ma")
            .header("sec-fetch-site", "same-origin")
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .header(header::COOKIE, &self.cookie);
        let answer = self.router.clone().oneshot(request.body(Body::from(said.to_owned())).unwrap()).await.unwrap();
        let status = answer.status();
        let body = to_bytes(answer.into_body(), usize::MAX).await.unwrap();
        (status, String::from_utf8_lossy(&body).into_owned())
    }

    async fn get(&self, path: &str) -> String {
        let (status, page) = self.ask(Method::GET, path, "").await;
        assert_eq!(status, StatusCode::OK, "{path}");
        page
    }

    async fn post(&self, path: &str, said: &str) -> (StatusCode, String) {
        self.ask(Method::POST, path, said).await
    }
}

/// What a page says of who else has the thing open.
fn said_in(page: &str) -> String {
    let (_, rest) =
        page.split_once("class=\"others\"").and_then(|(_, rest)| rest.split_once('>')).expect("the place for it");
    let (said, _) = rest.split_once("</p>").expect("its end");
    said.replace("<!>", "")
}

const BOTH: [Role; 2] = [Role::Administrator, Role::Reception];

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_later_sees_what_they_typed_beside_what_stands_and_may_save_then() {
    let (store, _folder) = fixture::database("clash").await;
    let fes = store.centres().await.unwrap().remove(0);
    let router = router(fixture::state(&store, vec![fes.clone()]));
    let (one, _) = Browser::of(&router, &store, &fes, "a@example.com", &BOTH).await;
    let (other, _) = Browser::of(&router, &store, &fes, "b@example.com", &BOTH).await;
    let id = store.add_room(&fes, ("Bleue", 3), Actor::Shell, now()).await.unwrap();
    let room = format!("/staff/rooms/{id}");
    let seen = |page: &str, edition: u32| page.contains(&format!("name=\"seen\" value=\"{edition}\""));
    assert!(seen(&one.get(&room).await, 0));
    let (status, _) = one.post(&room, "seen=0&name=Verte&capacity=3").await;
    assert_eq!(status, StatusCode::SEE_OTHER);
    // A mistake in the form does not make its sender see what was saved meanwhile.
    let (status, page) = other.post(&room, "seen=0&name=Jaune&capacity=x").await;
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(seen(&page, 0) && page.contains("Jaune"), "{page}");
    let (status, page) = other.post(&room, "seen=0&name=Jaune&capacity=3").await;
    assert_eq!(status, StatusCode::CONFLICT);
    assert!(page.contains("value=\"Jaune\"") && page.contains("Verte") && page.contains("Nadia"), "{page}");
    assert_eq!(page.matches("versions__value").count(), 1, "only what differs: {page}");
    assert!(seen(&page, 1));
    assert_eq!(store.rooms(&fes, now()).await.unwrap()[0].name, "Verte");
    let (status, _) = other.post(&room, "seen=1&name=Jaune&capacity=3").await;
    assert_eq!(status, StatusCode::SEE_OTHER);
    assert_eq!(store.rooms(&fes, now()).await.unwrap()[0].name, "Jaune");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_form_that_says_something_anew_answers_the_later_with_both() {
    let (store, _folder) = fixture::database("clashes").await;
    let fes = store.centres().await.unwrap().remove(0);
    let router = router(fixture::state(&store, vec![fes.clone()]));
    let (one, _) = Browser::of(&router, &store, &fes, "a@example.com", &BOTH).await;
    let (_, mediator) = Browser::of(&router, &store, &fes, "m@example.com", &[Role::Mediator]).await;
    let (visit, _) = fixture::book(&store, &fes).await;
    let season = "season_label=R&season_first=2030-01-01&season_last=2030-01-30&season_from1=09:00&season_to1=12:00";
    let (status, _) = one.post("/staff/hours/change", &format!("change=add_season&{season}")).await;
    assert_eq!(status, StatusCode::SEE_OTHER);
    let today = fes.zone.to_datetime(now()).date();
    let season_id = store.seasons(&fes, today).await.unwrap()[0].id;
    let whose = store::Resource::Staff(mediator);
    let opening = store.openings(&fes, whose, today).await.unwrap()[0].id;
    let room = store.add_room(&fes, ("Bleue", 3), Actor::Shell, now()).await.unwrap();
    store.propose_holidays(&fes, now()).await.unwrap();
    let days = (today.saturating_add(jiff::Span::new().days(300)), today.saturating_add(jiff::Span::new().days(400)));
    let holiday = store.holidays(&fes, days).await.unwrap().remove(0);
    let holiday = format!(
        "change=holiday&holiday={}&part={}&year={}&works=no&holiday_day={}-0",
        holiday.key.holiday.as_str(),
        holiday.key.part,
        holiday.key.year,
        today.saturating_add(jiff::Span::new().days(330)).strftime("%Y-%m")
    );
    let service = "name_ar=a&name_en=c&family=mediation&active=yes&minutes=45&before_minutes=0&buffer_minutes=0\
        &step_minutes=30&notice_minutes=1&horizon_days=60&change_limit_minutes=1&hold_minutes=60&seats=1&mediators=1\
        &parties=1&stagger_minutes=0&in_person=yes&name_fr=";
    let keeps = "keep_person=700&keep_waiting=90&keep_message=30&keep_event=30";
    let centre = format!("most_ahead=4&bookings_a_day=120&messages_a_day=8&{keeps}&message_countries=21");
    let forms = [
        ("/staff/centre/words".to_owned(), "name_fr=".to_owned()),
        ("/staff/centre/help".to_owned(), "number_1=19&ar_1=a&en_1=c&fr_1=Police".to_owned()),
        ("/staff/centre/messages/reminder".to_owned(), "restore=fr&text_fr=".to_owned()),
        ("/staff/pages/about/fr".to_owned(), "lead=Une&text=Du+texte&show=yes&title=A".to_owned()),
        ("/staff/services/social-guidance".to_owned(), service.to_owned()),
        ("/staff/centre".to_owned(), centre),
        (format!("/staff/people/{mediator}"), "speaks_ar=yes&gender=woman&speaks_fr=".to_owned()),
        (format!("/staff/accounts/{mediator}/roles"), "role_mediator=yes&role_reception=".to_owned()),
        ("/staff/accounts/second-factor".to_owned(), "role_mediator=".to_owned()),
        (
            format!("/staff/visits/{visit}/person"),
            "version=0&channel=mobile&mobile=0612345678&language=fr&name=A".into(),
        ),
        (
            "/staff/hours/change".to_owned(),
            format!(
                "change=change_season&id={season_id}&back=/staff/hours/season/{season_id}&{season}&season_from2=10:00&season_to2=1"
            ),
        ),
        (
            "/staff/hours/change".to_owned(),
            format!(
                "change=end_opening&whose=staff:{mediator}&back=/staff/hours/staff/{mediator}&id={opening}&end_day=2031-02-0"
            ),
        ),
        ("/staff/hours/change".to_owned(), holiday),
    ];
    let taken_away = [
        (format!("/staff/rooms/{room}/retirement"), String::new(), 1),
        ("/staff/hours/change".to_owned(), format!("change=remove_season&id={season_id}&"), 2),
    ];
    for (path, said) in forms {
        // The last field ends in another letter each time.
        let form = |seen: u32, end: &str| format!("seen={seen}&{said}{end}");
        let ends = match &said {
            said if said.ends_with("season_to2=1") => ["1:00", "2:00"],
            said if said.ends_with("message_countries=21") => ["2", "3"],
            said if said.ends_with("text_fr=") => ["", ""],
            said if said.ends_with('=') && !said.ends_with("name_fr=") => ["yes", ""],
            said if said.ends_with("name_fr=") || said.ends_with("Police") || said.ends_with("=A") => ["nne", "lya"],
            _ => ["3", "4"],
        };
        let (status, page) = one.post(&path, &form(0, ends[0])).await;
        assert_eq!(status, StatusCode::SEE_OTHER, "{path} {said}: {page}");
        let (status, page) = one.post(&path, &form(0, ends[1])).await;
        assert_eq!(status, StatusCode::CONFLICT, "{path} {said}");
        assert!(page.contains("versions__value"), "{path} {said} shows both: {page}");
        let (status, page) = one.post(&path, &form(1, ends[1])).await;
        assert_eq!(status, StatusCode::SEE_OTHER, "{path} {said}: {page}");
    }
    let (status, _) = one.post(&format!("/staff/rooms/{room}"), "seen=0&name=Verte&capacity=4").await;
    assert_eq!(status, StatusCode::SEE_OTHER);
    for (path, said, stands) in taken_away {
        let (status, page) = one.post(&path, &format!("{said}seen=0")).await;
        assert_eq!(status, StatusCode::CONFLICT, "{path}: what was changed meanwhile is not taken away");
        assert!(page.contains("error-summary") && !page.contains("versions__value"), "{path}: {page}");
        let (status, page) = one.post(&path, &format!("{said}seen={stands}")).await;
        assert_eq!(status, StatusCode::SEE_OTHER, "{path}: {page}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn those_who_have_the_same_thing_open_see_each_other_and_nobody_else_does() {
    let (store, _folder) = fixture::database("together").await;
    let fes = store.centres().await.unwrap().remove(0);
    let router = router(fixture::state(&store, vec![fes.clone()]));
    let (one, _) = Browser::of(&router, &store, &fes, "a@example.com", &BOTH).await;
    let (other, _) = Browser::of(&router, &store, &fes, "b@example.com", &BOTH).await;
    let (mediator, _) = Browser::of(&router, &store, &fes, "m@example.com", &[Role::Mediator]).await;
    let (status, alone) = one.post("/staff/editing", "of=room:7&shown=room:7+room:8").await;
    assert_eq!((status, alone.as_str()), (StatusCode::OK, "{}"), "nobody is told of themselves");
    let (_, told) = other.post("/staff/editing", "of=room:7&shown=room:7+room:8").await;
    assert!(told.contains("\"room:7\"") && told.contains("Nadia") && !told.contains("room:8"), "{told}");
    let (status, _) = mediator.post("/staff/editing", "of=room:7").await;
    assert_eq!(status, StatusCode::FORBIDDEN);
    let (status, told) = mediator.post("/staff/editing", "shown=room:7").await;
    assert_eq!((status, told.as_str()), (StatusCode::OK, "{}"));
    // Without script: whoever loads a page has it open, and sees who else has.
    let room = store.add_room(&fes, ("Bleue", 3), Actor::Shell, now()).await.unwrap();
    let page = one.get(&format!("/staff/rooms/{room}")).await;
    assert_eq!(said_in(&page), "", "a box that says nothing is not shown");
    let page = other.get(&format!("/staff/rooms/{room}")).await;
    assert!(said_in(&page).contains("\u{2068}Nadia\u{2069}"), "{page}");
    one.post("/staff/editing", &format!("left=room:{room}")).await;
    assert!(!other.get(&format!("/staff/rooms/{room}")).await.contains('\u{2068}'));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_longest_page_arrives_whole_and_a_longer_one_comes_back() {
    use domain::content::{LONGEST_LEAD, LONGEST_TEXT, LONGEST_TITLE};

    let (store, _folder) = fixture::database("longest").await;
    let fes = store.centres().await.unwrap().remove(0);
    let router = router(fixture::state(&store, vec![fes.clone()]));
    let (editor, _) = Browser::of(&router, &store, &fes, "e@example.com", &[Role::Editor]).await;
    // Three signs of a form for each byte of an Arabic letter, and two letters for the end of a line.
    let arabic = |letters: usize| "%D8%B4".repeat(letters);
    let form =
        |text: String| format!("seen=0&title={}&lead={}&text={text}", arabic(LONGEST_TITLE), arabic(LONGEST_LEAD));
    let lines = format!("{}%0D%0A{}", arabic(LONGEST_TEXT / 2), arabic(LONGEST_TEXT / 2 - 1));
    let (status, page) = editor.post("/staff/pages/about/ar", &form(lines)).await;
    assert_eq!(status, StatusCode::SEE_OTHER, "{page}");
    let (status, page) = editor.post("/staff/pages/about/ar", &form(arabic(LONGEST_TEXT + 1))).await;
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.contains(&"ش".repeat(LONGEST_TEXT + 1)), "what was typed is still there");
}
