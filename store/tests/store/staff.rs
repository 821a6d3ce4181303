//! Accounts as the desk keeps them: invitations, roles, passwords, browsers.

use domain::{access::Role, email::EmailAddress, language::Language, password::Password, person_name::PersonName};
use store::{Act, Actor, AuditFilter, Error, SignInLimits};

use super::{fixtures::*, places::on_both};

const LIMITS: SignInLimits = SignInLimits { idle: 1800, absolute: 36000 };
const NOW: i64 = 1_767_600_000;

fn who(name: &str, email: &str) -> (PersonName, EmailAddress) {
    (PersonName::parse(name).unwrap(), EmailAddress::parse(email).unwrap())
}

#[tokio::test]
async fn whoever_is_invited_chooses_a_password_with_a_link_that_opens_once() {
    on_both(async |place| {
        let (store, centre) = (&place.store, centre(&place.store).await);
        let (name, email) = who("Salma", "salma@example.com");
        let asked = (&[Role::Reception][..], Language::Fr);
        let (id, link) = store.invite(&centre, (&name, &email), asked, Actor::Staff(1), NOW).await.unwrap();
        let link = link.unwrap();
        let early = store.sign_in(&centre, ("salma@example.com", ""), &from("::1"), NOW).await;
        assert!(matches!(early, Err(Error::Credentials)), "{}", place.name);
        assert_eq!(store.password_link(&centre, &link, NOW).await.unwrap(), "salma@example.com");
        let password = Password::parse("quatre saisons au Maroc").unwrap();
        assert_eq!(store.choose_password(&centre, &link, &password, NOW).await.unwrap(), id);
        let twice = store.choose_password(&centre, &link, &password, NOW).await;
        assert!(matches!(twice, Err(Error::Credentials)), "{}", place.name);
        let entered = store.sign_in(&centre, ("salma@example.com", password.expose()), &from("::1"), NOW).await;
        let (session, member) = entered.unwrap().open().unwrap();
        assert_eq!((member.language, member.roles.as_slice()), (Language::Fr, &[Role::Reception][..]));

        // A new link ends the password's sessions only when it is used, and the link before it at once.
        let first = store.new_password_link(&centre, id, Actor::Staff(1), NOW).await.unwrap();
        let second = store.new_password_link(&centre, id, Actor::Staff(1), NOW).await.unwrap();
        assert!(matches!(store.password_link(&centre, &first, NOW).await, Err(Error::NotFound)));
        assert!(store.signed_in(&centre, &session, LIMITS, NOW).await.unwrap().is_some());
        store
            .choose_password(&centre, &second, &Password::parse("une autre phrase entière").unwrap(), NOW)
            .await
            .unwrap();
        assert!(store.signed_in(&centre, &session, LIMITS, NOW).await.unwrap().is_none(), "{}", place.name);
        let week = NOW + store::PASSWORD_LINK_SECONDS;
        let late = store.new_password_link(&centre, id, Actor::Staff(1), NOW).await.unwrap();
        assert!(matches!(store.password_link(&centre, &late, week).await, Err(Error::NotFound)), "{}", place.name);
    })
    .await;
}

#[tokio::test]
async fn roles_change_and_whoever_has_none_is_out_and_known() {
    on_both(async |place| {
        let (store, centre) = (&place.store, centre(&place.store).await);
        let id = store.add_staff(&centre, &account("a@example.com", &[Role::Reception]), NOW).await.unwrap();
        let boss = store.add_staff(&centre, &account("boss@example.com", &[Role::Administrator]), NOW).await.unwrap();
        let entered = store.sign_in(&centre, ("a@example.com", PASSWORD), &from("::1"), NOW).await.unwrap();
        let (session, _) = entered.open().unwrap();
        let last = store.set_roles(&centre, boss, &[Role::Reception], Actor::Staff(boss), NOW).await;
        assert!(matches!(last, Err(Error::LastAdministrator)), "{}", place.name);
        store.set_roles(&centre, id, &[], Actor::Staff(boss), NOW).await.unwrap();
        assert!(store.signed_in(&centre, &session, LIMITS, NOW).await.unwrap().is_none(), "{}", place.name);
        let known: Vec<_> = store.accounts(&centre).await.unwrap().into_iter().map(|of| (of.id, of.roles)).collect();
        assert_eq!(known, [(boss, vec![Role::Administrator]), (id, vec![])], "{}", place.name);
        store.set_roles(&centre, id, &[Role::Mediator], Actor::Staff(boss), NOW).await.unwrap();
        let free = free(store, &centre, "2026-01-06").await;
        assert!(!free.is_empty(), "{}: a new mediator can be booked at once", place.name);
        let changed = AuditFilter { act: Some(Act::ChangedRoles), ..AuditFilter::default() };
        let lines = store.audit_lines(&centre, &changed, 10).await.unwrap();
        assert_eq!(lines.iter().map(|line| line.detail.as_str()).collect::<Vec<_>>(), ["mediator", ""]);
    })
    .await;
}

