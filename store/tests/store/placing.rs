//! Appointments that are put somewhere by hand.

use domain::{
    access::Role,
    appointment::Status::*,
    board::{Hindrance, Shut, Whose},
    booking::BookingRequest,
    preference::With,
};
use jiff::civil::date;
use store::{Actor, Centre, Change, Deed, Error, Message, NewAbsence, Placement, Resource, Store};
use uuid::Uuid;

use super::{fixtures::*, places::on_both};

const NINE: &str = "2026-01-06T09:00";
const TEN: &str = "2026-01-06T10:00";

fn to(start: &str, minutes: u32, staff: i64) -> Placement {
    Placement { start: at(start), minutes, staff, room: None, reason: None }
}

fn because(to: Placement) -> Placement {
    Placement { reason: Some("travaille la nuit".into()), ..to }
}

/// Somebody of a mediator's, to whom a message may be left.
async fn booked(store: &Store, centre: &Centre, start: &str, staff: i64) -> Uuid {
    let mut form = form(start, "أمينة");
    form.may_leave_message = "yes".into();
    let request = BookingRequest { with: With::Person(staff), ..BookingRequest::try_from(&form).unwrap() };
    book(store, centre, &request).await.unwrap().id
}

async fn minutes(store: &Store, id: Uuid) -> u32 {
    seen(store, id).await.card.minutes
}

#[tokio::test]
async fn what_stands_in_the_way_has_its_name_and_nothing_has_happened() {
    on_both(async |place| {
        let (store, centre) = (&place.store, centre(&place.store).await);
        let [salma, karim] = mediators(store, &centre).await;
        let id = booked(store, &centre, NINE, salma).await;
        booked(store, &centre, TEN, karim).await;
        let long = minutes(store, id).await;
        let absence = NewAbsence {
            whose: Some(Resource::Staff(salma)),
            from: at("2026-01-07T00:00"),
            to: at("2026-01-08T00:00"),
            rule: None,
            label: String::new(),
        };
        let change = store::HoursChange::AddAbsence(absence);
        store.change_hours(&centre, &change, &Default::default(), 1, monday()).await.unwrap();
        let hindered = [
            (to(TEN, long, karim), Hindrance::Taken(Whose::Mediator)),
            (to("2026-01-06T06:00", long, salma), Hindrance::Shut(Whose::Mediator, Shut::Outside)),
            (to("2026-01-07T10:00", long, salma), Hindrance::Shut(Whose::Mediator, Shut::Away)),
            (to("2026-01-04T10:00", long, salma), Hindrance::Over),
            (to(TEN, long, 999), Hindrance::NotTheirs),
            (to(TEN, 7, salma), Hindrance::NoTime),
        ];
        for (to, why) in hindered {
            let said = store.place(&centre, &by_staff(id), &to).await.unwrap();
            assert_eq!(said, Err(why), "{}: {to:?}", place.name);
        }
        let taken = store.place(&centre, &by_staff(id), &because(to(TEN, long, karim))).await.unwrap();
        assert_eq!(taken, Err(Hindrance::Taken(Whose::Mediator)), "no reason puts somebody in two places");
        let still = seen(store, id).await;
        assert_eq!((still.start, still.staff_id, still.card.version), (at(NINE), salma, 1), "{}", place.name);
    })
    .await;
}

