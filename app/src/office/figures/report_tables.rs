//! The yearly report as tables: what the director reports, as far as the program knows it.

use domain::{language::Language, offer::Family};
use leptos_i18n::td_string;
use store::{Figures, Report};

use super::{
    table::Table,
    tables::{outcomes, waiting, waits, workshops},
};
use crate::i18n::Locale;

/// Every table of the report; the last says what nobody records.
pub fn report_tables(at: Locale, language: Language, figures: &Figures, report: &Report, exact: bool) -> Vec<Table> {
    let tables = vec![
        people(at, report),
        families(at, report),
        sessions(at, report),
        outcomes(at, language, figures),
        waits(at, td_string!(at, admin.figures.first_waits), &figures.first_waits),
        waiting(at, figures),
        workshops(at, figures.workshops),
    ];
    let tables = tables.into_iter().map(|table| if exact { table } else { table.coarse() });
    tables.chain([not_recorded(at)]).collect()
}

/// A person is counted once, however often they came.
fn people(at: Locale, report: &Report) -> Table {
    let [first, again] = report.people;
    let rows = vec![
        (td_string!(at, admin.report.first_time).to_owned(), first),
        (td_string!(at, admin.report.came_before).to_owned(), again),
    ];
    Table::of(td_string!(at, admin.report.people), rows)
        .with_note(Some(td_string!(at, admin.report.people_note).to_owned()))
}

fn families(at: Locale, report: &Report) -> Table {
    let rows = report.families.iter().map(|(family, n)| {
        let words = match family {
            Family::Mediation => td_string!(at, desk.services.mediation),
            Family::Support => td_string!(at, desk.services.support),
            Family::Training => td_string!(at, desk.services.training),
        };
        (words.to_owned(), *n)
    });
    Table::of(td_string!(at, admin.report.families), rows.collect())
}

fn sessions(at: Locale, report: &Report) -> Table {
    let [individual, joint, groups] = report.sessions;
    let rows = vec![
        (td_string!(at, admin.report.individual).to_owned(), individual),
        (td_string!(at, admin.report.joint).to_owned(), joint),
        (td_string!(at, admin.report.groups).to_owned(), groups),
    ];
    Table::of(td_string!(at, admin.report.sessions), rows)
}

/// Nobody should take a table that is not there for a zero.
fn not_recorded(at: Locale) -> Table {
    let title = td_string!(at, admin.report.not_recorded).to_owned();
    let note = Some(td_string!(at, admin.report.not_recorded_text).to_owned());
    Table { title, rows: Vec::new(), total: None, note }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::locale;

    #[test]
    fn the_report_hides_small_numbers_and_says_what_is_not_recorded() {
        let report = Report {
            people: [3, 40],
            families: vec![(Family::Mediation, 30), (Family::Support, 2)],
            sessions: [22, 8, 1],
        };
        let tables = report_tables(locale(Language::Ar), Language::Ar, &Figures::default(), &report, true);
        assert_eq!(tables[0].rows.iter().map(|(_, n)| *n).collect::<Vec<_>>(), [None, None]);
        assert_eq!(tables[0].total, Some(43));
        assert_eq!(tables[2].rows.iter().map(|(_, n)| *n).collect::<Vec<_>>(), [Some(22), None, None]);
        let last = tables.last().unwrap();
        assert!(last.rows.is_empty() && last.note.is_some());
    }
}
