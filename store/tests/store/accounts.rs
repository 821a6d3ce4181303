use domain::access::Role;
use store::{Actor, Error, SignInLimits};

use super::{fixtures::*, places::on_both};

const LIMITS: SignInLimits = SignInLimits { idle: 1800, absolute: 36000 };
const NOW: i64 = 1_767_600_000;

#[tokio::test]
async fn the_first_administrator_comes_by_a_link_that_works_once() {
    on_both(async |place| {
        let (store, centre) = (&place.store, centre(&place.store).await);
        assert!(store.lacks_administrator(&centre).await.unwrap());
        let old = store.new_setup_link(&centre, NOW).await.unwrap();
        let link = store.new_setup_link(&centre, NOW).await.unwrap();
        assert!(!store.setup_link_works(&centre, &old, NOW).await.unwrap(), "an earlier link ends");
        assert!(!store.setup_link_works(&centre, &link, NOW + 86_400).await.unwrap());
        let new = account("director@example.com", &[Role::Administrator, Role::Reception]);
        store.use_setup_link(&centre, &link, &new, NOW).await.unwrap();
        let again =
            store.use_setup_link(&centre, &link, &account("other@example.com", &[Role::Administrator]), NOW).await;
        assert!(matches!(again, Err(Error::Credentials)), "{}", place.name);
        assert!(!store.lacks_administrator(&centre).await.unwrap());
        let (_, member) = store
            .sign_in(&centre, ("Director@Example.com", PASSWORD), &from("::1"), NOW)
            .await
            .unwrap()
            .open()
            .unwrap();
        assert_eq!(member.roles.len(), 2);
    })
    .await;
}

#[tokio::test]
async fn an_address_has_one_account() {
    on_both(async |place| {
        let (store, centre) = (&place.store, centre(&place.store).await);
        store.add_staff(&centre, &account("a@example.com", &[Role::Reception]), NOW).await.unwrap();
        let twice = store.add_staff(&centre, &account("A@example.com", &[Role::Reception]), NOW).await;
        assert!(matches!(twice, Err(Error::EmailTaken)), "{}: {twice:?}", place.name);
    })
    .await;
}

#[tokio::test]
async fn a_session_ends_when_idle_when_old_and_when_signed_out() {
    on_both(async |place| {
        let (store, centre) = (&place.store, centre(&place.store).await);
        store.add_staff(&centre, &account("a@example.com", &[Role::Reception]), NOW).await.unwrap();
        let (session, _) =
            store.sign_in(&centre, ("a@example.com", PASSWORD), &from("::1"), NOW).await.unwrap().open().unwrap();
        let alive = async |at| store.signed_in(&centre, &session, LIMITS, at).await.unwrap().is_some();
        assert!(alive(NOW + 1700).await);
        assert!(alive(NOW + 3400).await, "a request keeps it awake");
        assert!(!alive(NOW + 3400 + 1800).await, "{}", place.name);
        let (session, member) =
            store.sign_in(&centre, ("a@example.com", PASSWORD), &from("::1"), NOW).await.unwrap().open().unwrap();
        let (other, _) =
            store.sign_in(&centre, ("a@example.com", PASSWORD), &from("::1"), NOW).await.unwrap().open().unwrap();
        store.sign_out(&centre, &session).await.unwrap();
        assert!(store.signed_in(&centre, &session, LIMITS, NOW).await.unwrap().is_none());
        assert!(store.signed_in(&centre, &other, LIMITS, NOW).await.unwrap().is_some());
        store.sign_out_everywhere(&centre, member.id, Actor::Staff(member.id), NOW).await.unwrap();
        assert!(store.signed_in(&centre, &other, LIMITS, NOW).await.unwrap().is_none());
    })
    .await;
}

#[tokio::test]
async fn guessing_a_password_is_slowed_per_account_and_per_address() {
    on_both(async |place| {
        let (store, centre) = (&place.store, centre(&place.store).await);
        store.add_staff(&centre, &account("a@example.com", &[Role::Reception]), NOW).await.unwrap();
        for _ in 0..5 {
            assert!(matches!(
                store.sign_in(&centre, ("a@example.com", "wrong"), &from("::1"), NOW).await,
                Err(Error::Credentials)
            ));
        }
        let right = store.sign_in(&centre, ("a@example.com", PASSWORD), &from("::2"), NOW).await;
        assert!(matches!(right, Err(Error::Throttled)), "{}", place.name);
        assert!(store.sign_in(&centre, ("a@example.com", PASSWORD), &from("::2"), NOW + 901).await.is_ok());
        for n in 0..30 {
            let _ = store.sign_in(&centre, (&format!("{n}@example.com"), "wrong"), &from("::1"), NOW).await;
        }
        assert!(matches!(
            store.sign_in(&centre, ("b@example.com", "wrong"), &from("::1"), NOW).await,
            Err(Error::Throttled)
        ));
    })
    .await;
}

#[tokio::test]
async fn nobody_signs_in_without_a_password() {
    on_both(async |place| {
        let (store, centre) = (&place.store, centre(&place.store).await);
        for typed in ["", " ", "anything at all"] {
            let team = store.sign_in(&centre, ("team-1@localhost", typed), &from("::1"), NOW).await;
            assert!(matches!(team, Err(Error::Credentials)), "{}", place.name);
        }
    })
    .await;
}

#[tokio::test]
async fn a_new_mediator_can_be_booked_in_place_of_the_team() {
    on_both(async |place| {
        let centre = centre(&place.store).await;
        let before = free(&place.store, &centre, "2026-01-06").await;
        let new = account("mediator@example.com", &[Role::Mediator]);
        place.store.add_staff(&centre, &new, monday().as_second()).await.unwrap();
        let mediators = place.store.mediators(&centre, "information-meeting").await.unwrap();
        let names: Vec<_> = mediators.iter().map(|mediator| mediator.name.as_str()).collect();
        assert_eq!(names, ["Samira"], "{}", place.name);
        assert!(!before.is_empty());
        assert_eq!(free(&place.store, &centre, "2026-01-06").await, before, "{}", place.name);
    })
    .await;
}
