use domain::{
    appointment::Status,
    language::Language,
    preference::With,
    waiting::{WaitingForm, WaitingRequest},
};
use jiff::civil::date;
use store::{Change, Error, Secret};

use super::{fixtures::*, places::on_both};

/// Somebody who waits for a time of this week.
fn waits(name: &str, change: impl Fn(&mut WaitingForm)) -> WaitingRequest {
    let mut form = WaitingForm { person: form("", name), last_day: "2026-01-09".into(), ..WaitingForm::default() };
    change(&mut form);
    form.read(date(2026, 1, 5)).unwrap()
}

/// Books every time of Tuesday, so that nothing is free; answers with the ids.
async fn fill_tuesday(store: &store::Store, centre: &store::Centre) -> Vec<uuid::Uuid> {
    let mut ids = Vec::new();
    while let Some(time) = free(store, centre, "2026-01-06").await.first() {
        ids.push(book(store, centre, &request(&format!("2026-01-06T{time}"), "Karim")).await.unwrap().id);
    }
    ids
}

fn only_tuesday(form: &mut WaitingForm) {
    form.day2 = "yes".into();
}

async fn links(store: &store::Store, centre: &store::Centre) -> Vec<Secret> {
    store.unsent_links(centre, "offered").await.unwrap()
}

fn cancel(id: uuid::Uuid) -> Change {
    Change { id, seen: None, by: Some(1), now: monday() }
}

#[tokio::test]
async fn a_time_that_frees_is_held_for_the_first_whom_it_suits() {
    on_both(async |place| {
        let (store, centre) = (&place.store, centre(&place.store).await);
        let booked = fill_tuesday(store, &centre).await;
        let unsuited = [
            waits("زينب", |form| form.day3 = "yes".into()),
            waits("سعاد", |form| {
                only_tuesday(form);
                form.part = "afternoon".into();
            }),
        ];
        for request in unsuited {
            store.join_waiting(&centre, &request, None, (None, None), monday()).await.unwrap();
        }
        let first = waits("أمينة", only_tuesday);
        let joined = store.join_waiting(&centre, &first, None, (None, None), later(monday(), 1)).await.unwrap();
        assert!(joined.new);
        assert!(
            !store.join_waiting(&centre, &first, None, (None, None), monday()).await.unwrap().new,
            "one form joins once"
        );
        store.join_waiting(&centre, &waits("هند", only_tuesday), None, (None, None), later(monday(), 2)).await.unwrap();
        assert!(free(store, &centre, "2026-01-06").await.is_empty(), "{}", place.name);

        store.set_status(&centre, &cancel(booked[0]), Status::CancelledByCentre).await.unwrap();
        let held = links(store, &centre).await;
        assert_eq!(held.len(), 1, "{}: one time, one offer", place.name);
        assert!(free(store, &centre, "2026-01-06").await.is_empty(), "nobody else sees it");
        let offer = store.held_time(&centre, &held[0], monday()).await.unwrap();
        assert!(offer.open && offer.start == at("2026-01-06T08:30"));
        // Whoever cancelled by mistake finds the time promised.
        assert!(matches!(store.undo(&centre, &cancel(booked[0])).await, Err(Error::Taken)));

        let booked = store.accept_offer(&centre, &held[0], later(monday(), 5)).await.unwrap();
        let again = store.accept_offer(&centre, &held[0], later(monday(), 6)).await.unwrap();
        assert_eq!((booked.id, booked.new, again.new), (again.id, true, false));
        let own = own(store, &centre, &booked, Language::Ar).await;
        assert_eq!(own.start, offer.start);
        assert!(
            matches!(store.leave_waiting(&centre, joined.id, None, monday()).await, Err(Error::Stale)),
            "waits no more"
        );
    })
    .await;
}

#[tokio::test]
async fn an_offer_that_is_over_goes_to_the_next_and_never_twice_to_the_same() {
    on_both(async |place| {
        let (store, centre) = (&place.store, centre(&place.store).await);
        let booked = fill_tuesday(store, &centre).await;
        for (n, name) in ["أمينة", "هند"].into_iter().enumerate() {
            store
                .join_waiting(&centre, &waits(name, only_tuesday), None, (None, None), later(monday(), n as i64))
                .await
                .unwrap();
        }
        store.set_status(&centre, &cancel(booked[0]), Status::CancelledByCentre).await.unwrap();
        let first = links(store, &centre).await.remove(0);
        assert_eq!(store.tend_waiting(&centre, later(monday(), 119)).await.unwrap(), 0, "{}", place.name);
        assert_eq!(store.tend_waiting(&centre, later(monday(), 120)).await.unwrap(), 1, "the next is asked");
        assert!(matches!(store.accept_offer(&centre, &first, later(monday(), 121)).await, Err(Error::Stale)));
        let second = links(store, &centre).await.remove(1);
        assert!(store.held_time(&centre, &second, later(monday(), 121)).await.unwrap().open);
        store.decline_offer(&centre, &second, later(monday(), 122)).await.unwrap();
        assert_eq!(links(store, &centre).await.len(), 2, "nobody is asked twice for one time");
        assert_eq!(free(store, &centre, "2026-01-06").await, ["08:30"]);
        assert!(matches!(store.decline_offer(&centre, &second, monday()).await, Err(Error::Stale)));
        let unknown = Secret::random();
        assert!(matches!(store.held_time(&centre, &unknown, monday()).await, Err(Error::NotFound)));
    })
    .await;
}

