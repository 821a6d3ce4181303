//! Where something stands in the day: classes that the style turns into rows and columns. No place is written into an
//! element itself, which the page's policy would forbid.

use domain::board::{Block, Card, Lane, Minutes};

/// The classes of a part of a lane.
pub fn part_of((part, parts): (usize, usize)) -> String {
    if parts > 1 { format!("part{part} of{parts} ") } else { String::new() }
}

/// The classes of a stretch of time in a lane, counted from one.
pub fn place(time: Minutes, lane: usize) -> String {
    format!("{} in{lane}", stretch(time))
}

/// The classes of a stretch of time.
pub fn stretch(time: Minutes) -> String {
    let long = time.to.saturating_sub(time.from);
    format!("h{} m{} lh{} lm{}", time.from / 60, time.from % 60 / 5 * 5, long / 60, long % 60 / 5 * 5)
}

/// How the day is cut into lanes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cut {
    People,
    Rooms,
    /// The days of a week: the id of a lane is its day as a number.
    Days,
}

/// A card with its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Placed {
    pub card: Card,
    /// Counted from one; one more than there are lanes stands for whatever has none.
    pub lane: usize,
    /// Which part of the lane, of how many, where others have the same time.
    pub part: (usize, usize),
}

/// Parts of a lane at most, a number that its twelve tracks can be shared by; whoever meets more of them shares the last.
const PARTS: usize = 6;

/// A day or a week with everything in its place.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Laid {
    pub cards: Vec<Placed>,
    /// Lane and part of each block, in their order.
    pub blocks: Vec<(usize, (usize, usize))>,
}

/// What decides about the lane of a card or block.
#[derive(Clone, Copy, Debug)]
pub struct Stands<'a> {
    pub people: &'a [i64],
    pub room: Option<i64>,
    /// As a number: `20270104`.
    pub day: i64,
}

impl<'a> Stands<'a> {
    pub fn of(card: &'a Card) -> Self {
        Self { people: &card.people, room: card.room_id, day: card.day.replace('-', "").parse().unwrap_or(0) }
    }
}

/// The lane in which something stands; the one behind the last where there is none for it.
pub fn lane_of(cut: Cut, lanes: &[Lane], of: Stands) -> usize {
    let stands = |lane: &Lane| match cut {
        Cut::People => of.people.contains(&lane.id),
        Cut::Rooms => of.room == Some(lane.id),
        Cut::Days => of.day == lane.id,
    };
    lanes.iter().position(stands).unwrap_or(lanes.len()) + 1
}

/// Gives every card and block its lane and, where some meet in it, its part: those that meet, and those that meet them,
/// have parts of one width.
pub fn laid(cut: Cut, lanes: &[Lane], cards: Vec<Card>, blocks: &[(i64, Block)]) -> Laid {
    let of_cards = cards.iter().map(|card| (lane_of(cut, lanes, Stands::of(card)), card.time_taken()));
    let of_blocks = blocks.iter().map(|(day, block)| {
        (lane_of(cut, lanes, Stands { people: &block.people, room: block.room, day: *day }), block.time)
    });
    let all: Vec<(usize, Minutes)> = of_cards.chain(of_blocks).collect();
    let mut parts = vec![(0, 1); all.len()];
    for lane in 1..=lanes.len() + 1 {
        let mut own: Vec<usize> = (0..all.len()).filter(|n| all[*n].0 == lane).collect();
        own.sort_by_key(|n| all[*n].1.from);
        share(&all, &own, &mut parts);
    }
    let places = all.iter().map(|(lane, _)| *lane).zip(parts);
    let mut places = places.collect::<Vec<_>>().into_iter();
    let cards = cards.into_iter().zip(&mut places).map(|(card, (lane, part))| Placed { card, lane, part }).collect();
    Laid { cards, blocks: places.collect() }
}

