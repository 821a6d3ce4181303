use domain::{appointment::Status, language::Language};
use store::{Error, Secret};

use super::{fixtures::*, places::on_both};

#[tokio::test]
async fn link_and_name_together_open_the_appointment() {
    on_both(async |place| {
        let (store, centre) = (&place.store, centre(&place.store).await);
        let booked = book(store, &centre, &request("2026-01-06T09:00", "أمينة")).await.unwrap();
        let visit = store.prove(&centre, &booked.manage, ("امي", None), monday()).await.unwrap();
        let own = store.proved(&centre, &visit, Language::Fr, monday()).await.unwrap();
        assert_eq!((own.id, own.status, own.may_move, own.may_cancel), (booked.id, Status::Expected, true, true));
        assert_eq!(own.reference, booked.reference);
        let over = later(monday(), 16);
        assert!(
            matches!(store.proved(&centre, &visit, Language::Fr, over).await, Err(Error::NotFound)),
            "{}",
            place.name
        );
        store.end_proof(&centre, &visit).await.unwrap();
        assert!(matches!(store.proved(&centre, &visit, Language::Fr, monday()).await, Err(Error::NotFound)));
    })
    .await;
}

#[tokio::test]
async fn a_wrong_link_and_a_wrong_name_look_alike_and_guessing_is_stopped() {
    on_both(async |place| {
        let (store, centre) = (&place.store, centre(&place.store).await);
        let booked = book(store, &centre, &request("2026-01-06T09:00", "أمينة")).await.unwrap();
        let unknown = store.prove(&centre, &Secret::random(), ("امي", None), monday()).await;
        assert!(matches!(unknown, Err(Error::Credentials)));
        for _ in 0..5 {
            let wrong = store.prove(&centre, &booked.manage, ("xyz", None), monday()).await;
            assert!(matches!(wrong, Err(Error::Credentials)), "{}", place.name);
        }
        assert!(matches!(store.prove(&centre, &booked.manage, ("امي", None), monday()).await, Err(Error::Throttled)));
        assert!(store.prove(&centre, &booked.manage, ("امي", None), later(monday(), 16)).await.is_ok());
    })
    .await;
}