#[tokio::test]
async fn one_changes_ones_own_password_and_stays_signed_in_here_alone() {
    on_both(async |place| {
        let (store, centre) = (&place.store, centre(&place.store).await);
        let id = store.add_staff(&centre, &account("a@example.com", &[Role::Reception]), NOW).await.unwrap();
        let enter = async || {
            let entered = store.sign_in(&centre, ("a@example.com", PASSWORD), &from("::1"), NOW).await.unwrap();
            entered.open().unwrap().0
        };
        let (here, elsewhere) = (enter().await, enter().await);
        let browsers = store.signed_in_browsers(&centre, id, (&here, LIMITS), NOW).await.unwrap();
        assert_eq!(
            browsers.iter().map(|of| (of.device.as_str(), of.this)).collect::<Vec<_>>(),
            [("Firefox", true), ("Firefox", false)]
        );
        let new = Password::parse("une autre phrase entière").unwrap();
        let wrong = store.change_password((id, "not it"), &new, &here, NOW).await;
        assert!(matches!(wrong, Err(Error::Credentials)), "{}", place.name);
        store.change_password((id, PASSWORD), &new, &here, NOW).await.unwrap();
        assert!(store.signed_in(&centre, &here, LIMITS, NOW).await.unwrap().is_some(), "{}", place.name);
        assert!(store.signed_in(&centre, &elsewhere, LIMITS, NOW).await.unwrap().is_none(), "{}", place.name);
        let old = store.sign_in(&centre, ("a@example.com", PASSWORD), &from("::1"), NOW).await;
        assert!(matches!(old, Err(Error::Credentials)), "{}", place.name);
    })
    .await;
}

#[tokio::test]
async fn one_browser_is_signed_out_and_no_session_outlives_a_clock_that_was_ahead() {
    on_both(async |place| {
        let (store, centre) = (&place.store, centre(&place.store).await);
        let id = store.add_staff(&centre, &account("a@example.com", &[Role::Reception]), NOW).await.unwrap();
        let enter = async |at| {
            let entered = store.sign_in(&centre, ("a@example.com", PASSWORD), &from("::1"), at).await.unwrap();
            entered.open().unwrap().0
        };
        let (here, other) = (enter(NOW).await, enter(NOW).await);
        let browsers = store.signed_in_browsers(&centre, id, (&here, LIMITS), NOW).await.unwrap();
        let theirs = browsers.iter().find(|browser| !browser.this).unwrap();
        store.sign_out_browser(&centre, id + 1, &theirs.id, NOW).await.unwrap();
        assert!(store.signed_in(&centre, &other, LIMITS, NOW).await.unwrap().is_some(), "not somebody else's");
        store.sign_out_browser(&centre, id, &theirs.id, NOW).await.unwrap();
        assert!(store.signed_in(&centre, &other, LIMITS, NOW).await.unwrap().is_none(), "{}", place.name);
        assert!(store.signed_in(&centre, &here, LIMITS, NOW).await.unwrap().is_some());
        let ahead = enter(NOW + 365 * 86_400).await;
        assert!(store.signed_in(&centre, &ahead, LIMITS, NOW).await.unwrap().is_none(), "{}", place.name);
    })
    .await;
}

#[tokio::test]
async fn nobody_of_one_centre_opens_the_account_of_somebody_who_works_at_two() {
    on_both(async |place| {
        let (store, fes) = (&place.store, centre(&place.store).await);
        place.set("UPDATE centre SET host = 'fes.example.ma'").await;
        let meknes = store.add_centre("meknes", "meknes.example.ma", monday()).await.unwrap();
        let id = store.add_staff(&fes, &account("a@example.com", &[Role::Administrator]), NOW).await.unwrap();
        let (name, email) = who("Whoever", "a@example.com");
        let asked = (&[Role::Reception][..], Language::Ar);
        let (same, link) = store.invite(&meknes, (&name, &email), asked, Actor::Staff(50), NOW).await.unwrap();
        assert_eq!((same, link.is_none()), (id, true), "{}: they have a password", place.name);
        let link = store.new_password_link(&meknes, id, Actor::Staff(50), NOW).await;
        assert!(matches!(link, Err(Error::InUse)), "{}: {link:?}", place.name);
        let factor = store.end_factor(&meknes, id, Actor::Staff(50), NOW).await;
        assert!(matches!(factor, Err(Error::InUse)), "{}: {factor:?}", place.name);
        let nobody = store.new_password_link(&meknes, 1, Actor::Staff(50), NOW).await;
        assert!(matches!(nobody, Err(Error::NotFound)), "{}: of another centre", place.name);
    })
    .await;
}
