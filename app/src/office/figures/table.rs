use domain::figures::{FEWEST, rounded, shown};

/// A table with its rows; a number that is not shown is `None`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table {
    pub title: String,
    pub rows: Vec<(String, Option<u64>)>,
    /// `None` where it would tell of somebody, or says nothing.
    pub total: Option<u64>,
    pub note: Option<String>,
}

impl Table {
    /// A table of parts of one whole.
    pub fn of(title: &str, rows: Vec<(String, u64)>) -> Self {
        let numbers: Vec<u64> = rows.iter().map(|(_, number)| *number).collect();
        let total: u64 = numbers.iter().sum();
        let seen = shown(&numbers);
        let rows = rows.into_iter().zip(seen).map(|((name, _), seen)| (name, seen)).collect();
        let total = (total == 0 || total >= FEWEST).then_some(total);
        Self { title: title.to_owned(), rows, total, note: None }
    }

    pub fn with_note(self, note: Option<String>) -> Self {
        Self { note, ..self }
    }

    /// The same with numbers in fives, and without what is computed from exact ones.
    pub fn coarse(self) -> Self {
        let rows = self.rows.into_iter().map(|(name, number)| (name, number.map(rounded))).collect();
        Self { rows, total: self.total.map(rounded), note: None, ..self }
    }
}
