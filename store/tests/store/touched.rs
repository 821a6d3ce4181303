//! What becomes of everybody under hours that end: two parties, times held for those who wait, a colleague who takes over.

use std::collections::{BTreeMap, BTreeSet};

use domain::{
    access::Role,
    appointment::{
        Mode,
        Status::{self, *},
    },
    booking::BookingRequest,
    holidays::Holiday,
    language::Language,
    preference::{Gender, With},
    waiting::WaitingForm,
};
use jiff::civil::{Date, date};
use store::{
    BookedBy, Booking, Centre, Decision, Deed, Error, HolidayKey, HoursChange, HoursOutcome, NewAbsence, Proposal,
    Resource, Store, Touched,
};
use uuid::Uuid;

use super::{fixtures::*, places::on_both};

const NINE: &str = "2026-01-06T09:00";
const TUESDAY: Date = date(2026, 1, 6);

fn away(whose: Option<Resource>, from: &str, to: &str) -> HoursChange {
    let (from, to) = (at(from), at(to));
    HoursChange::AddAbsence(NewAbsence { whose, from, to, rule: None, label: String::new() })
}

fn no_tuesday(whose: Option<Resource>) -> HoursChange {
    away(whose, "2026-01-06T00:00", "2026-01-07T00:00")
}

pub async fn decide(
    store: &Store,
    centre: &Centre,
    change: &HoursChange,
    decisions: &[(Uuid, Decision)],
) -> store::Result<HoursOutcome> {
    store.change_hours(centre, change, &decisions.iter().copied().collect(), 1, monday()).await
}

async fn asked(store: &Store, centre: &Centre, change: &HoursChange) -> Vec<Touched> {
    match decide(store, centre, change, &[]).await.unwrap() {
        HoursOutcome::Touches(touched) => touched,
        HoursOutcome::Done => panic!("nothing was touched"),
    }
}

async fn status(store: &Store, id: Uuid) -> Status {
    seen(store, id).await.card.status
}

#[tokio::test]
async fn a_closure_cancels_both_parties_and_asks_about_one_left_alone() {
    on_both(async |place| {
        let (store, centre) = (&place.store, centre(&place.store).await);
        place.set("UPDATE service SET parties = 2, stagger_minutes = 15").await;
        let mut pairs = Vec::new();
        for start in [NINE, "2026-01-06T14:00"] {
            let first = book(store, &centre, &request(start, "أمينة")).await.unwrap().id;
            let (request, now) = (request(start, "Karim"), monday());
            let booking = Booking { request: &request, by: BookedBy::Staff(1), from: None, consent_version: None, now };
            let second = store.add_second_party(&centre, &by_staff(first), &booking).await.unwrap().id;
            pairs.push((first, second));
        }
        let [both, left] = [pairs[0], pairs[1]];
        store.set_status(&centre, &by_person(left.0), CancelledByPerson).await.unwrap();
        let touched = asked(store, &centre, &no_tuesday(None)).await;
        assert_eq!(touched.iter().map(|of| of.id).collect::<Vec<_>>(), [both.0, left.1], "{}", place.name);
        assert_eq!(touched[0].names, ["أمينة", "Karim"]);
        assert_eq!(touched[1].start, at("2026-01-06T14:00"), "the session's time, not the later one that was told");
        let all = [(both.0, Decision::Cancel), (left.1, Decision::Cancel)];
        assert!(matches!(decide(store, &centre, &no_tuesday(None), &all).await, Ok(HoursOutcome::Done)));
        for id in [both.0, both.1, left.1] {
            assert_eq!(status(store, id).await, CancelledByCentre, "{}", place.name);
            assert_eq!(messages(place, id).await, ["booked", "cancelled"], "{}", place.name);
        }
        assert_eq!(claims(place).await, 0);
    })
    .await;
}

