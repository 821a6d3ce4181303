use domain::{
    appointment::{Mode, Status},
    language::Language,
};
use jiff::civil::date;
use store::WaitingEnd;

use super::{fixtures::*, places::on_both};

#[tokio::test]
async fn the_figures_of_a_month_count_what_became_of_its_appointments() {
    on_both(async |place| {
        let (store, centre) = (&place.store, &centre(&place.store).await);
        let mut ids = Vec::new();
        for (start, name) in [
            ("2026-01-06T09:00", "أمينة"),
            ("2026-01-06T10:00", "كريم"),
            ("2026-01-07T09:00", "سعاد"),
            ("2026-02-03T09:00", "رشيد"),
        ] {
            ids.push(book(store, centre, &request(start, name)).await.unwrap().id);
        }
        for (id, steps) in [
            (ids[0], &[Status::Arrived, Status::InSession, Status::Done][..]),
            (ids[1], &[Status::DidNotCome]),
            (ids[2], &[Status::CancelledByPerson]),
        ] {
            for step in steps {
                store.set_status(centre, &by_staff(id), *step).await.unwrap();
            }
        }
        let january = store.figures(centre, (date(2026, 1, 1), date(2026, 1, 31)), Language::Fr).await.unwrap();
        let of = |status| january.outcomes.iter().find(|(of, _)| *of == status).unwrap().1;
        for (status, number) in
            [(Status::Done, 1), (Status::DidNotCome, 1), (Status::CancelledByPerson, 1), (Status::Expected, 0)]
        {
            assert_eq!(of(status), number, "{}: {status:?}", place.name);
        }
        // A time that is free again took nobody's day.
        assert_eq!(january.months, [("2026-01".to_owned(), 2)], "{}", place.name);
        assert_eq!(january.modes, [(Mode::InPerson, 2)], "{}", place.name);
        assert_eq!(january.services.iter().map(|(_, n)| n).sum::<u64>(), 2, "{}", place.name);
        assert_eq!(january.waits, [1], "{}: booked on Monday, came on Tuesday", place.name);
        assert_eq!(january.waiting, [(WaitingEnd::Waits, 0), (WaitingEnd::GotATime, 0), (WaitingEnd::Left, 0)]);
        assert_eq!(january.weeks, [(date(2026, 1, 5), 2)], "{}", place.name);
        let load: Vec<_> = january.load.values().map(|load| (load.sessions, load.minutes % 60)).collect();
        assert_eq!(
            load.iter().map(|(sessions, _)| sessions).sum::<u64>(),
            2,
            "{}: the cancelled one is nobody's",
            place.name
        );
        assert_eq!(january.first_waits, [1], "{}", place.name);
        assert_eq!(january.workshops, [0; 4], "{}", place.name);
        let both = store.figures(centre, (date(2026, 1, 1), date(2026, 2, 28)), Language::Fr).await.unwrap();
        assert_eq!(both.months, [("2026-01".to_owned(), 2), ("2026-02".to_owned(), 1)], "{}", place.name);
        let february = store.figures(centre, (date(2026, 2, 1), date(2026, 2, 28)), Language::Fr).await.unwrap();
        assert_eq!(january.and(february), both, "{}: two months after each other are the two together", place.name);
        assert_eq!(
            store.figures_size(centre, (date(2026, 1, 1), date(2026, 2, 28))).await.unwrap(),
            4,
            "{}",
            place.name
        );
    })
    .await;
}

#[tokio::test]
async fn the_first_meeting_is_waited_for_from_the_first_request_and_a_person_counts_once() {
    on_both(async |place| {
        let (store, centre) = (&place.store, &centre(&place.store).await);
        let mut ids = Vec::new();
        for start in ["2026-01-07T09:00", "2026-01-14T09:00", "2026-02-04T09:00"] {
            ids.push(book(store, centre, &request(start, "أمينة")).await.unwrap().id);
        }
        // All three are one person's, who did not come the first time.
        place
            .set("UPDATE attendance SET person_id = (SELECT person_id FROM attendance WHERE day = '2026-01-07')")
            .await;
        store.set_status(centre, &by_staff(ids[0]), Status::DidNotCome).await.unwrap();
        for id in &ids[1..] {
            for step in [Status::Arrived, Status::InSession, Status::Done] {
                store.set_status(centre, &by_staff(*id), step).await.unwrap();
            }
        }
        let (january, february) = ((date(2026, 1, 1), date(2026, 1, 31)), (date(2026, 2, 1), date(2026, 2, 28)));
        let first = store.figures(centre, january, Language::Fr).await.unwrap();
        assert_eq!(first.first_waits, [9], "{}: from Monday the 5th to Wednesday the 14th", place.name);
        let second = store.figures(centre, february, Language::Fr).await.unwrap();
        assert_eq!((second.first_waits.len(), second.waits.len()), (0, 1), "{}: it was not the first", place.name);
        let of = async |period| store.report(centre, period).await.unwrap();
        assert_eq!(of(january).await.people, [1, 0], "{}", place.name);
        assert_eq!(of(february).await.people, [0, 1], "{}", place.name);
        let both = of((january.0, february.1)).await;
        assert_eq!((both.people, both.sessions), ([1, 0], [2, 0, 0]), "{}: once in both", place.name);
        assert_eq!(both.families.iter().map(|(_, n)| n).sum::<u64>(), 2, "{}", place.name);
    })
    .await;
}
