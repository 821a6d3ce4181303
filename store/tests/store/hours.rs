use std::collections::BTreeMap;

use domain::{
    access::Role,
    appointment::Status,
    holidays::Holiday,
    recurrence::Recurrence,
    schedule::{DayChange, Modes, Opening, Season},
};
use jiff::civil::{Date, date};
use store::{
    Centre, Change, Decision, Error, HolidayKey, HoursChange, HoursOutcome, NewAbsence, Proposal, Resource, Store,
    Touched,
};
use uuid::Uuid;

use super::{fixtures::*, places::on_both};

/// The row that stands for the team of a new centre.
const TEAM: Resource = Resource::Staff(1);
const TUESDAY: Date = date(2026, 1, 6);

async fn change(store: &Store, centre: &Centre, change: HoursChange) -> HoursOutcome {
    store.change_hours(centre, &change, &BTreeMap::new(), 1, monday()).await.unwrap()
}

async fn done(store: &Store, centre: &Centre, change: HoursChange) {
    let outcome = self::change(store, centre, change).await;
    assert!(matches!(outcome, HoursOutcome::Done), "{outcome:?}");
}

fn away(whose: Option<Resource>, from: &str, to: &str, rule: Option<Recurrence>) -> HoursChange {
    let label = "formation".to_owned();
    HoursChange::AddAbsence(NewAbsence { whose, from: at(from), to: at(to), rule, label })
}

fn touched(outcome: HoursOutcome) -> Vec<Touched> {
    match outcome {
        HoursOutcome::Touches(touched) => touched,
        HoursOutcome::Done => panic!("nothing was touched"),
    }
}

async fn status(store: &Store, centre: &Centre, id: Uuid) -> (Status, String, String) {
    let card = store.card(centre, &reader(&[Role::Reception], 99), id, Default::default()).await.unwrap();
    (card.status, card.day, card.time)
}

#[tokio::test]
async fn plans_follow_their_weeks_ways_to_meet_and_days() {
    on_both(async |place| {
        let (store, centre) = (&place.store, centre(&place.store).await);
        let by_phone = Modes { in_person: false, telephone: true, video: false };
        let saturday = Opening { modes: by_phone, ..Opening::weekly(6, 540, 600) };
        done(store, &centre, HoursChange::AddOpening(TEAM, saturday)).await;
        assert!(free(store, &centre, "2026-01-10").await.is_empty(), "{}", place.name);
        let second = Opening { every_weeks: 2, first_day: TUESDAY, ..Opening::weekly(7, 540, 600) };
        done(store, &centre, HoursChange::AddOpening(TEAM, second)).await;
        assert_eq!(free(store, &centre, "2026-01-11").await, ["09:00"]);
        assert!(free(store, &centre, "2026-01-18").await.is_empty());
        let longer = DayChange { day: TUESDAY, from_minute: 990, to_minute: 1050, opens: true };
        done(store, &centre, HoursChange::AddDayChange(TEAM, longer)).await;
        assert_eq!(free(store, &centre, "2026-01-06").await.last().map(String::as_str), Some("16:30"));
        let id = store.day_changes(&centre, TEAM, TUESDAY).await.unwrap()[0].id;
        done(store, &centre, HoursChange::RemoveDayChange(id)).await;
        assert_eq!(free(store, &centre, "2026-01-06").await.last().map(String::as_str), Some("15:30"));
    })
    .await;
}

#[tokio::test]
async fn a_recurring_absence_comes_back() {
    on_both(async |place| {
        let (store, centre) = (&place.store, centre(&place.store).await);
        let rule = Recurrence::weekly(2, Some(date(2026, 2, 1)));
        done(store, &centre, away(Some(TEAM), "2026-01-06T08:00", "2026-01-06T12:30", Some(rule))).await;
        for (day, morning) in [("2026-01-06", false), ("2026-01-13", true), ("2026-01-20", false), ("2026-02-03", true)]
        {
            let times = free(store, &centre, day).await;
            assert_eq!(times.contains(&"09:00".to_owned()), morning, "{}: {day}", place.name);
            assert!(times.contains(&"14:00".to_owned()), "{day}");
        }
    })
    .await;
}

#[tokio::test]
async fn a_season_replaces_everybodys_hours_and_a_closure_everything() {
    on_both(async |place| {
        let (store, centre) = (&place.store, centre(&place.store).await);
        let hours = (1..=5).map(|weekday| (weekday, 540, 630)).collect();
        let season = Season { first_day: date(2026, 1, 12), last_day: date(2026, 1, 16), hours };
        done(store, &centre, HoursChange::AddSeason { label: "رمضان".into(), season }).await;
        assert_eq!(free(store, &centre, "2026-01-13").await, ["09:00", "09:30"], "{}", place.name);
        assert!(free(store, &centre, "2026-01-19").await.len() > 2);
        done(store, &centre, away(None, "2026-01-13T00:00", "2026-01-14T00:00", None)).await;
        assert!(free(store, &centre, "2026-01-13").await.is_empty());
        let id = store.seasons(&centre, TUESDAY).await.unwrap()[0].id;
        done(store, &centre, HoursChange::RemoveSeason(id)).await;
        assert!(free(store, &centre, "2026-01-14").await.len() > 2);
    })
    .await;
}

