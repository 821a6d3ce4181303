//! The sessions of one day at one centre: nobody and no room twice at a time.

use jiff::civil::Date;

use super::{people::Team, random::Random};
use crate::generate::day::slots;

/// A session as packed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Packed {
    pub day: Date,
    pub minute: i32,
    /// Places in the team.
    pub staff: usize,
    /// The second mediator and the room of a joint session.
    pub joint: Option<(usize, usize)>,
}

/// `number` sessions of a day, which has at least so many places; about one in twenty is a joint one.
pub(super) fn pack(team: &Team, day: Date, number: usize, random: &mut Random) -> Vec<Packed> {
    let slots = slots(domain::schedule::weekday(day));
    let mut free = vec![vec![true; slots.len()]; team.staff.len()];
    let mut rooms = vec![vec![true; slots.len()]; team.rooms.len()];
    // Each joint session takes four places: as many as leave one for everybody else.
    let most = (team.staff.len() * slots.len() - number) / 3;
    let joint = (0..number).filter(|_| random.chance(5)).count().min(most);
    let mut packed = Vec::with_capacity(number);
    for _ in 0..joint {
        let slot = random.below(slots.len());
        let room = (0..rooms.len()).find(|room| slots[slot].long && rooms[*room][slot] && rooms[*room][slot + 1]);
        let pair = room.and_then(|room| Some((room, two_mediators(team, &free, slot, random)?)));
        let Some((room, (staff, second))) = pair else { continue };
        for row in [staff, second] {
            free[row][slot..slot + 2].fill(false);
        }
        rooms[room][slot..slot + 2].fill(false);
        packed.push(Packed { day, minute: slots[slot].minute, staff, joint: Some((second, room)) });
    }
    let all = (0..team.staff.len()).flat_map(|staff| (0..slots.len()).map(move |slot| (staff, slot)));
    let mut places: Vec<(usize, usize)> = all.filter(|&(staff, slot)| free[staff][slot]).collect();
    let others = number - packed.len();
    random.draw(&mut places, others);
    let alone = |&(staff, slot): &(usize, usize)| Packed { day, minute: slots[slot].minute, staff, joint: None };
    packed.extend(places.iter().take(others).map(alone));
    packed
}

/// Two who are free for two hours, a woman and a man where there are.
fn two_mediators(team: &Team, free: &[Vec<bool>], slot: usize, random: &mut Random) -> Option<(usize, usize)> {
    let mut able: Vec<usize> = (0..free.len()).filter(|staff| free[*staff][slot] && free[*staff][slot + 1]).collect();
    random.draw(&mut able, free.len());
    let (&staff, others) = able.split_first()?;
    let other = others.iter().find(|other| team.staff[**other].woman != team.staff[staff].woman);
    Some((staff, *other.or(others.first())?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_has_the_places_that_its_hours_leave() {
        let minutes: Vec<_> = slots(1).iter().map(|slot| slot.minute).collect();
        assert_eq!(minutes, [510, 570, 630, 690, 810, 870, 930]);
        let long: Vec<_> = slots(5).iter().map(|slot| (slot.minute, slot.long)).collect();
        assert_eq!(long, [(510, true), (570, true), (630, false), (870, true), (930, false)]);
        assert!(slots(7).is_empty());
    }
}