#[tokio::test]
async fn leaving_the_list_frees_what_was_held_and_a_move_frees_for_those_who_wait() {
    on_both(async |place| {
        let (store, centre) = (&place.store, centre(&place.store).await);
        let booked = fill_tuesday(store, &centre).await;
        let joined =
            store.join_waiting(&centre, &waits("أمينة", only_tuesday), None, (None, None), monday()).await.unwrap();
        store.move_to(&centre, &cancel(booked[2]), at("2026-01-07T09:00")).await.unwrap();
        let held = links(store, &centre).await.remove(0);
        assert_eq!(store.waiting_behind(&centre, &joined.manage, monday()).await.unwrap(), joined.id);
        store.leave_waiting(&centre, joined.id, None, monday()).await.unwrap();
        assert!(!store.held_time(&centre, &held, monday()).await.unwrap().open, "{}", place.name);
        assert_eq!(free(store, &centre, "2026-01-06").await.len(), 1);
        assert!(matches!(store.waiting_behind(&centre, &joined.manage, monday()).await, Err(Error::NotFound)));
        assert!(store.waiting_list(&centre, monday()).await.unwrap().is_empty());
    })
    .await;
}

#[tokio::test]
async fn a_list_of_many_holds_no_more_than_its_part_of_a_day() {
    on_both(async |place| {
        let (store, centre) = (&place.store, centre(&place.store).await);
        let small = store::Centre { bookings_a_day: 13, ..centre.clone() };
        for n in 0..6 {
            let person = waits("Famille", only_tuesday);
            store.join_waiting(&centre, &person, None, (None, None), later(monday(), n)).await.unwrap();
        }
        assert_eq!(store.tend_waiting(&small, monday()).await.unwrap(), 4, "{}", place.name);
        assert_eq!(store.tend_waiting(&small, monday()).await.unwrap(), 0, "{}", place.name);
        let [first, ..] = &links(store, &centre).await[..] else { panic!("nothing was offered") };
        store.decline_offer(&small, first, monday()).await.unwrap();
        assert_eq!(store.open_holds(&centre, monday()).await.unwrap(), 4, "what was refused goes to the next");
    })
    .await;
}

#[tokio::test]
async fn two_processes_that_tend_at_once_make_one_offer_each() {
    on_both(async |place| {
        let (store, centre) = (&place.store, centre(&place.store).await);
        for n in 0..6 {
            store
                .join_waiting(&centre, &waits("Famille", only_tuesday), None, (None, None), later(monday(), n))
                .await
                .unwrap();
        }
        let settings = store::Settings { url: place.url.clone(), connections: 4, zones: None };
        let other = store::Store::connect(&settings).await.unwrap();
        let (one, two) = tokio::join!(store.tend_waiting(&centre, monday()), other.tend_waiting(&centre, monday()));
        let left = store.tend_waiting(&centre, monday()).await.unwrap();
        assert_eq!(one.unwrap() + two.unwrap() + left, 6, "{}", place.name);
        let mut starts = Vec::new();
        for card in store.waiting_list(&centre, monday()).await.unwrap() {
            starts.push(card.held.unwrap().1);
        }
        let all = starts.len();
        starts.sort();
        starts.dedup();
        assert_eq!((all, starts.len()), (6, 6), "one mediator is in one place");
    })
    .await;
}

#[tokio::test]
async fn the_desk_offers_by_hand_and_takes_an_offer_back() {
    on_both(async |place| {
        let (store, centre) = (&place.store, centre(&place.store).await);
        let joined =
            store.join_waiting(&centre, &waits("أمينة", only_tuesday), None, (Some(1), None), monday()).await.unwrap();
        let card = store.waiting_list(&centre, monday()).await.unwrap().remove(0);
        assert!(card.times.iter().all(|time| time.date() == date(2026, 1, 6)), "{}: {:?}", place.name, card.times);
        let start = at("2026-01-06T10:00");
        assert!(matches!(
            store.offer_by_hand(&centre, joined.id, at("2026-01-06T03:00"), 1, monday()).await,
            Err(Error::Taken)
        ));
        store.offer_by_hand(&centre, joined.id, start, 1, monday()).await.unwrap();
        assert!(
            matches!(store.offer_by_hand(&centre, joined.id, start, 1, monday()).await, Err(Error::Stale)),
            "one at a time"
        );
        assert!(!free(store, &centre, "2026-01-06").await.contains(&"10:00".to_owned()));
        let (hold, ..) = store.waiting_list(&centre, monday()).await.unwrap().remove(0).held.unwrap();
        store.withdraw_offer(&centre, (joined.id, hold), 1, monday()).await.unwrap();
        assert!(free(store, &centre, "2026-01-06").await.contains(&"10:00".to_owned()));
        let card = store.waiting_list(&centre, monday()).await.unwrap().remove(0);
        assert!(card.held.is_none_or(|(_, held, _)| held != start), "never the same time twice");
    })
    .await;
}

#[tokio::test]
async fn who_waits_for_somebody_is_offered_nobody_else() {
    on_both(async |place| {
        let store = &place.store;
        let centre = store.load_demo(monday()).await.unwrap();
        let asked = store.mediators(&centre, "information-meeting").await.unwrap()[1].id;
        let wanted = waits("أمينة", |form| {
            only_tuesday(form);
            form.person.with = asked.to_string();
        });
        assert_eq!(wanted.with, With::Person(asked));
        store.join_waiting(&centre, &wanted, None, (None, None), monday()).await.unwrap();
        assert_eq!(store.tend_waiting(&centre, monday()).await.unwrap(), 1, "{}", place.name);
        let link = links(store, &centre).await.remove(0);
        let booked = store.accept_offer(&centre, &link, monday()).await.unwrap();
        let own = own(store, &centre, &booked, Language::Ar).await;
        assert_eq!(own.staff_id, asked);
    })
    .await;
}