#[tokio::test]
async fn another_time_length_and_mediator_at_once_are_lines_of_their_own() {
    on_both(async |place| {
        let (store, centre) = (&place.store, centre(&place.store).await);
        let [salma, karim] = mediators(store, &centre).await;
        let id = booked(store, &centre, NINE, salma).await;
        let long = minutes(store, id).await;
        let night = because(to("2026-01-06T21:05", long + 30, karim));
        assert_eq!(store.place(&centre, &by_staff(id), &night).await.unwrap(), Ok(()), "{}", place.name);
        let now = seen(store, id).await;
        assert_eq!((now.start, now.staff_id, now.card.minutes), (night.start, karim, long + 30));
        let deeds: Vec<Deed> = now.steps.into_iter().map(|step| step.deed).collect();
        let [Deed::Booked, Deed::ResizedFrom(was), Deed::Overruled(why), Deed::HandedFrom(_), Deed::MovedFrom(from)] =
            &deeds[..]
        else {
            panic!("{}: {deeds:?}", place.name)
        };
        assert_eq!((*was, why.as_str(), *from), (long, "travaille la nuit", at(NINE)));
        assert!(free_for(store, &centre, &with(salma), "2026-01-06").await.contains(&"09:00".to_owned()));
        // The same once more is no change.
        let version = now.card.version;
        assert_eq!(store.place(&centre, &by_staff(id), &night).await.unwrap(), Ok(()));
        assert_eq!(seen(store, id).await.card.version, version, "{}", place.name);
        // Nothing of a reason stays when somebody is forgotten.
        let reasons =
            || place.texts("SELECT detail FROM status_change WHERE what = 'overruled' AND detail IS NOT NULL");
        assert_eq!(reasons().await.len(), 1);
        store.set_status(&centre, &by_staff(id), CancelledByCentre).await.unwrap();
        let person = place.texts("SELECT name FROM person").await;
        assert_eq!(person.len(), 1);
        let file = store.history(&centre, &reader(&[Role::Reception], 99), id, Default::default(), monday()).await;
        assert!(file.is_ok());
    })
    .await;
}

fn with(staff: i64) -> store::Wish {
    store::Wish { with: With::Person(staff), ..wish() }
}

#[tokio::test]
async fn a_session_grows_until_it_meets_the_next_and_gives_back_what_it_leaves() {
    on_both(async |place| {
        let (store, centre) = (&place.store, centre(&place.store).await);
        let [salma] = mediators(store, &centre).await;
        let id = booked(store, &centre, NINE, salma).await;
        booked(store, &centre, "2026-01-06T11:00", salma).await;
        let long = minutes(store, id).await;
        let grown = store.place(&centre, &by_staff(id), &to(NINE, 120, salma)).await.unwrap();
        assert_eq!(grown, Err(Hindrance::Taken(Whose::Mediator)), "{}: its pause would meet it", place.name);
        let before = claims(place).await;
        store.place(&centre, &by_staff(id), &to(NINE, long + 15, salma)).await.unwrap().unwrap();
        assert_eq!(claims(place).await, before + 3, "{}", place.name);
        store.place(&centre, &by_staff(id), &to(NINE, 20, salma)).await.unwrap().unwrap();
        let few = (long as usize - 20) / 5;
        assert_eq!(claims(place).await, before - few, "{}", place.name);
        assert!(messages(place, id).await.iter().all(|kind| kind != "moved"), "their time is the same");
    })
    .await;
}

#[tokio::test]
async fn a_slip_that_is_taken_back_within_the_minute_is_told_to_nobody() {
    on_both(async |place| {
        let (store, centre) = (&place.store, centre(&place.store).await);
        let [salma] = mediators(store, &centre).await;
        let id = booked(store, &centre, NINE, salma).await;
        let long = minutes(store, id).await;
        let said = async |at| {
            let mut said = Vec::new();
            while let Some(outgoing) = store.next_message(&centre, at).await.unwrap() {
                said.push(outgoing.what);
                store.sent(&centre, outgoing.id, at).await.unwrap();
            }
            said
        };
        assert_eq!(said(monday()).await.len(), 1, "the booking");
        store.place(&centre, &by_staff(id), &to(TEN, long, salma)).await.unwrap().unwrap();
        assert_eq!(said(monday()).await, [], "{}: not yet", place.name);
        store.place(&centre, &by_staff(id), &to(NINE, long, salma)).await.unwrap().unwrap();
        assert_eq!(said(later(monday(), 2)).await, [], "{}: they know that time", place.name);
        // Two moves are one message, which says where they ended.
        for start in [TEN, "2026-01-06T11:00"] {
            store.place(&centre, &by_staff(id), &to(start, long, salma)).await.unwrap().unwrap();
        }
        assert_eq!(said(later(monday(), 2)).await, [Message::Moved { start: at("2026-01-06T11:00") }]);
        // They know eleven by now; nine is another time.
        store.place(&centre, &by_staff(id), &to(NINE, long, salma)).await.unwrap().unwrap();
        assert_eq!(said(later(monday(), 4)).await, [Message::Moved { start: at(NINE) }], "{}", place.name);
    })
    .await;
}

