//! Where nobody has anything yet: each free stretch of a lane leads to a booking there.

use domain::{
    board::{Block, Card, Lane, Minutes},
    language::Language,
};
use leptos::prelude::*;
use leptos_i18n::td_string;

use super::axis::{Cut, place};
use crate::i18n::locale;

/// The shortest stretch that is worth a booking, in minutes.
const SHORTEST: u32 = 15;

/// A free stretch of a lane.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Gap {
    /// Counted from one.
    pub lane: usize,
    pub time: Minutes,
}

/// Whose day a lane is, for a booking in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Whose {
    pub staff: i64,
    /// ISO day.
    pub day: String,
    pub name: String,
    pub when: When,
}

/// Whether a day is over, here, or ahead.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum When {
    Over,
    Today,
    Ahead,
}

impl When {
    /// Of a day as a number, beside today.
    pub fn of(day: i64, today: i64) -> Self {
        match day.cmp(&today) {
            std::cmp::Ordering::Less => Self::Over,
            std::cmp::Ordering::Equal => Self::Today,
            std::cmp::Ordering::Greater => Self::Ahead,
        }
    }
}

impl Whose {
    /// The minute from which anything can be booked; `minute` is today's.
    pub fn from(&self, minute: Option<u32>) -> Option<u32> {
        match self.when {
            When::Over => None,
            When::Today => minute,
            When::Ahead => Some(0),
        }
    }
}

/// The free stretches of one lane, from `from` on. `taken` is in any order.
pub fn gaps_of(lane: usize, of: &Lane, taken: &[Minutes], from: u32) -> Vec<Gap> {
    let busy = |minute: u32| {
        of.shut.iter().map(|(time, _)| time).chain(taken).any(|time| time.from <= minute && minute < time.to)
    };
    let mut found: Vec<Gap> = Vec::new();
    for minute in (from.next_multiple_of(5)..1440).step_by(5).filter(|minute| !busy(*minute)) {
        match found.last_mut() {
            Some(gap) if gap.time.to == minute => gap.time.to += 5,
            _ => found.push(Gap { lane, time: Minutes { from: minute, to: minute + 5 } }),
        }
    }
    found.retain(|gap| gap.time.to - gap.time.from >= SHORTEST);
    found
}

/// What takes time in the lane of a person on a day, with its pause.
pub fn taken_of(cards: &[Card], blocks: &[(i64, Block)], whose: &Whose) -> Vec<Minutes> {
    let staff = whose.staff;
    let day: i64 = whose.day.replace('-', "").parse().unwrap_or(0);
    let cards = cards.iter().filter(|card| card.people.contains(&staff) && super::axis::Stands::of(card).day == day);
    let cards = cards.map(|card| {
        let time = card.time_taken();
        Minutes { to: time.to + card.pause, ..time }
    });
    // The blocks of one day do not say which.
    let blocks = blocks.iter().filter(|(of, block)| (*of == 0 || *of == day) && block.people.contains(&staff));
    cards.chain(blocks.map(|(_, block)| block.time)).collect()
}

/// The free stretches of a calendar, as links.
#[component]
pub fn Gaps(
    language: Language,
    gaps: impl Fn() -> Vec<(Gap, Whose)> + Send + Sync + 'static,
    hours: Memo<(u32, u32)>,
) -> impl IntoView {
    let at = locale(language);
    let clock = |minute: u32| format!("{:02}:{:02}", minute / 60, minute % 60);
    let links = move || {
        let (first, end) = hours.get();
        let mut links = Vec::new();
        for (gap, Whose { staff, day, name, .. }) in gaps() {
            let time = Minutes { from: gap.time.from.max(first * 60), to: gap.time.to.min(end * 60) };
            if time.from >= time.to {
                continue;
            }
            let (from, to) = (clock(time.from), clock(time.to));
            let words = td_string!(at, desk.place.gap, from = from.clone(), to = to, who = name).to_string();
            links.push(view! {
                <a class=format!("lanes__gap {}", place(time, gap.lane)) aria-label=words
                    href=format!("/staff/book?with={staff}&from={day}T{from}")
                    data-from=time.from.to_string() data-to=time.to.to_string()
                >
                    <span aria-hidden="true">"+"</span>
                </a>
            });
        }
        links
    };
    view! { <nav class="lanes__gaps" aria-label=td_string!(at, desk.place.gaps)>{links}</nav> }
}

/// Who is booked in which lane; `None` where a lane says neither person nor day.
pub fn whose_lanes(
    cut: Cut,
    lanes: &[Lane],
    (day, today): (&str, i64),
    only: Option<(i64, &str)>,
) -> Option<Vec<Whose>> {
    let number = day.replace('-', "").parse().unwrap_or(0);
    let of = |lane: &Lane| match (cut, only) {
        (Cut::People, _) => {
            let (staff, name) = (lane.id, lane.name.clone());
            Some(Whose { staff, day: day.to_owned(), name, when: When::of(number, today) })
        }
        (Cut::Days, Some((staff, name))) => {
            let day = domain::calendar::day_of_number(lane.id)?.to_string();
            Some(Whose { staff, day, name: format!("{name} · {}", lane.name), when: When::of(lane.id, today) })
        }
        _ => None,
    };
    lanes.iter().map(of).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::board::Shut;

    fn minutes(from: u32, to: u32) -> Minutes {
        Minutes { from, to }
    }

    #[test]
    fn a_lane_is_free_where_it_is_open_and_nothing_stands() {
        let lane = Lane {
            id: 7,
            name: "Salma".into(),
            shut: vec![(minutes(0, 540), Shut::Outside), (minutes(1020, 1440), Shut::Outside)],
        };
        let taken = [minutes(900, 1010), minutes(600, 650)];
        let free =
            |from| gaps_of(2, &lane, &taken, from).iter().map(|gap| (gap.time.from, gap.time.to)).collect::<Vec<_>>();
        assert_eq!(free(0), [(540, 600), (650, 900)], "ten minutes are too few");
        assert_eq!(free(873), [(875, 900)]);
        assert_eq!(free(1440), []);
    }

    #[test]
    fn a_lane_says_who_is_booked_there_and_when() {
        let lanes = [Lane { id: 20_270_104, name: "Monday".into(), shut: Vec::new() }];
        let week = whose_lanes(Cut::Days, &lanes, ("", 20_270_103), Some((7, "Salma")));
        let name = "Salma · Monday".into();
        let monday = Whose { staff: 7, day: "2027-01-04".into(), name, when: When::Ahead };
        assert_eq!(week, Some(vec![monday]));
        assert_eq!(whose_lanes(Cut::Days, &lanes, ("", 0), None), None, "everybody's week is nobody's");
        assert_eq!(whose_lanes(Cut::Rooms, &lanes, ("2027-01-04", 0), None), None);
    }

    #[test]
    fn nothing_is_booked_in_what_is_over() {
        let of = |day| Whose { staff: 1, day: String::new(), name: String::new(), when: When::of(day, 20_270_104) };
        let from = [20_270_103, 20_270_104, 20_270_105].map(|day| of(day).from(Some(615)));
        assert_eq!(from, [None, Some(615), Some(0)]);
    }
}
