//! What the centre says of itself, its limits, how long it keeps what, and its audit as a table.

use std::collections::BTreeMap;

use app::office::{AccountWrong, Wrong, filter_of, keep_field};
use axum::{
    body::Body,
    extract::{Query, Request},
    http::{StatusCode, header},
    response::{IntoResponse, Redirect, Response},
};
use domain::{
    access::Verb, digits::to_latin_digits, email::EmailAddress, official_page::OfficialPage, phone::PhoneNumber,
};
use store::{AuditFilter, AuditLine, CentreSettings, Kept, MOST_DAYS};

use super::{
    form::{Fields, Typed, Wrongs},
    sheets::cell,
};
use crate::{at::At, now, session::staff_who_may, state::AppState, unavailable::broken};

const PAGE: &str = "/staff/centre";
/// Pages elsewhere that a centre names; more would be a directory and no foot of a page.
const MOST_PAGES: usize = 8;

/// Saves the settings, all of them or none.
pub async fn save(At(state): At, typed: Typed) -> Response {
    let member = match typed.sender(Verb::ManageCentre) {
        Ok(member) => member,
        Err(refusal) => return *refusal,
    };
    let (settings, keeps) = match read(&typed) {
        Ok(read) => read,
        Err(wrong) => return typed.again(&state, PAGE, wrong).await,
    };
    let here = &state.here;
    let (both, edit) = ((&settings, &keeps[..]), typed.edit(&member));
    match here.store.save_settings_and_retention(&here.centre, both, edit, now().as_second()).await {
        Ok(()) => Redirect::to("/staff/centre?saved").into_response(),
        Err(store::Error::Stale) => typed.clashes(&state, PAGE).await,
        Err(error) => broken(&error),
    }
}

/// What stands on each line; an empty one says nothing.
fn lines(text: &str) -> impl Iterator<Item = &str> {
    text.lines().map(str::trim).filter(|line| !line.is_empty())
}

fn read(typed: &Typed) -> Result<(CentreSettings, Vec<(Kept, u32)>), Wrongs> {
    let mut fields = Fields::of(typed);
    let phone = match typed.get("phone") {
        "" => None,
        text => match PhoneNumber::parse(text) {
            Ok(phone) => Some(phone.e164().to_owned()),
            Err(_) => {
                fields.complain("phone", Wrong::Account(AccountWrong::Phone));
                None
            }
        },
    };
    let email = match typed.get("email") {
        "" => None,
        text => match EmailAddress::parse(text) {
            Ok(email) => Some(email.as_str().to_owned()),
            Err(_) => {
                fields.complain("email", Wrong::Account(AccountWrong::PublicEmail));
                None
            }
        },
    };
    let countries: Vec<String> = to_latin_digits(typed.get("message_countries"))
        .split(|c: char| c.is_whitespace() || matches!(c, ',' | '+' | '،'))
        .filter(|code| !code.is_empty())
        .map(str::to_owned)
        .collect();
    let is_code = |code: &String| {
        (1..=4).contains(&code.len()) && code.bytes().all(|b| b.is_ascii_digit()) && !code.starts_with('0')
    };
    if countries.len() > 50 || !countries.iter().all(is_code) {
        fields.complain("message_countries", Wrong::Account(AccountWrong::Countries));
    }
    let pages: Vec<_> = lines(typed.get("official_pages")).map(OfficialPage::parse).collect();
    if pages.len() > MOST_PAGES || pages.iter().any(Result::is_err) {
        fields.complain("official_pages", Wrong::Account(AccountWrong::OfficialPages));
    }
    let settings = CentreSettings {
        phone,
        email,
        most_ahead: fields.number("most_ahead", 1..=50),
        bookings_a_day: fields.number("bookings_a_day", 1..=5000),
        messages_a_day: fields.number("messages_a_day", 1..=100),
        message_countries: countries,
        official_pages: pages.into_iter().flatten().collect(),
        offline_day: typed.ticked("offline_day"),
        free_of_charge: typed.ticked("free_of_charge"),
        second_reader: typed.ticked("second_reader"),
    };
    let keeps = Kept::ALL.map(|kept| (kept, fields.number(keep_field(kept), kept.least_days()..=MOST_DAYS)));
    fields.read((settings, keeps.to_vec()))
}

/// Lines read at a time for the table.
pub const PAGE_OF_LINES: u64 = 2000;

/// The first line of the table.
pub const AUDIT_HEAD: &str = "sequence,at,actor,verb,subject,detail,hash\r\n";

/// The audit as a table, the last line first, a page at a time, however long it is.
pub async fn export_audit(At(state): At, Query(asked): Query<BTreeMap<String, String>>, request: Request) -> Response {
    if let Err(refusal) = staff_who_may(request.extensions(), Verb::SeeAudit) {
        return *refusal;
    }
    let filter = filter_of(&state.here.centre, |name| asked.get(name).cloned());
    let head = futures::stream::iter([Ok::<_, std::io::Error>(AUDIT_HEAD.to_owned())]);
    let pages = futures::stream::try_unfold(Some((state, filter)), async |rest| {
        let Some((state, filter)) = rest else { return Ok(None) };
        page_of_lines(state, filter).await.map(Some)
    });
    let body = Body::from_stream(futures::StreamExt::chain(head, pages));
    let kind = (header::CONTENT_TYPE, "text/csv; charset=utf-8");
    let name = (header::CONTENT_DISPOSITION, "attachment; filename=\"audit.csv\"");
    (StatusCode::OK, [kind, name], body).into_response()
}

type Rest = Option<(AppState, AuditFilter)>;

async fn page_of_lines(state: AppState, filter: AuditFilter) -> Result<(String, Rest), std::io::Error> {
    let here = &state.here;
    let lines = here.store.audit_lines(&here.centre, &filter, PAGE_OF_LINES).await.map_err(std::io::Error::other)?;
    let page: String = lines.iter().map(audit_row).collect();
    let more = lines.last().filter(|_| lines.len() as u64 == PAGE_OF_LINES).map(|line| line.sequence);
    let rest = more.map(|before| (state, AuditFilter { before: Some(before), ..filter }));
    Ok((page, rest))
}

/// A line of the table.
pub fn audit_row(line: &AuditLine) -> String {
    let at = jiff::Timestamp::from_second(line.at).map(|at| at.to_string()).unwrap_or_default();
    let words = [&line.actor, line.act.as_str(), &line.subject, &line.detail, &line.hash] as [&str; 5];
    let words: Vec<String> = words.into_iter().map(cell).collect();
    format!("{},{at},{}\r\n", line.sequence, words.join(","))
}

#[cfg(test)]
mod tests {
    use super::audit_row;
    use store::{Act, AuditLine};

    #[test]
    fn a_line_of_the_table_is_no_formula_and_breaks_nothing() {
        let line = AuditLine {
            sequence: 7,
            at: 0,
            actor: "staff:1".into(),
            act: Act::Read,
            subject: "=cmd|\"x\"".into(),
            detail: String::new(),
            hash: "ab".into(),
        };
        assert_eq!(audit_row(&line), "7,1970-01-01T00:00:00Z,\"staff:1\",\"read\",\"'=cmd|\"\"x\"\"\",\"\",\"ab\"\r\n");
    }
}
