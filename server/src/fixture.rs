//! A program for tests: on a fresh database, without a listener.

use app::{
    answers::Answers,
    here::{Gifts, Here},
};
use domain::{
    access::Role,
    booking::{BookingForm, BookingRequest},
    calendar::write_start,
    email::EmailAddress,
    language::Language,
    password::Password,
    person_name::PersonName,
    preference::With,
};
use leptos::config::LeptosOptions;
use store::{BookedBy, Booking, Centre, NewStaff, Secret, Settings, Store, Wish};
use tokio::sync::watch;

use crate::{
    centres::{Centres, Changes},
    counts::Counts,
    kept::Kept,
    lines::Lines,
    metrics::Metrics,
    news::AllNews,
    now,
    proxies::Proxies,
    rendered::Rendered,
    said::Said,
    state::{AppState, Shared},
};

/// What everybody signs in with.
const PASSWORD: &str = "a phrase for this test";

/// A folder that goes when the test ends.
pub struct Folder(std::path::PathBuf);

impl Drop for Folder {
    fn drop(&mut self) {
        drop(std::fs::remove_dir_all(&self.0));
    }
}

/// A database with the first centre at `fes.example.ma`, and its folder.
pub async fn database(name: &str) -> (Store, Folder) {
    let folder = Folder(std::env::temp_dir().join(format!("wifaq-{name}-{}", std::process::id())));
    std::fs::create_dir_all(&folder.0).unwrap();
    let store = connect(&folder).await;
    store.migrate().await.unwrap();
    store.load_first_centre(now().as_second()).await.unwrap();
    store.set_host("fes", "fes.example.ma").await.unwrap();
    (store, folder)
}

/// The database of a folder, as another process opens it.
pub async fn connect(folder: &Folder) -> Store {
    let url = format!("sqlite://{}/wifaq.db", folder.0.display());
    Store::connect(&Settings { url, connections: 4, zones: None }).await.unwrap()
}

/// What handlers share, with these centres.
pub fn state(store: &Store, centres: Vec<Centre>) -> AppState {
    let here = |centre: Centre| Gifts {
        store: store.clone(),
        site: "https://fes.example.ma".into(),
        version: "1".into(),
        answers: Answers::default(),
        centre,
        now,
    };
    let centres: Vec<Here> = centres.into_iter().map(|centre| here(centre).into()).collect();
    let here = centres[0].clone();
    let counts = Counts::of(store.clone());
    let shared = Shared {
        leptos: LeptosOptions::builder().output_name("wifaq").build(),
        centres: watch::channel(Centres(centres)).1,
        proxies: Proxies(Vec::new()),
        lines: Lines::default(),
        metrics: Metrics::default(),
        kept: Kept::new(counts.clone()),
        said: Said::new(store.clone(), counts),
        changes: watch::channel(Changes::new()).1,
        news: watch::channel(AllNews::new()).1,
        rendered: Rendered::default(),
        stopping: watch::channel(false).1,
    };
    AppState { here, shared: shared.into() }
}

/// Books the fourth free time with whoever can lead it; the appointment's id and its time.
pub async fn book(store: &Store, centre: &Centre) -> (String, String) {
    let wish = Wish {
        service: "information-meeting".into(),
        mode: domain::appointment::Mode::InPerson,
        with: With::Anyone,
        speaks: None,
        desk: false,
        minutes: None,
    };
    let today = centre.zone.to_datetime(now()).date();
    let days = (today, today.saturating_add(jiff::Span::new().days(14)));
    let free = store.free_times(centre, &wish, days, now()).await.unwrap();
    let form = BookingForm {
        service: wish.service,
        mode: "in_person".into(),
        start: write_start(free[3].start),
        name: "Amina".into(),
        channel: "mobile".into(),
        mobile: "0612345678".into(),
        language: "ar".into(),
        may_leave_message: "no".into(),
        consent: "yes".into(),
        key: Secret::random().as_str().into(),
        ..BookingForm::default()
    };
    let request = BookingRequest::try_from(&form).unwrap();
    let booking =
        Booking { request: &request, by: BookedBy::Person, from: None, consent_version: Some("1"), now: now() };
    (store.book(centre, &booking).await.unwrap().id.to_string(), form.start)
}

/// Somebody who works here, with [`PASSWORD`].
pub async fn hire(store: &Store, centre: &Centre, email: &str, roles: &[Role]) -> i64 {
    let new = NewStaff {
        name: PersonName::parse("Nadia").unwrap(),
        email: EmailAddress::parse(email).unwrap(),
        password: Password::parse(PASSWORD).unwrap(),
        language: Language::Fr,
        roles: roles.to_vec(),
    };
    store.add_staff(centre, &new, now().as_second()).await.unwrap()
}

/// The cookie of whoever is signed in.
pub async fn enter(store: &Store, centre: &Centre, id: i64) -> Option<String> {
    let session = store.open_session(centre, id, "test", now().as_second()).await.unwrap();
    Some(format!("__Host-staff={}", session.as_str()))
}
