//! A set of five-minute cells between two days, a bit a cell: what is open, what is taken.

use jiff::civil::{Date, DateTime};

use crate::calendar::{CELLS_PER_DAY, cell_of, first_cell_of};

/// Cells of a stretch of days. What lies outside the stretch is never in the set.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CellSet {
    first: i64,
    len: i64,
    words: Vec<u64>,
}

/// Bits of a word.
const WORD: i64 = 64;

impl CellSet {
    /// The empty set over `first` to `last`, both included.
    pub fn over(first: Date, last: Date) -> Self {
        let (from, to) = (first_cell_of(first), first_cell_of(last) + CELLS_PER_DAY);
        let len = (to - from).max(0);
        Self { first: from, len, words: vec![0; len.unsigned_abs().div_ceil(WORD as u64) as usize] }
    }

    /// Adds the cells `from..to`.
    pub fn insert(&mut self, from: i64, to: i64) {
        self.each_word(from, to, |word, mask| *word |= mask);
    }

    /// Takes the cells `from..to` out.
    pub fn remove(&mut self, from: i64, to: i64) {
        self.each_word(from, to, |word, mask| *word &= !mask);
    }

    /// Adds every cell that the half-open civil span touches.
    pub fn insert_span(&mut self, from: DateTime, to: DateTime) {
        self.insert(cell_of(from), end_cell(to));
    }

    /// Takes every cell out that the half-open civil span touches.
    pub fn remove_span(&mut self, from: DateTime, to: DateTime) {
        self.remove(cell_of(from), end_cell(to));
    }

    /// Adds the cells whose bits are set in `word`, from `first` on.
    pub fn insert_word(&mut self, first: i64, word: u64) {
        let (mut from, mut rest) = (first, word);
        while rest != 0 {
            let gap = rest.trailing_zeros();
            let run = (rest >> gap).trailing_ones();
            from += i64::from(gap);
            self.insert(from, from + i64::from(run));
            from += i64::from(run);
            rest = rest.checked_shr(gap + run).unwrap_or(0);
        }
    }

    /// Whether every cell of `from..to` is in the set.
    pub fn has_all(&self, from: i64, to: i64) -> bool {
        self.count(from, to) == (to - from).max(0)
    }

    /// Whether no cell of `from..to` is in the set.
    pub fn has_none(&self, from: i64, to: i64) -> bool {
        self.masks(from, to).all(|(n, mask)| self.words[n] & mask == 0)
    }

    /// How many cells of `from..to` are in the set.
    pub fn count(&self, from: i64, to: i64) -> i64 {
        self.masks(from, to).map(|(n, mask)| i64::from((self.words[n] & mask).count_ones())).sum()
    }

    fn each_word(&mut self, from: i64, to: i64, change: impl Fn(&mut u64, u64)) {
        for (n, mask) in self.masks(from, to) {
            change(&mut self.words[n], mask);
        }
    }

    /// The words that `from..to` touches, each with the bits it touches there.
    fn masks(&self, from: i64, to: i64) -> impl Iterator<Item = (usize, u64)> + use<> {
        let (from, to) = ((from - self.first).clamp(0, self.len), (to - self.first).clamp(0, self.len));
        let words = if from < to { from / WORD..(to - 1) / WORD + 1 } else { 0..0 };
        words.map(move |n| {
            let (low, high) = ((from - n * WORD).max(0), (to - n * WORD).min(WORD));
            (n as usize, (u64::MAX >> (WORD - (high - low))) << low)
        })
    }
}

/// The cell after the last one that a half-open span touches.
fn end_cell(to: DateTime) -> i64 {
    let cell = cell_of(to);
    let on_line = to.minute() % 5 == 0 && to.second() == 0 && to.subsec_nanosecond() == 0;
    if on_line { cell } else { cell + 1 }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;
    use proptest::prelude::*;
    use std::collections::BTreeSet;

    #[test]
    fn what_lies_outside_the_stretch_is_never_in_the_set() {
        let mut set = CellSet::over(date(1970, 1, 1), date(1970, 1, 1));
        set.insert(-10, 1000);
        assert_eq!(set.count(-10, 1000), 288);
        assert!(!set.has_all(287, 289));
        assert!(set.has_none(288, 400));
    }

    #[test]
    fn a_word_brings_its_bits() {
        let mut set = CellSet::over(date(1970, 1, 1), date(1970, 1, 1));
        set.insert_word(60, 0b1011_0000);
        let found: Vec<i64> = (0..288).filter(|cell| set.has_all(*cell, cell + 1)).collect();
        assert_eq!(found, [64, 65, 67]);
        set.insert_word(0, u64::MAX);
        assert_eq!(set.count(0, 288), 67);
    }

    #[test]
    fn a_span_off_the_lines_takes_every_cell_that_it_touches() {
        let mut set = CellSet::over(date(1970, 1, 1), date(1970, 1, 1));
        set.insert_span(date(1970, 1, 1).at(0, 7, 0, 0), date(1970, 1, 1).at(0, 11, 0, 0));
        assert_eq!((set.count(0, 288), set.has_all(1, 3)), (2, true));
    }

    proptest! {
        #[test]
        fn the_bits_are_those_of_an_ordinary_set(
            changes in prop::collection::vec((any::<bool>(), -50_i64..700, 0_i64..300), 0..20),
            from in -50_i64..700,
            length in 0_i64..400,
        ) {
            let mut set = CellSet::over(date(1970, 1, 1), date(1970, 1, 2));
            let mut ordinary = BTreeSet::new();
            for (add, from, length) in changes {
                let cells = (from..from + length).filter(|cell| (0..576).contains(cell));
                if add {
                    set.insert(from, from + length);
                    ordinary.extend(cells);
                } else {
                    set.remove(from, from + length);
                    cells.for_each(|cell| { ordinary.remove(&cell); });
                }
            }
            let inside = ordinary.range(from..from + length).count() as i64;
            prop_assert_eq!(set.count(from, from + length), inside);
            prop_assert_eq!(set.has_none(from, from + length), inside == 0);
            prop_assert_eq!(set.has_all(from, from + length), inside == length);
        }
    }
}
