//! The figures of a period as a table for table programs.

use std::collections::BTreeMap;

use app::{
    i18n::locale,
    office::{FiguresTable, Period, figures_tables},
};
use axum::{
    extract::Query,
    http::{Extensions, StatusCode, header},
    response::{IntoResponse, Response},
};
use domain::{access::Verb, language::Language};
use rust_xlsxwriter::{Format, Workbook, XlsxError};
use store::StaffMember;

use crate::{at::At, now, session::staff_who_may, state::AppState, unavailable::broken};

type Asked = Query<BTreeMap<String, String>>;

/// With a mark in front that says that it is Unicode, for the programs that would guess.
pub async fn export_csv(At(state): At, Query(asked): Asked, extensions: Extensions) -> Response {
    let (_, tables) = match read(&state, &asked, &extensions).await {
        Ok(read) => read,
        Err(refusal) => return *refusal,
    };
    let mut text = "\u{FEFF}".to_owned();
    for table in &tables {
        text.push_str(&format!("{}\r\n", cell(&table.title)));
        for (name, number) in &table.rows {
            text.push_str(&format!("{},{}\r\n", cell(name), number.map_or_else(|| "<5".to_owned(), |n| n.to_string())));
        }
        text.push_str("\r\n");
    }
    let kind = (header::CONTENT_TYPE, "text/csv; charset=utf-8");
    let name = (header::CONTENT_DISPOSITION, "attachment; filename=\"figures.csv\"");
    (StatusCode::OK, [kind, name], text).into_response()
}

/// One sheet, from right to left for Arabic.
pub async fn export_xlsx(At(state): At, Query(asked): Asked, extensions: Extensions) -> Response {
    let (language, tables) = match read(&state, &asked, &extensions).await {
        Ok(read) => read,
        Err(refusal) => return *refusal,
    };
    match sheet(language, &tables) {
        Ok(bytes) => {
            let kind = (header::CONTENT_TYPE, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");
            let name = (header::CONTENT_DISPOSITION, "attachment; filename=\"figures.xlsx\"");
            (StatusCode::OK, [kind, name], bytes).into_response()
        }
        Err(error) => {
            tracing::error!(%error, "a sheet could not be written");
            crate::unavailable::unavailable()
        }
    }
}

async fn read(
    state: &AppState,
    asked: &BTreeMap<String, String>,
    extensions: &Extensions,
) -> Result<(Language, Vec<FiguresTable>), Box<Response>> {
    let StaffMember { language, .. } = staff_who_may(extensions, Verb::SeeFigures)?;
    let here = &state.here;
    let today = here.centre.zone.to_datetime(now()).date();
    let of = |name: &str| asked.get(name).map_or("", String::as_str);
    let period = Period::read(of("from"), of("to"), today);
    let figures = here.store.figures(&here.centre, period.days(), language).await;
    let figures = figures.map_err(|error| Box::new(broken(&error)))?;
    Ok((language, figures_tables(locale(language), language, &figures)))
}

fn sheet(language: Language, tables: &[FiguresTable]) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    let bold = Format::new().set_bold();
    let sheet = book.add_worksheet();
    sheet.set_right_to_left(language == Language::Ar);
    sheet.set_column_width(0, 40)?;
    let mut row = 0;
    for table in tables {
        sheet.write_with_format(row, 0, &table.title, &bold)?;
        row += 1;
        for (name, number) in &table.rows {
            // Written as text, whatever it begins with.
            sheet.write_string(row, 0, name)?;
            match number {
                Some(number) => sheet.write_number(row, 1, *number as f64)?,
                None => sheet.write_string(row, 1, "<5")?,
            };
            row += 1;
        }
        row += 1;
    }
    book.save_to_buffer()
}

/// A cell that no table program takes for a formula.
pub fn cell(text: &str) -> String {
    let guarded = if text.starts_with(['=', '+', '-', '@', '\t']) { format!("'{text}") } else { text.to_owned() };
    format!("\"{}\"", guarded.replace('"', "\"\""))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sheet_is_written_from_right_to_left_for_arabic() {
        let table = FiguresTable { title: "=1+1".into(), rows: vec![("أ".into(), None)], total: None, note: None };
        let arabic = sheet(Language::Ar, std::slice::from_ref(&table)).unwrap();
        assert_eq!(&arabic[..2], b"PK");
        assert_ne!(arabic, sheet(Language::Fr, &[table]).unwrap());
        assert_eq!(cell("=1+1"), "\"'=1+1\"");
    }
}
