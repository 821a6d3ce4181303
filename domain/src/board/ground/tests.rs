use super::*;
use proptest::prelude::*;

fn minutes(from: u32, to: u32) -> Minutes {
    Minutes { from, to }
}

fn track(id: i64, shut: &[(u32, u32)], taken: &[(u32, u32)]) -> Track {
    let shut = shut.iter().map(|&(from, to)| (minutes(from, to), Shut::Outside)).collect();
    Track { id, day: 1, shut, taken: taken.iter().map(|&(from, to)| minutes(from, to)).collect() }
}

fn put(start: u32, minutes: u32, staff: i64) -> Put {
    Put { day: 1, start, minutes, staff, room: None }
}

fn ground() -> Ground {
    Ground {
        before: 5,
        after: 15,
        now: (1, 480),
        people: vec![track(1, &[(0, 540), (1020, 1440)], &[(720, 780)]), track(2, &[], &[])],
        rooms: vec![track(7, &[], &[(600, 660)]), track(8, &[(900, 1440)], &[])],
        at: Put { room: Some(8), ..put(600, 60, 1) },
        joins: None,
        needs_room: true,
    }
}

#[test]
fn each_cause_has_its_name() {
    let at = |start, minutes, staff| ground().room_at(&put(start, minutes, staff), false);
    assert_eq!(at(600, 60, 1), Ok(Some(8)));
    assert_eq!(at(600, 45, 3), Err(Hindrance::NotTheirs));
    assert_eq!(at(475, 45, 2), Err(Hindrance::Over));
    assert_eq!(at(1400, 45, 2), Err(Hindrance::NoTime));
    assert_eq!(at(602, 45, 2), Err(Hindrance::NoTime));
    assert_eq!(at(600, 0, 2), Err(Hindrance::NoTime));
    assert_eq!(at(650, 60, 1), Err(Hindrance::Taken(Whose::Mediator)), "its pause meets the next session");
    assert_eq!(at(535, 60, 1), Err(Hindrance::Shut(Whose::Mediator, Shut::Outside)));
    assert_eq!(at(540, 60, 1), Ok(Some(8)), "its preparation may lie outside the hours");
    assert_eq!(at(900, 60, 2), Ok(Some(7)), "the other room is open");
}

#[test]
fn a_start_is_written_as_forms_read_it() {
    let put = Put { day: 20_270_104, ..put(605, 60, 1) };
    assert_eq!(put.written(), "2027-01-04T10:05");
}

#[test]
fn a_reason_opens_hours_and_nothing_else() {
    let at = |start, staff| ground().room_at(&put(start, 60, staff), true);
    assert_eq!(at(1020, 1), Ok(Some(8)), "in the room that it has");
    assert_eq!(at(720, 1), Err(Hindrance::Taken(Whose::Mediator)));
    assert_eq!(at(540, 3), Err(Hindrance::NotTheirs));
    assert!(Hindrance::Shut(Whose::Room, Shut::Closed).yields_to_reason());
    assert!(!Hindrance::Taken(Whose::Room).yields_to_reason());
}

#[test]
fn a_room_that_is_asked_for_is_the_room_or_none() {
    let at = |start, room| ground().room_at(&Put { room: Some(room), ..put(start, 60, 2) }, false);
    assert_eq!(at(700, 7), Ok(Some(7)));
    assert_eq!(at(600, 7), Err(Hindrance::Taken(Whose::Room)));
    assert_eq!(at(900, 8), Err(Hindrance::Shut(Whose::Room, Shut::Outside)));
    assert_eq!(at(900, 9), Err(Hindrance::Taken(Whose::Room)), "no such room");
    let without = Ground { needs_room: false, ..ground() };
    assert_eq!(without.room_at(&put(600, 60, 2), false), Ok(None));
}

#[test]
fn who_leads_along_is_needed_too_and_changes_places() {
    let mut ground = Ground { joins: Some(2), ..ground() };
    ground.people[1].taken = vec![minutes(840, 900)];
    assert_eq!(ground.room_at(&put(800, 60, 1), false), Err(Hindrance::Taken(Whose::CoMediator)));
    assert_eq!(ground.joins_at(&put(600, 60, 2)), Some(1));
    assert_eq!(ground.joins_at(&put(600, 60, 1)), Some(2));
}

/// The same, minute by minute.
fn slowly(of: &Ground, put: &Put, overrule: bool) -> bool {
    let free = |track: &Track| {
        (put.start.saturating_sub(of.before)..put.start + put.minutes + of.after)
            .all(|minute| !track.taken.iter().any(|of| (of.from..of.to).contains(&minute)))
    };
    let open = |track: &Track| {
        overrule || put.time().all(|minute| !track.shut.iter().any(|(of, _)| (of.from..of.to).contains(&minute)))
    };
    let good = |track: &&Track| track.day == put.day && free(track) && open(track);
    put.start.is_multiple_of(5)
        && (put.day, put.start) >= of.now
        && put.start + put.minutes <= 1440
        && of.people.iter().filter(|track| track.id == put.staff).any(|track| good(&track))
        && of.rooms.iter().any(|track| good(&track))
}

impl Minutes {
    fn all(self, is: impl Fn(u32) -> bool) -> bool {
        (self.from..self.to).all(is)
    }
}

proptest! {
    #[test]
    fn whatever_the_day_it_agrees_with_looking_at_every_minute(
        spans in prop::collection::vec((0_u32..280, 1_u32..40, 0_usize..4, any::<bool>()), 0..12),
        start in 90_u32..1440, length in 1_u32..30, overrule in any::<bool>(),
    ) {
        let mut ground = ground();
        for (from, long, whose, shut) in spans {
            let of = minutes(from * 5, (from + long).min(288) * 5);
            let (people, rooms) = (&mut ground.people, &mut ground.rooms);
            let track = people.iter_mut().chain(rooms).nth(whose);
            if let Some(track) = track {
                if shut { track.shut.push((of, Shut::Away)) } else { track.taken.push(of) }
            }
        }
        let put = put(start, length * 5, 1);
        prop_assert_eq!(ground.room_at(&put, overrule).is_ok(), slowly(&ground, &put, overrule));
    }
}