/// Shares a lane among `own`, which are by time.
fn share(all: &[(usize, Minutes)], own: &[usize], parts: &mut [(usize, usize)]) {
    let mut together: Vec<usize> = Vec::new();
    // When each part is free again.
    let mut free: Vec<u32> = Vec::new();
    for (at, n) in own.iter().enumerate() {
        let time = all[*n].1;
        let part = free.iter().position(|until| *until <= time.from).unwrap_or(free.len());
        if part == free.len() {
            free.push(time.to);
        } else {
            free[part] = time.to;
        }
        parts[*n].0 = part.min(PARTS - 1);
        together.push(*n);
        let next = own.get(at + 1).map(|next| all[*next].1.from);
        if next.is_none_or(|next| free.iter().all(|until| *until <= next)) {
            let width = free.len().min(PARTS);
            // Twelve tracks are shared by five as by six.
            let width = if 12 % width == 0 { width } else { width + 1 };
            for n in together.drain(..) {
                parts[n].1 = width;
            }
            free.clear();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::{
        appointment::{Mode, Status},
        board::{Needs, Trace},
    };

    fn card(start_minute: u32, minutes: u32, person: i64) -> Card {
        Card {
            id: format!("{person}-{start_minute}"),
            version: 1,
            day: String::new(),
            time: String::new(),
            start_minute,
            minutes,
            pause: 0,
            session: String::new(),
            workshop: false,
            people: vec![person],
            room_id: None,
            status: Status::Expected,
            name: String::new(),
            service: String::new(),
            mode: Mode::InPerson,
            mediator: String::new(),
            co_mediator: None,
            room: None,
            together: false,
            reference: String::new(),
            contact: None,
            trace: Trace { who: None, at: String::new(), what: String::new() },
            since: 0,
            needs: Needs::default(),
            movable: true,
            demo: false,
        }
    }

    fn lane(id: i64) -> Lane {
        Lane { id, name: String::new(), shut: Vec::new() }
    }

    fn places(cards: Vec<Card>) -> Vec<(usize, (usize, usize))> {
        laid(Cut::People, &[lane(1), lane(2)], cards, &[]).cards.into_iter().map(|of| (of.lane, of.part)).collect()
    }

    #[test]
    fn who_has_a_time_alone_has_the_whole_lane() {
        assert_eq!(
            places(vec![card(540, 60, 1), card(540, 60, 2), card(600, 60, 1), card(600, 60, 9)]),
            [(1, (0, 1)), (2, (0, 1)), (1, (0, 1)), (3, (0, 1))]
        );
    }

    #[test]
    fn those_who_meet_share_it() {
        assert_eq!(
            places(vec![card(540, 60, 1), card(555, 60, 1), card(600, 30, 1), card(630, 30, 1)]),
            [(1, (0, 2)), (1, (1, 2)), (1, (0, 2)), (1, (0, 1))]
        );
        let many = places((0..6).map(|n| card(540 + n, 60, 1)).collect());
        assert_eq!(many.iter().map(|(_, part)| *part).collect::<Vec<_>>(), (0..6).map(|n| (n, 6)).collect::<Vec<_>>());
        let more = places((0..8).map(|n| card(540 + n, 60, 1)).collect());
        assert_eq!(more.last(), Some(&(1, (5, 6))), "whoever is one too many shares the last part");
        let five = places((0..5).map(|n| card(540 + n, 60, 1)).collect());
        assert!(five.iter().all(|(_, (_, width))| *width == 6), "{five:?}");
    }

    #[test]
    fn what_is_no_appointment_shares_it_too() {
        let block = |from: u32| Block {
            session: String::new(),
            time: Minutes { from, to: from + 60 },
            people: vec![1],
            room: None,
            service: String::new(),
            kind: domain::board::BlockKind::Held,
        };
        let laid = laid(Cut::People, &[lane(1)], vec![card(540, 60, 1)], &[(0, block(570)), (0, block(660))]);
        assert_eq!((laid.cards[0].part, laid.blocks), ((0, 2), vec![(1, (1, 2)), (1, (0, 1))]));
    }

    #[test]
    fn a_week_has_a_lane_a_day() {
        let of = |day: &str| Card { day: day.to_owned(), ..card(540, 60, 7) };
        let week = laid(Cut::Days, &[lane(20270104), lane(20270105)], vec![of("2027-01-05"), of("2027-01-09")], &[]);
        assert_eq!(week.cards.iter().map(|of| of.lane).collect::<Vec<_>>(), [2, 3]);
    }

    #[test]
    fn times_are_classes() {
        assert_eq!(place(Minutes { from: 545, to: 635 }, 3), "h9 m5 lh1 lm30 in3");
        assert_eq!(stretch(Minutes { from: 1439, to: 1439 }), "h23 m55 lh0 lm0");
    }
}