#[tokio::test]
async fn hours_are_not_taken_from_under_a_booking_without_a_decision() {
    on_both(async |place| {
        let (store, centre) = (&place.store, centre(&place.store).await);
        let [kept, moved, cancelled] =
            ["09:00", "10:00", "11:00"].map(|time| request(&format!("2026-01-06T{time}"), "أمينة"));
        let kept = book(store, &centre, &kept).await.unwrap().id;
        let moved = book(store, &centre, &moved).await.unwrap().id;
        let cancelled = book(store, &centre, &cancelled).await.unwrap().id;
        book(store, &centre, &request("2026-01-06T14:00", "Karim")).await.unwrap();
        let morning = away(Some(TEAM), "2026-01-06T08:00", "2026-01-06T12:30", None);
        let asked = touched(change(store, &centre, morning.clone()).await);
        assert_eq!(asked.iter().map(|of| of.id).collect::<Vec<_>>(), [kept, moved, cancelled], "{}", place.name);
        let proposal = asked[1].proposals[0];
        assert!(asked[1].proposals.iter().all(|to| to.start != at("2026-01-06T09:30")), "inside the absence");
        assert!(store.absences(&centre, Some(TEAM), TUESDAY).await.unwrap().is_empty(), "nothing was changed");

        let mut decisions = BTreeMap::from([(kept, Decision::Keep), (moved, Decision::MoveTo(proposal))]);
        let again = store.change_hours(&centre, &morning, &decisions, 1, monday()).await.unwrap();
        assert_eq!(touched(again).len(), 3, "one is undecided");
        decisions.insert(cancelled, Decision::Cancel);
        let outcome = store.change_hours(&centre, &morning, &decisions, 1, monday()).await.unwrap();
        assert!(matches!(outcome, HoursOutcome::Done));
        assert_eq!(status(store, &centre, kept).await.0, Status::Expected);
        assert_eq!(status(store, &centre, cancelled).await.0, Status::CancelledByCentre);
        let (now, day, time) = status(store, &centre, moved).await;
        assert_eq!((now, format!("{day}T{time}:00")), (Status::Expected, proposal.start.to_string()));
        assert!(free(store, &centre, "2026-01-06").await.iter().all(|time| time.as_str() > "12:30"));
        // What was kept once is not asked about again.
        done(store, &centre, away(Some(TEAM), "2026-01-06T08:00", "2026-01-06T12:00", None)).await;
    })
    .await;
}

#[tokio::test]
async fn a_decision_that_cannot_be_kept_changes_nothing() {
    on_both(async |place| {
        let (store, centre) = (&place.store, centre(&place.store).await);
        let id = book(store, &centre, &request("2026-01-06T09:00", "أمينة")).await.unwrap().id;
        book(store, &centre, &request("2026-01-07T09:00", "Karim")).await.unwrap();
        let morning = away(Some(TEAM), "2026-01-06T08:00", "2026-01-06T12:30", None);
        let decisions =
            BTreeMap::from([(id, Decision::MoveTo(Proposal { start: at("2026-01-07T09:00"), staff_id: 1 }))]);
        let taken = store.change_hours(&centre, &morning, &decisions, 1, monday()).await;
        assert!(matches!(taken, Err(Error::Taken)), "{}", place.name);
        assert!(store.absences(&centre, Some(TEAM), TUESDAY).await.unwrap().is_empty());
        assert_eq!(status(store, &centre, id).await.1, "2026-01-06");
    })
    .await;
}