#[tokio::test]
async fn what_is_held_for_those_who_wait_goes_with_the_hours() {
    on_both(async |place| {
        let (store, centre) = (&place.store, centre(&place.store).await);
        let mut form = WaitingForm { person: form("", "هند"), last_day: "2026-01-09".into(), ..Default::default() };
        form.day2 = "yes".into();
        let request = form.read(date(2026, 1, 5)).unwrap();
        store.join_waiting(&centre, &request, None, (None, None), monday()).await.unwrap();
        assert_eq!(store.tend_waiting(&centre, monday()).await.unwrap(), 1);
        let link = store.unsent_links(&centre, "offered").await.unwrap().remove(0);
        assert!(matches!(decide(store, &centre, &no_tuesday(None), &[]).await, Ok(HoursOutcome::Done)));
        let accepted = store.accept_offer(&centre, &link, monday()).await;
        assert!(matches!(accepted, Err(Error::Stale)), "{}: {accepted:?}", place.name);
        assert_eq!(claims(place).await, 0, "{}", place.name);
        assert_eq!(store.waiting_list(&centre, monday()).await.unwrap().len(), 1, "they wait on");
    })
    .await;
}

#[tokio::test]
async fn a_colleague_takes_over_at_the_same_time_and_only_one_who_was_asked_for() {
    on_both(async |place| {
        let (store, centre) = (&place.store, centre(&place.store).await);
        let salma = mediator(store, &centre, "Salma", Some(Gender::Woman), &[]).await;
        let omar = mediator(store, &centre, "Omar", Some(Gender::Man), &[]).await;
        let hind = mediator(store, &centre, "Hind", Some(Gender::Woman), &[]).await;
        let women = BookingRequest { with: With::Of(Gender::Woman), ..request(NINE, "أمينة") };
        let wanted = book(store, &centre, &women).await.unwrap().id;
        assert_eq!(seen(store, wanted).await.staff_id, salma);
        let touched = asked(store, &centre, &no_tuesday(Some(Resource::Staff(salma)))).await;
        let same: Vec<i64> =
            touched[0].proposals.iter().filter(|to| to.start == at(NINE)).map(|to| to.staff_id).collect();
        assert_eq!(same, [hind], "{}: not {omar}, who is a man", place.name);
        assert!(touched[0].proposals.iter().any(|to| to.staff_id == salma && to.start != at(NINE)));
        let last = store.last_event(centre.id).await.unwrap();
        let to = Decision::MoveTo(Proposal { start: at(NINE), staff_id: hind });
        let done = decide(store, &centre, &no_tuesday(Some(Resource::Staff(salma))), &[(wanted, to)]).await;
        assert!(matches!(done, Ok(HoursOutcome::Done)));
        let history = seen(store, wanted).await;
        assert_eq!((history.staff_id, history.start), (hind, at(NINE)), "{}", place.name);
        assert_eq!(history.steps.last().unwrap().deed, Deed::HandedFrom("Salma".into()));
        assert_eq!(messages(place, wanted).await, ["booked"], "the time that was told stands");
        let told: Vec<i64> =
            store.events_after(centre.id, last, 9).await.unwrap().iter().filter_map(|event| event.staff_id).collect();
        assert_eq!(told, [salma, hind], "who lost it hears of it, and who has it");
        for (staff, sees) in [(salma, false), (hind, true)] {
            let board = store.board(&centre, &reader(&[Role::Mediator], staff), TUESDAY, Default::default()).await;
            assert_eq!(board.unwrap().len() == 1, sees, "{}", place.name);
        }
        assert!(store.check(monday()).await.unwrap().is_sound());
    })
    .await;
}

#[tokio::test]
async fn whoever_takes_the_first_proposal_for_each_asks_for_no_time_twice() {
    on_both(async |place| {
        let (store, centre) = (&place.store, centre(&place.store).await);
        for time in ["09:00", "10:00", "11:00", "14:00"] {
            book(store, &centre, &request(&format!("2026-01-06T{time}"), "أمينة")).await.unwrap();
        }
        let touched = asked(store, &centre, &no_tuesday(None)).await;
        let first: Vec<(Uuid, Decision)> =
            touched.iter().map(|of| (of.id, Decision::MoveTo(of.proposals[0]))).collect();
        let starts: BTreeSet<_> = touched.iter().map(|of| of.proposals[0]).collect();
        assert_eq!(starts.len(), 4, "{}", place.name);
        assert!(matches!(decide(store, &centre, &no_tuesday(None), &first).await, Ok(HoursOutcome::Done)));
    })
    .await;
}

