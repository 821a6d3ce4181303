//! How many live lines there are: each holds a connection and wakes with every change, so their number is bounded, of one
//! address and in all.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
};

/// Of one address: an office behind one has a page open on every desk.
const PER_ADDRESS: usize = 60;
/// Of families, who only wait for a hint; and of the desk, which nobody reaches without signing in.
const OF_FAMILIES: usize = 2_000;
const OF_STAFF: usize = 2_000;

/// The lines that are open in this process.
#[derive(Clone, Default)]
pub struct Lines(Arc<Mutex<Open>>);

#[derive(Default)]
struct Open {
    families: usize,
    staff: usize,
    of: HashMap<String, usize>,
}

/// One of them, until it is dropped.
pub struct Line {
    lines: Lines,
    staff: bool,
    address: Option<String>,
}

impl Lines {
    /// A line for somebody; `None` when there are enough.
    pub fn open(&self, address: Option<String>, staff: bool) -> Option<Line> {
        let mut open = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let of_address = address.as_ref().map_or(0, |address| open.of.get(address).copied().unwrap_or(0));
        let (kind, most) = if staff { (open.staff, OF_STAFF) } else { (open.families, OF_FAMILIES) };
        if of_address >= PER_ADDRESS || kind >= most {
            return None;
        }
        *if staff { &mut open.staff } else { &mut open.families } += 1;
        if let Some(address) = &address {
            *open.of.entry(address.clone()).or_default() += 1;
        }
        Some(Line { lines: self.clone(), staff, address })
    }
}

impl Drop for Line {
    fn drop(&mut self) {
        let mut open = self.lines.0.lock().unwrap_or_else(PoisonError::into_inner);
        *if self.staff { &mut open.staff } else { &mut open.families } -= 1;
        let Some(address) = &self.address else { return };
        if let Some(number) = open.of.get_mut(address) {
            *number -= 1;
            if *number == 0 {
                open.of.remove(address);
            }
        }
    }
}

impl Lines {
    /// How many are open: of families, of staff.
    pub fn count(&self) -> (usize, usize) {
        let open = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        (open.families, open.staff)
    }
}

#[cfg(test)]
mod tests {
    use super::{Lines, OF_FAMILIES, PER_ADDRESS};

    #[test]
    fn one_address_has_so_many_and_gets_another_when_one_ends() {
        let lines = Lines::default();
        let mut open: Vec<_> = (0..PER_ADDRESS).map(|_| lines.open(Some("a".into()), false)).collect();
        assert!(open.iter().all(Option::is_some));
        assert!(lines.open(Some("a".into()), true).is_none());
        assert!(lines.open(Some("b".into()), false).is_some());
        open.pop();
        assert!(lines.open(Some("a".into()), false).is_some());
        open.clear();
        assert!(lines.0.lock().is_ok_and(|open| open.of.is_empty() && open.families == 0 && open.staff == 0));
    }

    #[test]
    fn families_leave_room_for_the_desk() {
        let lines = Lines::default();
        let open: Vec<_> = (0..OF_FAMILIES + 9).filter_map(|n| lines.open(Some(n.to_string()), false)).collect();
        assert_eq!(open.len(), OF_FAMILIES);
        assert!(lines.open(None, true).is_some());
    }
}
