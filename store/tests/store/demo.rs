use domain::{access::Role, appointment::Status, board::BlockKind, language::Language};

use super::{fixtures::*, places::on_both};

#[tokio::test]
async fn the_demonstration_shows_a_day_under_way_and_loads_once() {
    on_both(async |place| {
        let noon = later(monday(), 4 * 60);
        let centre = place.store.load_demo(noon).await.unwrap();
        assert!(centre.demo, "{}", place.name);
        let day = "2026-01-05".parse().unwrap();
        let reception = reader(&[Role::Reception], 99);
        let board = place.store.board(&centre, &reception, day, Language::Ar).await.unwrap();
        assert!(board.iter().all(|card| card.demo), "{}", place.name);
        for status in [Status::Done, Status::Expected] {
            assert!(board.iter().any(|card| card.status == status), "{}: nobody is {status:?}", place.name);
        }
        place.store.load_demo(noon).await.unwrap();
        let again = place.store.board(&centre, &reception, day, Language::Ar).await.unwrap();
        assert_eq!(again.len(), board.len(), "{}", place.name);
    })
    .await;
}

#[tokio::test]
async fn at_any_hour_the_demonstration_is_a_living_day() {
    on_both(async |place| {
        // A Saturday at noon, when nobody works: what a desk has to see is there.
        let noon = later(monday(), (5 * 24 + 4) * 60);
        let centre = place.store.show_demo(noon).await.unwrap();
        let day = centre.zone.to_datetime(noon).date();
        let reception = reader(&[Role::Reception], 99);
        let board = place.store.board(&centre, &reception, day, Language::Ar).await.unwrap();
        assert!(board.iter().all(|card| card.demo), "{}", place.name);
        for status in
            [Status::Done, Status::DidNotCome, Status::InSession, Status::Arrived, Status::Expected, Status::Requested]
        {
            assert!(board.iter().any(|card| card.status == status), "{}: nobody is {status:?}", place.name);
        }
        assert!(board.iter().any(|card| card.together), "{}: no two parties", place.name);
        assert!(board.iter().any(|card| card.workshop), "{}: no workshop", place.name);
        assert!(board.iter().any(|card| card.needs.consent), "{}: everybody has agreed", place.name);
        assert!(board.iter().any(|card| card.needs.message), "{}: every message arrives", place.name);
        let lanes = place.store.lanes(&centre, &reception, day, Language::Ar).await.unwrap();
        assert!(lanes.blocks.iter().any(|block| block.kind == BlockKind::Held), "{}: no time is held", place.name);
        place.store.show_demo(later(noon, 5)).await.unwrap();
        let again = place.store.board(&centre, &reception, day, Language::Ar).await.unwrap();
        assert_eq!(again.len(), board.len(), "{}", place.name);
        // Early and late the day is shorter, and still one.
        for hours in [6 * 24 - 7, 6 * 24 + 16] {
            place.store.show_demo(later(monday(), hours * 60 + 10)).await.unwrap();
        }
    })
    .await;
}
