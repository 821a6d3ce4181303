use domain::{access::Role, appointment::Status, language::Language};

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
