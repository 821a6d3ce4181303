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
        assert_eq!(january.workshops, [0; 4], "{}", place.name);
        let both = store.figures(centre, (date(2026, 1, 1), date(2026, 2, 28)), Language::Fr).await.unwrap();
        assert_eq!(both.months, [("2026-01".to_owned(), 2), ("2026-02".to_owned(), 1)], "{}", place.name);
    })
    .await;
}