#[tokio::test]
async fn a_room_is_chosen_by_hand_or_is_whichever_is_free() {
    on_both(async |place| {
        let (store, centre) = (&place.store, centre(&place.store).await);
        let [salma, karim] = mediators(store, &centre).await;
        let blue = store.add_room(&centre, ("Bleue", 3), Actor::Staff(1), monday()).await.unwrap();
        let green = store.add_room(&centre, ("Verte", 4), Actor::Staff(1), monday()).await.unwrap();
        set_service(store, &centre, |record| record.needs_room = true).await;
        let id = booked(store, &centre, NINE, salma).await;
        let other = booked(store, &centre, NINE, karim).await;
        let room = async |id| seen(store, id).await.card.room_id;
        assert_eq!((room(id).await, room(other).await), (Some(blue), Some(green)), "{}", place.name);
        let long = minutes(store, id).await;
        let into = |room| Placement { room: Some(room), ..to(NINE, long, salma) };
        let taken = store.place(&centre, &by_staff(id), &into(green)).await.unwrap();
        assert_eq!(taken, Err(Hindrance::Taken(Whose::Room)), "{}", place.name);
        store.place(&centre, &by_staff(other), &to(TEN, long, karim)).await.unwrap().unwrap();
        assert_eq!(room(other).await, Some(green), "it keeps its room");
        store.place(&centre, &by_staff(id), &into(green)).await.unwrap().unwrap();
        assert_eq!(room(id).await, Some(green), "{}", place.name);
        let deeds: Vec<Deed> = seen(store, id).await.steps.into_iter().map(|step| step.deed).collect();
        assert_eq!(deeds[1..], [Deed::RoomedFrom("Bleue".into())], "{}", place.name);
    })
    .await;
}

#[tokio::test]
async fn of_two_who_put_two_people_at_one_time_the_first_wins_and_what_is_over_stays() {
    on_both(async |place| {
        let (store, centre) = (&place.store, centre(&place.store).await);
        let [salma] = mediators(store, &centre).await;
        let mine = booked(store, &centre, NINE, salma).await;
        let theirs = booked(store, &centre, "2026-01-06T14:00", salma).await;
        let long = minutes(store, mine).await;
        let eleven = to("2026-01-06T11:00", long, salma);
        let (mine_by, theirs_by) = (by_staff(mine), by_staff(theirs));
        let (one, two) =
            tokio::join!(store.place(&centre, &mine_by, &eleven), store.place(&centre, &theirs_by, &eleven));
        let won = [one, two].iter().filter(|done| matches!(done, Ok(Ok(())))).count();
        assert_eq!(won, 1, "{}", place.name);
        let stale = Change { seen: Some(99), ..by_staff(mine) };
        assert!(matches!(store.place(&centre, &stale, &eleven).await, Err(Error::Stale)));
        store.set_status(&centre, &by_staff(mine), Arrived).await.unwrap();
        let done = store.place(&centre, &by_staff(mine), &to("2026-01-06T15:30", long, salma)).await;
        assert!(matches!(done, Err(Error::Stale)), "{}: who is here is here", place.name);
    })
    .await;
}

#[tokio::test]
async fn a_mediator_sees_where_their_own_can_go_and_nobody_elses_time() {
    on_both(async |place| {
        let (store, centre) = (&place.store, centre(&place.store).await);
        let [salma, karim] = mediators(store, &centre).await;
        let id = booked(store, &centre, NINE, salma).await;
        booked(store, &centre, TEN, karim).await;
        let days = (date(2026, 1, 6), date(2026, 1, 7));
        let all = store.ground(&centre, &reader(&[Role::Reception], 99), id, days, monday()).await.unwrap();
        let tracks: Vec<(i64, i64)> = all.people.iter().map(|track| (track.id, track.day)).collect();
        let both = [(salma, 20260106), (salma, 20260107), (karim, 20260106), (karim, 20260107)];
        assert_eq!(tracks, both, "{}", place.name);
        assert!(all.people[0].taken.is_empty(), "its own time is not in its way");
        assert_eq!(all.people[2].taken.first().map(|taken| taken.from), Some(600), "{}", place.name);
        let own = store.ground(&centre, &reader(&[Role::Mediator], salma), id, days, monday()).await.unwrap();
        assert!(own.people.iter().all(|track| track.id == salma), "{}", place.name);
    })
    .await;
}