#[tokio::test]
async fn moon_holidays_wait_for_a_person_and_a_shift_lists_what_it_touches() {
    on_both(async |place| {
        let (store, centre) = (&place.store, centre(&place.store).await);
        store.propose_holidays(&centre, monday()).await.unwrap();
        store.propose_holidays(&centre, monday()).await.unwrap();
        let year = (date(2026, 1, 1), date(2026, 12, 31));
        let all = store.holidays(&centre, year).await.unwrap();
        let key = HolidayKey { holiday: Holiday::EidAlFitr, part: 2, year: 1447 };
        let eid = all.iter().find(|holiday| holiday.key == key).unwrap();
        assert_eq!((eid.day, eid.proposed), (date(2026, 3, 21), true), "{}", place.name);
        assert!(all.iter().any(|holiday| holiday.key.holiday == Holiday::GreenMarch && !holiday.proposed));
        // Two days later the week begins again: somebody has booked Monday the 23rd. It becomes the second day.
        let late = "2026-02-20T08:00:00Z".parse().unwrap();
        let wanted = request("2026-03-23T09:00", "أمينة");
        let booking = store::Booking {
            request: &wanted,
            by: store::BookedBy::Person,
            from: None,
            consent_version: None,
            now: late,
        };
        let booked = store.book(&centre, &booking).await.unwrap();
        let shift = HoursChange::SetHoliday { key, day: Some(date(2026, 3, 23)) };
        let asked = touched(store.change_hours(&centre, &shift, &BTreeMap::new(), 1, late).await.unwrap());
        assert_eq!(asked.iter().map(|of| of.id).collect::<Vec<_>>(), [booked.id]);
        assert!(!asked[0].proposals.is_empty());
        let moved = BTreeMap::from([(booked.id, Decision::MoveTo(asked[0].proposals[0]))]);
        store.change_hours(&centre, &shift, &moved, 1, late).await.unwrap();
        let all = store.holidays(&centre, year).await.unwrap();
        let eid = all.iter().find(|holiday| holiday.key == key).unwrap();
        assert_eq!((eid.day, eid.proposed, eid.dropped), (date(2026, 3, 23), false, false));
        // A person decides that the centre works on the Green March.
        let march = HolidayKey { holiday: Holiday::GreenMarch, part: 1, year: 2026 };
        let autumn = "2026-10-20T08:00:00Z".parse().unwrap();
        let times = async || {
            let day = date(2026, 11, 6);
            store.free_times(&centre, &wish(), (day, day), autumn).await.unwrap().len()
        };
        assert_eq!(times().await, 0);
        let work = HoursChange::SetHoliday { key: march, day: None };
        store.change_hours(&centre, &work, &BTreeMap::new(), 1, autumn).await.unwrap();
        store.propose_holidays(&centre, autumn).await.unwrap();
        assert!(times().await > 0, "a decision is not proposed away");
    })
    .await;
}

#[tokio::test]
async fn ending_a_plan_asks_about_what_stands_after_it() {
    on_both(async |place| {
        let (store, centre) = (&place.store, centre(&place.store).await);
        let booked = book(store, &centre, &request("2026-01-13T09:00", "أمينة")).await.unwrap();
        let openings = store.openings(&centre, TEAM, TUESDAY).await.unwrap();
        let tuesday = openings.iter().find(|of| of.opening.weekday == 2 && of.opening.from_minute == 510).unwrap();
        let end = |last_day| HoursChange::EndOpening { id: tuesday.id, last_day };
        done(store, &centre, end(date(2026, 1, 13))).await;
        let asked = touched(change(store, &centre, end(date(2026, 1, 12))).await);
        assert_eq!(asked[0].id, booked.id, "{}", place.name);
        let cancel = BTreeMap::from([(booked.id, Decision::Cancel)]);
        store.change_hours(&centre, &end(date(2026, 1, 12)), &cancel, 1, monday()).await.unwrap();
        assert!(free(store, &centre, "2026-01-13").await.iter().all(|time| time.as_str() > "12:30"));
        assert!(free(store, &centre, "2026-01-06").await.contains(&"09:00".to_owned()));
        let change = Change { id: booked.id, seen: None, by: Some(1), now: monday() };
        assert!(matches!(store.undo(&centre, &change).await, Ok(())), "the desk may keep a promise outside the hours");
    })
    .await;
}

#[tokio::test]
async fn nobody_books_by_hours_that_another_process_has_changed_since() {
    on_both(async |place| {
        let (theirs, centre) = (&place.store, centre(&place.store).await);
        let settings = store::Settings { url: place.url.clone(), connections: 4, zones: None };
        let ours = Store::connect(&settings).await.unwrap();
        book(&ours, &centre, &request("2026-01-06T09:00", "Amina")).await.unwrap();
        done(theirs, &centre, away(Some(TEAM), "2026-01-06T10:00", "2026-01-06T11:00", None)).await;
        let late = book(&ours, &centre, &request("2026-01-06T10:00", "Karim")).await;
        assert!(matches!(late, Err(Error::Taken)), "{}: {late:?}", place.name);
        book(&ours, &centre, &request("2026-01-06T11:00", "Karim")).await.unwrap();
        set_service(theirs, &centre, |record| record.horizon_days = 0).await;
        let far = book(&ours, &centre, &request("2026-01-06T14:00", "Sara")).await;
        assert!(matches!(far, Err(Error::Taken)), "{}: {far:?}", place.name);
    })
    .await;
}
