//! Figures as tables that give nobody away.

use domain::{
    appointment::Status,
    figures::{FEWEST, median, shown},
    language::Language,
};
use leptos_i18n::td_string;
use store::{Figures, WaitingEnd};

use super::table::Table;
use crate::{
    booking::mode_words,
    desk::status_words,
    i18n::Locale,
    ui::{long_day, month_words},
};

/// Every table of the page, the same for paper and for table programs. Those of a period that is not whole months are coarse.
pub fn tables(at: Locale, language: Language, figures: &Figures, exact: bool) -> Vec<Table> {
    let modes = figures.modes.iter().map(|(mode, n)| (mode_words(language, *mode).1.to_owned(), *n));
    let months = figures.months.iter().map(|(month, n)| (month_words(language, month), *n));
    let tables = vec![
        outcomes(at, language, figures),
        Table::of(td_string!(at, admin.figures.months), months.collect()),
        weeks(at, language, figures),
        Table::of(td_string!(at, admin.figures.services), figures.services.clone()),
        Table::of(td_string!(at, admin.figures.modes), modes.collect()),
        Table::of(td_string!(at, admin.figures.mediators), figures.mediators.clone()),
        load(at, figures),
        waits(at, td_string!(at, admin.figures.first_waits), &figures.first_waits),
        waits(at, td_string!(at, admin.figures.waits), &figures.waits),
        waiting(at, figures),
        workshops(at, figures.workshops),
    ];
    if exact { tables } else { tables.into_iter().map(Table::coarse).collect() }
}

/// Appointments by what became of them, and which part did not come.
pub fn outcomes(at: Locale, language: Language, figures: &Figures) -> Table {
    let rows = figures.outcomes.iter().map(|(status, n)| (status_words(language, *status).to_owned(), *n));
    with_no_shows(at, Table::of(td_string!(at, admin.figures.outcomes), rows.collect()), figures)
}

/// Who joined the waiting list.
pub fn waiting(at: Locale, figures: &Figures) -> Table {
    let ends = figures.waiting.iter().map(|(end, n)| {
        let words = match end {
            WaitingEnd::Waits => td_string!(at, admin.figures.still_waits),
            WaitingEnd::GotATime => td_string!(at, admin.figures.got_a_time),
            WaitingEnd::Left => td_string!(at, admin.figures.left_list),
        };
        (words.to_owned(), *n)
    });
    Table::of(td_string!(at, admin.figures.waiting), ends.collect())
}

/// Always in fives: a week belongs to two months, and what one of them hides of it would follow from the other.
fn weeks(at: Locale, language: Language, figures: &Figures) -> Table {
    let words = |monday| td_string!(at, admin.figures.week_of, day = long_day(language, monday)).to_string();
    let rows = figures.weeks.iter().map(|(monday, n)| (words(*monday), *n));
    let table = Table::of(td_string!(at, admin.figures.weeks), rows.collect()).coarse();
    Table { total: None, ..table }.with_note(Some(td_string!(at, admin.figures.in_fives).to_owned()))
}

/// Hours that each mediator led. Who led few sessions is not told by their hours, either.
fn load(at: Locale, figures: &Figures) -> Table {
    let sessions: Vec<u64> = figures.load.values().map(|load| load.sessions).collect();
    let hours = |minutes: u64| (minutes + 30) / 60;
    let rows = figures.load.iter().zip(shown(&sessions));
    let rows = rows.map(|((name, load), seen)| (name.clone(), seen.map(|_| hours(load.minutes)))).collect();
    let title = td_string!(at, admin.figures.load).to_owned();
    let note = Some(td_string!(at, admin.figures.load_note).to_owned());
    Table { title, rows, total: None, note }
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
    table.with_note(note)
}

/// How long people waited.
pub fn waits(at: Locale, title: &str, days: &[i64]) -> Table {
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
    Table::of(title, rows.to_vec()).with_note(note)
}

/// Workshops and their seats are no people; those who sat there are.
pub fn workshops(at: Locale, [held, seats, taken, came]: [u64; 4]) -> Table {
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
    use jiff::civil::date;
    use store::Load;

    fn figures() -> Figures {
        Figures {
            outcomes: vec![(Status::Done, 40), (Status::DidNotCome, 2), (Status::CancelledByPerson, 9)],
            services: vec![("a".into(), 3)],
            months: vec![("2027-01".into(), 51)],
            weeks: vec![(date(2027, 1, 4), 3), (date(2027, 1, 11), 48)],
            load: [("n".into(), Load { sessions: 3, minutes: 180 }), ("o".into(), Load { sessions: 9, minutes: 500 })]
                .into(),
            waits: vec![0, 0, 1, 2, 9, 40, 41],
            workshops: [2, 24, 9, 7],
            ..Figures::default()
        }
    }

    #[test]
    fn no_table_shows_a_small_number() {
        let tables = tables(locale(Language::Fr), Language::Fr, &figures(), true);
        let [outcomes, months, _, services, .., workshops] = &tables[..] else { panic!("{tables:?}") };
        for table in &tables[..tables.len() - 1] {
            let small = table.rows.iter().filter_map(|(_, n)| *n).any(|n| (1..FEWEST).contains(&n));
            assert!(!small, "{table:?}");
            assert!(table.total.is_none_or(|total| total == 0 || total >= FEWEST), "{table:?}");
        }
        assert_eq!(outcomes.note, None, "two who did not come are not told as a part, either");
        assert_eq!(months.rows, [("janvier 2027".to_owned(), Some(51))]);
        assert_eq!(services.rows, [("a".to_owned(), None)]);
        let workshop: Vec<_> = workshops.rows.iter().map(|(_, n)| *n).collect();
        assert_eq!(workshop, [Some(2), Some(24), Some(9), None]);
    }

    #[test]
    fn few_sessions_are_not_told_by_their_hours() {
        let hours = |figures: &Figures| {
            load(locale(Language::Fr), figures).rows.into_iter().map(|(_, n)| n).collect::<Vec<_>>()
        };
        // One alone would follow from the number of all.
        assert_eq!(hours(&figures()), [None, None]);
        let mut more = figures();
        more.load.insert("p".into(), Load { sessions: 20, minutes: 1230 });
        assert_eq!(hours(&more), [None, None, Some(21)]);
    }

    #[test]
    fn weeks_and_free_periods_are_told_in_fives() {
        let exact = tables(locale(Language::Fr), Language::Fr, &figures(), true);
        assert!(exact[2].rows.iter().all(|(_, n)| n.is_none_or(|n| n % 5 == 0)), "{:?}", exact[2]);
        let coarse = tables(locale(Language::Fr), Language::Fr, &figures(), false);
        for table in &coarse[..coarse.len() - 1] {
            let fives = table.rows.iter().filter_map(|(_, n)| *n).chain(table.total).all(|n| n % 5 == 0);
            assert!(fives && table.note.is_none(), "{table:?}");
        }
        assert_eq!(coarse[1].total, Some(50), "51 in the exact one");
    }
}
