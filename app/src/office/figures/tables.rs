//! Figures as tables that give nobody away.

use domain::{
    appointment::Status,
    figures::{FEWEST, median, shown},
    language::Language,
};
use leptos_i18n::td_string;
use store::{Figures, WaitingEnd};

use crate::{booking::mode_words, desk::status_words, i18n::Locale, ui::month_words};

/// A table with its rows; a number that is not shown is `None`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table {
    pub title: String,
    pub rows: Vec<(String, Option<u64>)>,
    /// `None` where it would tell of somebody, or says nothing.
    pub total: Option<u64>,
    pub note: Option<String>,
}

/// A table of parts of one whole.
fn table(title: &str, rows: Vec<(String, u64)>) -> Table {
    let numbers: Vec<u64> = rows.iter().map(|(_, number)| *number).collect();
    let total: u64 = numbers.iter().sum();
    let seen = shown(&numbers);
    let rows = rows.into_iter().zip(seen).map(|((name, _), seen)| (name, seen)).collect();
    let total = (total == 0 || total >= FEWEST).then_some(total);
    Table { title: title.to_owned(), rows, total, note: None }
}

/// Every table of the page, the same for paper and for table programs.
pub fn tables(at: Locale, language: Language, figures: &Figures) -> Vec<Table> {
    let outcomes = figures.outcomes.iter().map(|(status, n)| (status_words(language, *status).to_owned(), *n));
    let modes = figures.modes.iter().map(|(mode, n)| (mode_words(language, *mode).1.to_owned(), *n));
    let months = figures.months.iter().map(|(month, n)| (month_words(language, month), *n));
    let ends = figures.waiting.iter().map(|(end, n)| {
        let words = match end {
            WaitingEnd::Waits => td_string!(at, admin.figures.still_waits),
            WaitingEnd::GotATime => td_string!(at, admin.figures.got_a_time),
            WaitingEnd::Left => td_string!(at, admin.figures.left_list),
        };
        (words.to_owned(), *n)
    });
    vec![
        with_no_shows(at, table(td_string!(at, admin.figures.outcomes), outcomes.collect()), figures),
        table(td_string!(at, admin.figures.months), months.collect()),
        table(td_string!(at, admin.figures.services), figures.services.clone()),
        table(td_string!(at, admin.figures.modes), modes.collect()),
        table(td_string!(at, admin.figures.mediators), figures.mediators.clone()),
        waits(at, &figures.waits),
        table(td_string!(at, admin.figures.waiting), ends.collect()),
        workshops(at, figures.workshops),
    ]
}

/// Says which part of those whose time is over did not come, where enough are.
fn with_no_shows(at: Locale, table: Table, figures: &Figures) -> Table {
    let of = |status| figures.outcomes.iter().filter(|(of, _)| *of == status).map(|(_, n)| n).sum::<u64>();
    let (missed, came) = (of(Status::DidNotCome), of(Status::Done));
    let enough = missed >= FEWEST && came >= FEWEST;
    let note = enough.then(|| {
        let part = (missed * 100 + (missed + came) / 2) / (missed + came);
        td_string!(at, admin.figures.no_shows, part = part).to_string()
    });
    Table { note, ..table }
}

/// How long people waited from their booking to their first day.
fn waits(at: Locale, days: &[i64]) -> Table {
    let bounds = [(0, 0), (1, 3), (4, 7), (8, 14), (15, 30), (31, i64::MAX)];
    let rows = bounds.map(|(least, most)| {
        let words = match (least, most) {
            (0, 0) => td_string!(at, admin.figures.same_day).to_owned(),
            (31, _) => td_string!(at, admin.figures.longer).to_owned(),
            (least, most) => td_string!(at, admin.figures.days, least = least, most = most).to_string(),
        };
        (words, days.iter().filter(|days| (least..=most).contains(*days)).count() as u64)
    });
    let middle = median(days.to_vec()).filter(|_| days.len() as u64 >= FEWEST);
    let note = middle.map(|middle| td_string!(at, admin.figures.median, days = middle).to_string());
    Table { note, ..table(td_string!(at, admin.figures.waits), rows.to_vec()) }
}

/// Workshops and their seats are no people; those who sat there are.
fn workshops(at: Locale, [held, seats, taken, came]: [u64; 4]) -> Table {
    let few = |people: u64| (people == 0 || people >= FEWEST).then_some(people);
    // Who did not come follows from the two.
    let came = if (1..FEWEST).contains(&(taken - came.min(taken))) { None } else { few(came) };
    let rows = vec![
        (td_string!(at, admin.figures.workshops_held).to_owned(), Some(held)),
        (td_string!(at, admin.figures.seats).to_owned(), Some(seats)),
        (td_string!(at, admin.figures.seats_taken).to_owned(), few(taken)),
        (td_string!(at, admin.figures.came).to_owned(), came),
    ];
    Table { title: td_string!(at, admin.figures.workshops).to_owned(), rows, total: None, note: None }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::locale;

    #[test]
    fn no_table_shows_a_small_number() {
        let figures = Figures {
            outcomes: vec![(Status::Done, 40), (Status::DidNotCome, 2), (Status::CancelledByPerson, 9)],
            services: vec![("a".into(), 3)],
            months: vec![("2027-01".into(), 51)],
            waits: vec![0, 0, 1, 2, 9, 40, 41],
            workshops: [2, 24, 9, 7],
            ..Figures::default()
        };
        let tables = tables(locale(Language::Fr), Language::Fr, &figures);
        assert_eq!(tables.len(), 8);
        for table in &tables[..7] {
            let small = table.rows.iter().filter_map(|(_, n)| *n).any(|n| (1..FEWEST).contains(&n));
            assert!(!small, "{table:?}");
            assert!(table.total.is_none_or(|total| total == 0 || total >= FEWEST), "{table:?}");
        }
        assert_eq!(tables[0].note, None, "two who did not come are not told as a part, either");
        assert_eq!(tables[1].rows, [("janvier 2027".to_owned(), Some(51))]);
        assert_eq!(tables[2].rows, [("a".to_owned(), None)]);
        let workshop: Vec<_> = tables[7].rows.iter().map(|(_, n)| *n).collect();
        assert_eq!(workshop, [Some(2), Some(24), Some(9), None]);
    }
}
