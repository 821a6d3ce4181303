use jiff::{
    ToSpan,
    civil::{Date, date},
};

/// The fewest days of a period.
const FEWEST_DAYS: i32 = 7;

/// Days, the first and the last included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Period {
    first: Date,
    last: Date,
}

impl Period {
    /// Reads `2027-01-15`, or `2027-01` as that whole month. Without a day that can be read: this year so far, in whole months.
    /// What is backwards is turned round, and a few days become a week.
    pub fn read(from: &str, to: &str, today: Date) -> Self {
        let (from, to) = (from.trim(), to.trim());
        let first = read_day(from).or_else(|| read_month(from)).unwrap_or_else(|| date(today.year(), 1, 1));
        let last = read_day(to).or_else(|| read_month(to).map(Date::last_of_month));
        let last = last.unwrap_or_else(|| today.max(first).last_of_month());
        let (first, last) = if last < first { turned(first, last) } else { (first, last) };
        let week = first.saturating_add((FEWEST_DAYS - 1).days());
        Self { first, last: last.max(week) }
    }

    /// A calendar year.
    pub fn year(year: i16) -> Self {
        let year = year.clamp(2020, 2100);
        Self { first: date(year, 1, 1), last: date(year, 12, 31) }
    }

    /// The first and the last day.
    pub fn days(self) -> (Date, Date) {
        (self.first, self.last)
    }

    /// Whether it is whole months, whose figures are exact. Those of other periods are rounded: two that differ by a day would
    /// tell by subtraction what each hides.
    pub fn is_exact(self) -> bool {
        self.first.day() == 1 && self.last == self.last.last_of_month()
    }

    /// Its parts within one month each, in order.
    pub fn months(self) -> Vec<(Date, Date)> {
        let mut parts = Vec::new();
        let mut first = self.first;
        while first <= self.last {
            let last = first.last_of_month().min(self.last);
            parts.push((first, last));
            first = last.saturating_add(1.day());
        }
        parts
    }

    /// As a query.
    pub fn query(self) -> String {
        format!("from={}&to={}", self.first, self.last)
    }
}

fn read_day(text: &str) -> Option<Date> {
    text.parse::<Date>().ok().filter(|day| (2020..=2100).contains(&day.year()))
}

/// The first day of a month.
fn read_month(text: &str) -> Option<Date> {
    let (year, month) = text.split_once('-')?;
    let (year, month) = (year.parse::<i16>().ok()?, month.parse::<i8>().ok()?);
    ((2020..=2100).contains(&year) && (1..=12).contains(&month)).then(|| date(year, month, 1))
}

/// Two whole months stay whole ones.
fn turned(first: Date, last: Date) -> (Date, Date) {
    if first.day() == 1 && last == last.last_of_month() {
        (last.first_of_month(), first.last_of_month())
    } else {
        (last, first)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_period_is_any_days_and_whole_months_are_exact() {
        let today = date(2027, 3, 17);
        let of = |from, to| Period::read(from, to, today);
        for (from, to, first, last, exact) in [
            ("", "", date(2027, 1, 1), date(2027, 3, 31), true),
            ("2027-02", "2027-02", date(2027, 2, 1), date(2027, 2, 28), true),
            ("2027-02", "2026-12", date(2026, 12, 1), date(2027, 2, 28), true),
            ("nonsense", "2027-99", date(2027, 1, 1), date(2027, 3, 31), true),
            ("2028-01", "", date(2028, 1, 1), date(2028, 1, 31), true),
            ("2027-02-01", "2027-02-28", date(2027, 2, 1), date(2027, 2, 28), true),
            ("2027-02-03", "2027-02-20", date(2027, 2, 3), date(2027, 2, 20), false),
            ("2027-02-20", "2027-02-03", date(2027, 2, 3), date(2027, 2, 20), false),
            // One day would be somebody's.
            ("2027-02-03", "2027-02-03", date(2027, 2, 3), date(2027, 2, 9), false),
            ("0001-01-01", "9999-12-31", date(2027, 1, 1), date(2027, 3, 31), true),
        ] {
            let period = of(from, to);
            assert_eq!((period.days(), period.is_exact()), ((first, last), exact), "{from} {to}");
        }
        assert!(Period::year(2026).is_exact());
    }

    #[test]
    fn its_months_are_all_of_its_days_once() {
        let period = Period::read("2026-11-15", "2027-02-03", date(2027, 3, 17));
        let parts = period.months();
        assert_eq!(parts.len(), 4);
        assert_eq!((parts[0].0, parts[3].1), period.days());
        assert!(parts.windows(2).all(|two| two[0].1.tomorrow().unwrap() == two[1].0));
    }
}
