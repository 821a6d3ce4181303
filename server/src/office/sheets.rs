//! Tables as files for table programs.

use app::office::FiguresTable;
use axum::{
    http::{StatusCode, header},
    response::{IntoResponse, Response},
};
use domain::language::Language;
use rust_xlsxwriter::{Format, Workbook, XlsxError};

/// How a file is called, and what it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Csv,
    Xlsx,
}

impl Kind {
    pub fn ending(self) -> &'static str {
        match self {
            Self::Csv => "csv",
            Self::Xlsx => "xlsx",
        }
    }

    pub fn media_type(self) -> &'static str {
        match self {
            Self::Csv => "text/csv; charset=utf-8",
            Self::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        }
    }
}

/// What stands for a number that is not shown.
const FEW: &str = "<5";

/// The tables as a file.
///
/// # Errors
/// Those of the sheet.
pub fn file_of(kind: Kind, language: Language, tables: &[FiguresTable]) -> Result<Vec<u8>, XlsxError> {
    match kind {
        Kind::Csv => Ok(text(tables).into_bytes()),
        Kind::Xlsx => sheet(language, tables),
    }
}

/// A file as an answer, under a name that says nothing of the centre.
pub fn answer(kind: Kind, name: &str, bytes: impl IntoResponse) -> Response {
    let media = (header::CONTENT_TYPE, kind.media_type().to_owned());
    let name = (header::CONTENT_DISPOSITION, format!("attachment; filename=\"{name}.{}\"", kind.ending()));
    (StatusCode::OK, [media, name], bytes).into_response()
}

/// With a mark in front that says that it is Unicode, for the programs that would guess.
fn text(tables: &[FiguresTable]) -> String {
    let mut text = "\u{FEFF}".to_owned();
    for table in tables {
        text.push_str(&format!("{}\r\n", cell(&table.title)));
        for (name, number) in &table.rows {
            text.push_str(&format!("{},{}\r\n", cell(name), number.map_or_else(|| FEW.to_owned(), |n| n.to_string())));
        }
        if let Some(note) = &table.note {
            text.push_str(&format!("{}\r\n", cell(note)));
        }
        text.push_str("\r\n");
    }
    text
}

/// One sheet, from right to left for Arabic.
fn sheet(language: Language, tables: &[FiguresTable]) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    let bold = Format::new().set_bold();
    let sheet = book.add_worksheet();
    sheet.set_right_to_left(language == Language::Ar);
    sheet.set_column_width(0, 40)?;
    let mut row = 0;
    for table in tables {
        sheet.write_string_with_format(row, 0, &table.title, &bold)?;
        row += 1;
        for (name, number) in &table.rows {
            // Written as text, whatever it begins with.
            sheet.write_string(row, 0, name)?;
            match number {
                Some(number) => sheet.write_number(row, 1, *number as f64)?,
                None => sheet.write_string(row, 1, FEW)?,
            };
            row += 1;
        }
        if let Some(note) = &table.note {
            sheet.write_string(row, 0, note)?;
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

    #[test]
    fn a_table_without_rows_says_why() {
        let table = FiguresTable { title: "a".into(), rows: Vec::new(), total: None, note: Some("b".into()) };
        assert_eq!(text(&[table]), "\u{FEFF}\"a\"\r\n\"b\"\r\n\r\n");
    }
}