#[tokio::test]
async fn a_holiday_that_was_proposed_onto_a_booking_asks_about_it_when_a_person_confirms() {
    on_both(async |place| {
        let (store, centre) = (&place.store, centre(&place.store).await);
        place.set("UPDATE service SET horizon_days = 200").await;
        let id = book(store, &centre, &request("2026-03-20T09:00", "أمينة")).await.unwrap().id;
        store.propose_holidays(&centre, monday()).await.unwrap();
        let key = HolidayKey { holiday: Holiday::EidAlFitr, part: 1, year: 1447 };
        let confirm = HoursChange::SetHoliday { key, day: Some(date(2026, 3, 20)) };
        let touched = asked(store, &centre, &confirm).await;
        assert_eq!(touched.iter().map(|of| of.id).collect::<Vec<_>>(), [id], "{}", place.name);
        assert!(matches!(decide(store, &centre, &confirm, &[(id, Decision::Keep)]).await, Ok(HoursOutcome::Done)));
        assert!(matches!(decide(store, &centre, &confirm, &[]).await, Ok(HoursOutcome::Done)), "asked once");
    })
    .await;
}

#[tokio::test]
async fn a_session_of_a_kind_that_is_offered_no_longer_is_asked_about_all_the_same() {
    on_both(async |place| {
        let (store, centre) = (&place.store, centre(&place.store).await);
        let video = BookingRequest { mode: Mode::Video, ..request(NINE, "أمينة") };
        let id = book(store, &centre, &video).await.unwrap().id;
        place.set("UPDATE service SET video = FALSE").await;
        let touched = asked(store, &centre, &no_tuesday(None)).await;
        assert_eq!((touched[0].id, touched[0].proposals.len()), (id, 0), "{}", place.name);
        let visit = seen(store, id).await;
        assert!(store.colleagues_for(&centre, &visit, monday()).await.unwrap().is_empty());
        let done = decide(store, &centre, &no_tuesday(None), &[(id, Decision::Cancel)]).await;
        assert!(matches!(done, Ok(HoursOutcome::Done)), "{}", place.name);
    })
    .await;
}

#[tokio::test]
async fn those_who_came_together_stay_so_when_the_service_becomes_one_for_one() {
    on_both(async |place| {
        let (store, centre) = (&place.store, centre(&place.store).await);
        place.set("UPDATE service SET parties = 2").await;
        let booked = book(store, &centre, &request(NINE, "أمينة")).await.unwrap();
        let (request, now) = (request(NINE, "Karim"), monday());
        let booking = Booking { request: &request, by: BookedBy::Staff(1), from: None, consent_version: None, now };
        store.add_second_party(&centre, &by_staff(booked.id), &booking).await.unwrap();
        place.set("UPDATE service SET parties = 1").await;
        let alone = store.move_to(&centre, &by_person(booked.id), at("2026-01-07T09:00")).await;
        assert!(matches!(alone, Err(Error::Stale)), "{}: {alone:?}", place.name);
        let proof = store.prove_booked(&centre, &booked, now).await.unwrap();
        assert!(!store.proved(&centre, &proof, Language::Fr, now).await.unwrap().may_move);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn no_booking_slips_under_hours_that_end_at_the_same_moment() {
    on_both(async |place| {
        let centre = centre(&place.store).await;
        place.set("UPDATE service SET horizon_days = 200").await;
        for week in 0..12 {
            let day = date(2026, 1, 6).saturating_add(jiff::Span::new().weeks(week));
            let mut families = tokio::task::JoinSet::new();
            for time in ["08:30", "09:30", "10:30", "11:30", "13:30", "14:30"] {
                let (store, centre) = (place.store.clone(), centre.clone());
                families.spawn(async move { book(&store, &centre, &request(&format!("{day}T{time}"), "Rival")).await });
            }
            let close = away(None, &format!("{day}T00:00"), &format!("{day}T23:55"));
            let closed = place.store.change_hours(&centre, &close, &BTreeMap::new(), 1, monday()).await.unwrap();
            let booked = families.join_all().await.iter().filter(|booked| booked.is_ok()).count();
            // Either nobody had booked when the day was closed, and nobody could afterwards, or the desk was asked.
            match closed {
                HoursOutcome::Done => assert_eq!(booked, 0, "{}: booked on a closed day", place.name),
                HoursOutcome::Touches(touched) => assert!(!touched.is_empty() && booked > 0, "{}", place.name),
            }
        }
    })
    .await;
}
