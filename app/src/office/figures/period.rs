use jiff::civil::{Date, date};

/// Whole months, both included. Shorter periods would tell by subtraction what a month hides.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Period {
    /// The first days of its first and last month.
    first: Date,
    last: Date,
}

impl Period {
    /// Reads `2027-01`. Without a month that can be read: this year so far. What is backwards is turned round.
    pub fn read(from: &str, to: &str, today: Date) -> Self {
        let month = |text: &str| {
            let (year, month) = text.trim().split_once('-')?;
            let (year, month) = (year.parse::<i16>().ok()?, month.parse::<i8>().ok()?);
            ((2020..=2100).contains(&year) && (1..=12).contains(&month)).then(|| date(year, month, 1))
        };
        let first = month(from).unwrap_or_else(|| date(today.year(), 1, 1));
        let last = month(to).unwrap_or_else(|| today.first_of_month().max(first));
        Self { first: first.min(last), last: first.max(last) }
    }

    /// The first and the last day.
    pub fn days(self) -> (Date, Date) {
        (self.first, self.last.last_of_month())
    }

    pub fn from(self) -> String {
        self.first.strftime("%Y-%m").to_string()
    }

    pub fn to(self) -> String {
        self.last.strftime("%Y-%m").to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_period_is_whole_months() {
        let today = date(2027, 3, 17);
        let of = |from, to| Period::read(from, to, today).days();
        assert_eq!(of("", ""), (date(2027, 1, 1), date(2027, 3, 31)));
        assert_eq!(of("2027-02", "2027-02"), (date(2027, 2, 1), date(2027, 2, 28)));
        assert_eq!(of("2027-02", "2026-12"), (date(2026, 12, 1), date(2027, 2, 28)));
        assert_eq!(of("nonsense", "2027-99"), (date(2027, 1, 1), date(2027, 3, 31)));
        assert_eq!(of("2028-01", ""), (date(2028, 1, 1), date(2028, 1, 31)));
    }
}
