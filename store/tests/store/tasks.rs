use domain::{access::Role, appointment::Status, booking::BookingRequest};
use store::{Actor, NewTask, StaffMember, Store, TaskCard, TaskKind, Whose};
use uuid::Uuid;

use super::{
    fixtures::*,
    places::{Place, on_both},
};

const DAY: i64 = 24 * 60;

fn reception() -> StaffMember {
    reader(&[Role::Reception], 1)
}

async fn open(store: &Store, of: &StaffMember, whose: Whose) -> Vec<TaskCard> {
    let cards = store.tasks(&centre(store).await, of, whose).await.unwrap();
    cards.into_iter().filter(|card| !card.over).collect()
}

async fn kinds(store: &Store) -> Vec<TaskKind> {
    open(store, &reception(), Whose::Everybodys).await.into_iter().map(|card| card.kind).collect()
}

fn told(words: &str, due: &str, owner: Option<i64>, person: Option<Uuid>) -> NewTask {
    NewTask { words: words.into(), due: due.parse().unwrap(), owner, person }
}

async fn acts(place: &Place) -> Vec<String> {
    place.texts("SELECT actor || ' ' || verb FROM audit WHERE subject LIKE 'task:%' ORDER BY sequence").await
}

#[tokio::test]
async fn a_task_is_told_done_and_not_done_after_all_each_with_its_line() {
    on_both(async |place| {
        let (store, centre, by) = (&place.store, &centre(&place.store).await, &reception());
        let id = store.add_task(centre, &told("Call the court", "2026-01-06", None, None), by, monday()).await.unwrap();
        store.add_task(centre, &told("Buy paper", "2026-01-05", None, None), by, monday()).await.unwrap();
        let words: Vec<_> = open(store, by, Whose::Mine).await.into_iter().map(|card| card.words).collect();
        assert_eq!(words, ["Buy paper", "Call the court"], "{}: what is due first", place.name);
        assert_eq!(store.tasks_due(centre, by, monday()).await.unwrap(), 1, "{}", place.name);
        store.end_task(centre, id, by, monday()).await.unwrap();
        assert!(matches!(store.end_task(centre, id, by, monday()).await, Err(store::Error::Stale)), "{}", place.name);
        assert_eq!(open(store, by, Whose::Mine).await.len(), 1, "{}", place.name);
        store.reopen_task(centre, id, by, monday()).await.unwrap();
        assert!(
            matches!(store.reopen_task(centre, id, by, monday()).await, Err(store::Error::Stale)),
            "{}",
            place.name
        );
        assert_eq!(open(store, by, Whose::Mine).await.len(), 2, "{}", place.name);
        let lines = ["staff:1 made_task", "staff:1 made_task", "staff:1 ended_task", "staff:1 reopened_task"];
        assert_eq!(acts(place).await, lines, "{}", place.name);
        let nobody = store.add_task(centre, &told("x", "2026-01-06", Some(4_711), None), by, monday()).await;
        assert!(matches!(nobody, Err(store::Error::NotFound)), "{}", place.name);
    })
    .await;
}

#[tokio::test]
async fn an_outcome_that_nobody_noted_for_a_day_is_asked_for_once_and_no_longer_when_it_is_noted() {
    on_both(async |place| {
        let (store, centre) = (&place.store, &centre(&place.store).await);
        let [mediator] = mediators::<1>(store, centre).await;
        let booked = book(store, centre, &request("2026-01-06T09:00", "Amina")).await.unwrap();
        store.tend_tasks(centre, later(monday(), DAY + 2 * 60)).await.unwrap();
        assert!(kinds(store).await.is_empty(), "{}: an hour after it began", place.name);
        let late = later(monday(), 2 * DAY + 2 * 60);
        for _ in 0..3 {
            store.tend_tasks(centre, late).await.unwrap();
        }
        assert_eq!(kinds(store).await, [TaskKind::Outcome], "{}", place.name);
        assert!(
            open(store, &reception(), Whose::Mine).await.is_empty(),
            "{}: it is theirs who received her",
            place.name
        );
        let own = open(store, &reader(&[Role::Mediator], mediator), Whose::Mine).await;
        assert_eq!(own.len(), 1, "{}", place.name);
        let card = open(store, &reception(), Whose::Everybodys).await.remove(0);
        assert_eq!(card.appointment, Some(booked.id), "{}", place.name);
        assert_eq!(card.person.map(|(_, name)| name).as_deref(), Some("Amina"), "{}", place.name);
        let change = store::Change { now: late, ..by_staff(booked.id) };
        store.set_status(centre, &change, Status::Arrived).await.unwrap();
        store.tend_tasks(centre, late).await.unwrap();
        assert_eq!(kinds(store).await.len(), 1, "{}: arrived is no outcome", place.name);
        store.set_status(centre, &change, Status::InSession).await.unwrap();
        store.set_status(centre, &change, Status::Done).await.unwrap();
        store.tend_tasks(centre, late).await.unwrap();
        assert!(kinds(store).await.is_empty(), "{}", place.name);
        store.undo(centre, &change).await.unwrap();
        store.tend_tasks(centre, late).await.unwrap();
        assert_eq!(kinds(store).await.len(), 1, "{}: taken back, it is missing again", place.name);
        let lines = ["program made_task", "program ended_task", "program reopened_task"];
        assert_eq!(acts(place).await, lines, "{}", place.name);
        let id = open(store, &reception(), Whose::Everybodys).await[0].id;
        store.end_task(centre, id, &reception(), late).await.unwrap();
        store.tend_tasks(centre, later(late, 60)).await.unwrap();
        assert!(kinds(store).await.is_empty(), "{}: what somebody ended is not told again", place.name);
    })
    .await;
}

