use super::*;
use Role::{Administrator, Mediator, Reception};

/// A card of an hour from ten, led by 7 and 8.
fn card(status: Status) -> Card {
    Card {
        id: "a".to_owned(),
        version: 1,
        day: "2027-01-04".to_owned(),
        time: "10:00".to_owned(),
        start_minute: 600,
        minutes: 60,
        pause: 10,
        session: "s".to_owned(),
        workshop: false,
        people: vec![7, 8],
        room_id: None,
        status,
        name: "أمينة".to_owned(),
        service: String::new(),
        mode: Mode::InPerson,
        mediator: String::new(),
        co_mediator: None,
        room: None,
        together: false,
        reference: String::new(),
        contact: Some(CardContact {
            shown: "06 12 34 56 78".to_owned(),
            link: "tel:+212612345678".to_owned(),
            language: Language::Ar,
            may_leave_message: true,
        }),
        trace: Trace { who: None, at: String::new(), what: String::new() },
        since: 0,
        needs: Needs { consent: true, speaks: Some(Spoken::Tamazight), message: true },
        movable: true,
        demo: false,
    }
}

#[test]
fn each_reader_sees_what_is_theirs() {
    let whole = card(Status::Expected);
    for (staff, roles, seen, movable) in [
        (1, &[Reception][..], true, true),
        (7, &[Mediator], true, true),
        (8, &[Mediator], true, true),
        (9, &[Mediator], false, false),
        (7, &[Administrator], false, false),
        (9, &[Administrator, Mediator], false, false),
        (9, &[Mediator, Reception], true, true),
        (7, &[], false, false),
    ] {
        let of = whole.clone().seen_by(staff, roles);
        assert_eq!(of.is_some(), seen, "{staff} {roles:?}");
        if let Some(of) = of {
            assert_eq!((of.movable, of.contact.is_some()), (movable, true), "{staff} {roles:?}");
        }
    }
}

#[test]
fn an_outcome_is_missing_once_the_time_is_over() {
    for (status, lacks) in [
        (Status::Expected, true),
        (Status::Arrived, true),
        (Status::InSession, true),
        (Status::Requested, false),
        (Status::Done, false),
        (Status::DidNotCome, false),
        (Status::CancelledByPerson, false),
    ] {
        assert!(!card(status).lacks_outcome(660), "{status:?} at its end");
        assert_eq!(card(status).lacks_outcome(661), lacks, "{status:?} after it");
    }
}

#[test]
fn one_step_comes_next() {
    for (status, next) in [
        (Status::Requested, Some(Status::Expected)),
        (Status::Expected, Some(Status::Arrived)),
        (Status::Arrived, Some(Status::InSession)),
        (Status::InSession, Some(Status::Done)),
        (Status::Done, None),
        (Status::DidNotCome, None),
        (Status::CancelledByCentre, None),
    ] {
        assert_eq!(card(status).next_step(), next, "{status:?}");
    }
    let others = Card { movable: false, ..card(Status::Expected) };
    assert_eq!(others.next_step(), None);
}
