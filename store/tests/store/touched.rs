//! What becomes of everybody under hours that end: two parties, times held for those who wait, a colleague who takes over.

use std::collections::{BTreeMap, BTreeSet};

use domain::{
    access::Role,
    appointment::Status::{self, *},
    booking::BookingRequest,
    holidays::Holiday,
    preference::{Gender, With},
    schedule::{Opening, Season},
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

async fn decide(
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
            let booking = Booking { request: &request, by: BookedBy::Staff(1), consent_version: None, now };
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
        store.join_waiting(&centre, &request, None, None, monday()).await.unwrap();
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
            store.events_after(centre.id, last, 9).await.unwrap().iter().map(|event| event.staff_id).collect();
        assert_eq!(told, [salma, hind], "who lost it hears of it, and who has it");
        for (staff, sees) in [(salma, false), (hind, true)] {
            let board = store.board(&centre, &reader(&[Role::Mediator], staff), TUESDAY, Default::default()).await;
            assert_eq!(board.unwrap().len() == 1, sees, "{}", place.name);
        }
        assert!(store.check().await.unwrap().is_sound());
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
async fn seasons_share_no_day_and_are_corrected_in_one_step() {
    on_both(async |place| {
        let (store, centre) = (&place.store, centre(&place.store).await);
        let season = |first_day, last_day| {
            let hours = (1..=5).flat_map(|weekday| [(weekday, 540, 630), (weekday, 660, 720)]).collect();
            Season { first_day, last_day, hours }
        };
        let label = || "رمضان".to_owned();
        let ramadan = season(date(2026, 2, 18), date(2026, 3, 19));
        let add = HoursChange::AddSeason { label: label(), season: ramadan.clone() };
        assert!(matches!(decide(store, &centre, &add, &[]).await, Ok(HoursOutcome::Done)));
        let again = HoursChange::AddSeason { label: label(), season: season(date(2026, 3, 19), date(2026, 3, 20)) };
        assert!(matches!(decide(store, &centre, &again, &[]).await, Err(Error::Overlaps)), "{}", place.name);
        let id = store.seasons(&centre, TUESDAY).await.unwrap()[0].id;
        let later = season(date(2026, 2, 19), date(2026, 3, 20));
        let correct = HoursChange::ChangeSeason { id, label: label(), season: later.clone() };
        assert!(matches!(decide(store, &centre, &correct, &[]).await, Ok(HoursOutcome::Done)));
        let seasons = store.seasons(&centre, TUESDAY).await.unwrap();
        assert_eq!(seasons.iter().map(|of| &of.season).collect::<Vec<_>>(), [&later], "{}", place.name);
        let february = "2026-02-16T08:00:00Z".parse().unwrap();
        let day = date(2026, 2, 24);
        let slots = store.free_times(&centre, &wish(), (day, day), february).await.unwrap();
        let times: Vec<String> = slots.iter().map(|slot| slot.start.strftime("%H:%M").to_string()).collect();
        assert_eq!(times, ["09:00", "09:30", "11:00"], "{}: with its pause", place.name);
    })
    .await;
}

#[tokio::test]
async fn a_room_whose_hours_have_ended_is_shut_until_it_is_opened_for_always() {
    on_both(async |place| {
        let (store, centre) = (&place.store, centre(&place.store).await);
        place.set("UPDATE service SET needs_room = TRUE").await;
        let room = Resource::Room(store.add_room(&centre, "القاعة", 4).await.unwrap());
        let free = async || !free(store, &centre, "2026-01-06").await.is_empty();
        assert!(free().await, "{}: without hours of its own it is always open", place.name);
        let add = HoursChange::AddOpening(room, Opening::weekly(2, 540, 720));
        decide(store, &centre, &add, &[]).await.unwrap();
        let id = store.openings(&centre, room, TUESDAY).await.unwrap()[0].id;
        let end = HoursChange::EndOpening { id, last_day: date(2026, 1, 4) };
        decide(store, &centre, &end, &[]).await.unwrap();
        assert!(store.openings(&centre, room, TUESDAY).await.unwrap().is_empty());
        assert!(store.has_openings(&centre, room).await.unwrap() && !free().await, "{}", place.name);
        decide(store, &centre, &HoursChange::OpenAlways(room), &[]).await.unwrap();
        assert!(!store.has_openings(&centre, room).await.unwrap() && free().await, "{}", place.name);
        let nobody = decide(store, &centre, &HoursChange::OpenAlways(Resource::Room(99)), &[]).await;
        assert!(matches!(nobody, Err(Error::NotFound)), "{}: {nobody:?}", place.name);
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