#[tokio::test]
async fn a_message_that_does_not_arrive_is_a_task_until_it_does() {
    on_both(async |place| {
        let (store, centre) = (&place.store, &centre(&place.store).await);
        let mut form = form("2026-01-08T09:00", "Amina");
        (form.mobile, form.may_leave_message) = ("0611111111".into(), "yes".into());
        book(store, centre, &BookingRequest::try_from(&form).unwrap()).await.unwrap();
        let mut now = monday();
        for tries in 1..=3 {
            let message = store.next_message(centre, now).await.unwrap().unwrap();
            store.not_sent(centre, message.id, now).await.unwrap();
            store.tend_tasks(centre, now).await.unwrap();
            assert_eq!(kinds(store).await.len(), usize::from(tries == 3), "{}: {tries}", place.name);
            now = later(now, 60);
        }
        assert_eq!(kinds(store).await, [TaskKind::Undelivered], "{}", place.name);
        let message = store.next_message(centre, now).await.unwrap().unwrap();
        store.sent(centre, message.id, now).await.unwrap();
        store.tend_tasks(centre, now).await.unwrap();
        assert!(kinds(store).await.is_empty(), "{}", place.name);
    })
    .await;
}

#[tokio::test]
async fn who_takes_no_messages_is_called_when_the_desk_moves_them() {
    on_both(async |place| {
        let (store, centre) = (&place.store, &centre(&place.store).await);
        let booked = book(store, centre, &request("2026-01-08T09:00", "Amina")).await.unwrap();
        let own = book(store, centre, &request("2026-01-08T11:00", "Karim")).await.unwrap();
        store.move_to(centre, &by_staff(booked.id), at("2026-01-09T09:00")).await.unwrap();
        store.move_to(centre, &by_person(own.id), at("2026-01-09T11:00")).await.unwrap();
        store.tend_tasks(centre, monday()).await.unwrap();
        assert!(kinds(store).await.is_empty(), "{}: whoever moves them may be on the telephone", place.name);
        store.tend_tasks(centre, later(monday(), 2 * 60)).await.unwrap();
        let cards = open(store, &reception(), Whose::Mine).await;
        let seen: Vec<_> = cards.iter().map(|card| (card.kind, card.person.clone().unwrap().1)).collect();
        assert_eq!(seen, [(TaskKind::Call, "Amina".to_owned())], "{}: who moved by himself knows", place.name);
        store.tend_tasks(centre, later(monday(), 5 * DAY)).await.unwrap();
        assert!(kinds(store).await.iter().all(|kind| *kind == TaskKind::Outcome), "{}: it is over", place.name);
    })
    .await;
}

#[tokio::test]
async fn nobody_reads_of_a_person_in_a_task_who_may_not_see_people() {
    on_both(async |place| {
        let (store, centre) = (&place.store, &centre(&place.store).await);
        let [mediator, other] = mediators::<2>(store, centre).await;
        let booked = book(store, centre, &request("2026-01-06T09:00", "Amina")).await.unwrap();
        let person = store.person_of_reference(centre, &booked.reference).await.unwrap().unwrap().id;
        let by = &reception();
        for owner in [None, Some(mediator)] {
            store.add_task(centre, &told("Call her", "2026-01-06", owner, Some(person)), by, monday()).await.unwrap();
        }
        store.add_task(centre, &told("Buy paper", "2026-01-06", None, None), by, monday()).await.unwrap();
        for (roles, id, tasks, named) in [
            (Role::Reception, 1, 3, 2),
            (Role::Mediator, mediator, 2, 1),
            (Role::Mediator, other, 1, 0),
            (Role::Administrator, 99, 1, 0),
        ] {
            let cards = open(store, &reader(&[roles], id), Whose::Everybodys).await;
            let people = cards.iter().filter(|card| card.person.is_some()).count();
            assert_eq!((cards.len(), people), (tasks, named), "{}: {roles:?} {id}", place.name);
        }
        let hers = open(store, by, Whose::Everybodys).await;
        let hers = hers.iter().find(|card| card.owner.is_none() && card.person.is_some()).unwrap();
        let refused = store.end_task(centre, hers.id, &reader(&[Role::Mediator], other), monday()).await;
        assert!(matches!(refused, Err(store::Error::NotFound)), "{}", place.name);

        assert_eq!(store.tasks_of_person(centre, by, person).await.unwrap().len(), 2, "{}", place.name);
        let export = store.export_person(centre, booked.id, Actor::Staff(1), monday()).await.unwrap();
        assert_eq!(export.entries[0].tasks.len(), 2, "{}", place.name);
        store.set_status(centre, &by_staff(booked.id), Status::CancelledByCentre).await.unwrap();
        store.erase_person(centre, booked.id, Actor::Staff(1), monday()).await.unwrap();
        let left: Vec<_> = open(store, by, Whose::Everybodys).await.into_iter().map(|card| card.words).collect();
        assert_eq!(left, ["Buy paper"], "{}: what was about her went with her", place.name);
    })
    .await;
}
