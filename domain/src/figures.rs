//! Figures that give nobody away: a number of one to four people is not shown, nor another from which it would follow.

/// Numbers below this are of people whom somebody may know.
pub const FEWEST: u64 = 5;

/// The rows of one table as they may be shown beside their total; `None` is “fewer than five, or what would tell it”.
///
/// Zero says nothing of anybody. When what is hidden is one row, or adds up to fewer than five, it would follow from the
/// total: the next smallest row is hidden, too (OpenSAFELY's rule for statistics from health records).
pub fn shown(rows: &[u64]) -> Vec<Option<u64>> {
    let total: u64 = rows.iter().sum();
    if total < FEWEST {
        return rows.iter().map(|row| (*row == 0 && total == 0).then_some(0)).collect();
    }
    let mut hidden: Vec<bool> = rows.iter().map(|row| (1..FEWEST).contains(row)).collect();
    let sum_of =
        |hidden: &[bool]| rows.iter().zip(hidden).filter(|(_, hidden)| **hidden).map(|(row, _)| row).sum::<u64>();
    while hidden.contains(&true) && (sum_of(&hidden) < FEWEST || hidden.iter().filter(|hidden| **hidden).count() == 1) {
        let next = (0..rows.len()).filter(|n| !hidden[*n] && rows[*n] > 0).min_by_key(|n| rows[*n]);
        match next {
            Some(next) => hidden[next] = true,
            None => break,
        }
    }
    rows.iter().zip(hidden).map(|(row, hidden)| (!hidden).then_some(*row)).collect()
}

/// A number that is shown as a multiple of five. Two periods of which one ends a day later would otherwise tell what that day
/// hides; what is hidden, and what is of no people, stays.
pub fn rounded(number: u64) -> u64 {
    if number < FEWEST { number } else { (number + 2) / 5 * 5 }
}

/// The middle of several numbers; of an even number of them, the lower one of the two in the middle.
pub fn median(mut values: Vec<i64>) -> Option<i64> {
    values.sort_unstable();
    values.get(values.len().checked_sub(1)? / 2).copied()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn small_numbers_are_hidden_with_what_would_tell_them() {
        for (rows, seen) in [
            (&[10, 20, 30][..], vec![Some(10), Some(20), Some(30)]),
            // One alone would follow from the total.
            (&[2, 10, 20], vec![None, None, Some(20)]),
            (&[2, 3, 20], vec![None, None, Some(20)]),
            (&[1, 1, 20, 30], vec![None, None, None, Some(30)]),
            (&[0, 10, 20], vec![Some(0), Some(10), Some(20)]),
            (&[0, 3], vec![None, None]),
            (&[0, 0], vec![Some(0), Some(0)]),
            (&[4, 0, 9], vec![None, Some(0), None]),
            (&[], vec![]),
        ] {
            assert_eq!(shown(rows), seen, "{rows:?}");
        }
    }

    #[test]
    fn the_middle_is_the_middle() {
        assert_eq!(median(vec![]), None);
        assert_eq!(median(vec![3]), Some(3));
        assert_eq!(median(vec![9, 1, 5]), Some(5));
        assert_eq!(median(vec![4, 1, 9, 5]), Some(4));
    }

    proptest! {
        #[test]
        fn a_rounded_number_is_near_and_never_small(number in 0_u64..1000) {
            let shown = rounded(number);
            prop_assert!(shown.abs_diff(number) <= 2);
            prop_assert!(number < FEWEST || (shown.is_multiple_of(5) && shown >= FEWEST));
        }

        #[test]
        fn nothing_small_follows_from_the_total(rows in prop::collection::vec(0_u64..30, 0..8)) {
            let seen = shown(&rows);
            let total: u64 = rows.iter().sum();
            for (row, seen) in rows.iter().zip(&seen) {
                prop_assert!(seen.is_none_or(|seen| seen == *row && !(1..FEWEST).contains(&seen)));
            }
            let hidden: Vec<u64> = rows.iter().zip(&seen).filter(|(_, seen)| seen.is_none()).map(|(row, _)| *row).collect();
            if total >= FEWEST && !hidden.is_empty() {
                // Everybody who can subtract learns the sum of the hidden rows: it says nothing of fewer than five.
                prop_assert!(hidden.iter().sum::<u64>() >= FEWEST);
                prop_assert!(hidden.len() > 1 || rows.iter().filter(|row| **row > 0).count() == 1);
            }
        }
    }
}
