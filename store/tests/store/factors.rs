use domain::access::Role;
use store::{Actor, Entrance, Error, Secret, SignInLimits, StaffMember, Store};
use totp_rs::{Builder, Secret as Shared};

use super::{fixtures::*, places::on_both};

const LIMITS: SignInLimits = SignInLimits { idle: 1800, absolute: 36000 };
const NOW: i64 = 1_767_600_000;

/// What a telephone shows.
fn shown(secret: &str, at: i64) -> String {
    let secret = Shared::try_from_base32(secret).unwrap();
    Builder::new().with_secret(secret).build().unwrap().generate(at.unsigned_abs()).to_string()
}

async fn enter(store: &Store, centre: &store::Centre, at: i64) -> Secret {
    match store.sign_in(centre, ("a@example.com", PASSWORD), &from("::1"), at).await.unwrap() {
        Entrance::SecondStep(step) => step,
        Entrance::Open(..) => panic!("no code was asked for"),
    }
}

#[tokio::test]
async fn a_code_of_the_telephone_signs_in_once() {
    on_both(async |place| {
        let (store, centre) = (&place.store, centre(&place.store).await);
        let id = store.add_staff(&centre, &account("a@example.com", &[Role::Reception]), NOW).await.unwrap();
        let secret = Store::new_factor();
        let wrong = store.set_factor(id, (&secret, "000000"), NOW).await;
        assert!(matches!(wrong, Err(Error::Credentials)), "{}", place.name);
        assert_eq!(store.factor_codes(id).await.unwrap(), None);
        let codes = store.set_factor(id, (&secret, &shown(&secret, NOW)), NOW).await.unwrap();
        assert_eq!((codes.len(), store.factor_codes(id).await.unwrap()), (10, Some(10)));

        let step = enter(store, &centre, NOW).await;
        assert!(store.signed_in(&centre, &step, LIMITS, NOW).await.unwrap().is_none(), "the first step opens nothing");
        let used = store.second_step(&centre, &step, (&shown(&secret, NOW), "Firefox"), NOW).await;
        assert!(matches!(used, Err(Error::Credentials)), "{}: that code set the factor", place.name);
        let at = NOW + 60;
        let code = shown(&secret, at);
        let (session, member) = store.second_step(&centre, &step, (&code, "Firefox"), at).await.unwrap();
        assert_eq!(member.id, id);
        assert!(store.signed_in(&centre, &session, LIMITS, at).await.unwrap().is_some());
        let over = store.second_step(&centre, &step, (&code, "Firefox"), at).await;
        assert!(matches!(over, Err(Error::NotFound)), "{}: the step is over", place.name);
        let step = enter(store, &centre, at).await;
        let again = store.second_step(&centre, &step, (&code, "Firefox"), at).await;
        assert!(matches!(again, Err(Error::Credentials)), "{}: a code counts once", place.name);
    })
    .await;
}

#[tokio::test]
async fn a_code_on_paper_signs_in_once_and_guessing_is_slowed() {
    on_both(async |place| {
        let (store, centre) = (&place.store, centre(&place.store).await);
        let id = store.add_staff(&centre, &account("a@example.com", &[Role::Reception]), NOW).await.unwrap();
        let secret = Store::new_factor();
        let codes = store.set_factor(id, (&secret, &shown(&secret, NOW)), NOW).await.unwrap();
        let paper = codes[3].to_uppercase().replace('-', " ");
        let step = enter(store, &centre, NOW).await;
        store.second_step(&centre, &step, (&paper, "Firefox"), NOW).await.unwrap();
        assert_eq!(store.factor_codes(id).await.unwrap(), Some(9), "{}", place.name);
        let step = enter(store, &centre, NOW).await;
        assert!(matches!(store.second_step(&centre, &step, (&paper, "Firefox"), NOW).await, Err(Error::Credentials)));
        let mut judged = 0;
        for n in 0..20 {
            match store.second_step(&centre, &step, (&format!("{n:06}"), "Firefox"), NOW).await {
                Err(Error::Credentials) => judged += 1,
                Err(Error::Throttled) => {}
                other => panic!("{}: {other:?}", place.name),
            }
        }
        assert_eq!(judged, 4, "{}: with the used paper five in all", place.name);
    })
    .await;
}

#[tokio::test]
async fn sixty_tries_of_one_code_at_once_open_one_session() {
    on_both(async |place| {
        let (store, centre) = (&place.store, centre(&place.store).await);
        let id = store.add_staff(&centre, &account("a@example.com", &[Role::Reception]), NOW).await.unwrap();
        let secret = Store::new_factor();
        store.set_factor(id, (&secret, &shown(&secret, NOW)), NOW).await.unwrap();
        let (step, at) = (enter(store, &centre, NOW).await, NOW + 60);
        let mut tries = tokio::task::JoinSet::new();
        for _ in 0..60 {
            let (store, centre, step, code) = (store.clone(), centre.clone(), step.clone(), shown(&secret, at));
            tries.spawn(async move { store.second_step(&centre, &step, (&code, "Firefox"), at).await.is_ok() });
        }
        let opened = tries.join_all().await.into_iter().filter(|opened| *opened).count();
        assert_eq!(opened, 1, "{}", place.name);
    })
    .await;
}

#[tokio::test]
async fn a_role_that_needs_a_factor_says_so_and_an_administrator_ends_one_for_who_lost_it() {
    on_both(async |place| {
        let (store, centre) = (&place.store, centre(&place.store).await);
        let id = store.add_staff(&centre, &account("a@example.com", &[Role::Reception]), NOW).await.unwrap();
        store.set_factor_roles(&centre, &[Role::Reception], Actor::Shell, NOW).await.unwrap();
        let lacks = async |at| -> StaffMember {
            let entered = store.sign_in(&centre, ("a@example.com", PASSWORD), &from("::1"), at).await.unwrap();
            entered.open().unwrap().1
        };
        assert!(lacks(NOW).await.lacks_factor, "{}", place.name);
        let secret = Store::new_factor();
        store.set_factor(id, (&secret, &shown(&secret, NOW)), NOW).await.unwrap();
        let (step, at) = (enter(store, &centre, NOW).await, NOW + 60);
        let (_, member) = store.second_step(&centre, &step, (&shown(&secret, at), "Firefox"), at).await.unwrap();
        assert!(!member.lacks_factor, "{}", place.name);
        store.end_factor(&centre, id, Actor::Staff(1), NOW).await.unwrap();
        assert!(lacks(NOW).await.lacks_factor, "{}", place.name);
        assert_eq!(store.factor_codes(id).await.unwrap(), None);
    })
    .await;
}
