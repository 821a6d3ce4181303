//! Files that are written in the background, for whoever asked for them.

use domain::access::{Verb, may};
use jiff::Timestamp;
use leptos::prelude::*;
use leptos_i18n::td_string;
use store::{EXPORT_SECONDS, ExportKind, ExportRecord, ExportStatus};

use super::{Reader, guarded, moment};
use crate::{api::Failure, i18n::Locale};

/// What somebody has to be able to do to ask for a file, and to fetch it.
pub fn export_verb(kind: ExportKind) -> Verb {
    match kind {
        ExportKind::AuditCsv => Verb::SeeAudit,
        ExportKind::FiguresCsv | ExportKind::FiguresXlsx | ExportKind::ReportCsv | ExportKind::ReportXlsx => {
            Verb::SeeFigures
        }
    }
}

/// The files of whoever reads.
#[component]
pub fn ExportsPage() -> impl IntoView {
    guarded(|at| td_string!(at, admin.exports.title), Verb::SeeFigures, exports)
}

async fn exports(reader: Reader) -> Result<AnyView, Failure> {
    let (at, here) = (reader.at, &reader.here);
    let files = here.store.exports_of(&here.centre, reader.member.id).await?;
    let open = files.iter().any(|file| matches!(file.status, ExportStatus::Waiting | ExportStatus::Building));
    let rows = files.iter().filter(|file| may(&reader.member.roles, export_verb(file.kind)));
    let rows: Vec<_> = rows.map(|file| row(&reader, file)).collect();
    let none = rows.is_empty().then(|| view! { <p class="office__none">{td_string!(at, admin.exports.none)}</p> });
    let again = open.then(|| {
        view! { <p><a class="button" href="/staff/exports">{td_string!(at, admin.exports.again)}</a></p> }
    });
    Ok(view! {
        <p>{td_string!(at, admin.exports.lead)}</p>
        {none}
        <ul class="entries">{rows}</ul>
        {again}
        <p class="office__back"><a href="/staff/figures">{td_string!(at, admin.figures.title)}</a></p>
    }
    .into_any())
}

fn row(reader: &Reader, file: &ExportRecord) -> AnyView {
    let at = reader.at;
    let until = Timestamp::from_second(file.created_at + EXPORT_SECONDS);
    let until = until.map(|until| moment(reader, until)).unwrap_or_default();
    let state = match file.status {
        ExportStatus::Waiting => view! { <span>{td_string!(at, admin.exports.waiting)}</span> }.into_any(),
        ExportStatus::Failed => view! { <span>{td_string!(at, admin.exports.failed)}</span> }.into_any(),
        ExportStatus::Building => view! {
            <label>
                {td_string!(at, admin.exports.building)} " "
                <bdi dir="ltr">{file.done} " / " {file.total}</bdi>
                <progress class="export__progress" value=file.done.to_string() max=file.total.max(1).to_string()></progress>
            </label>
        }
        .into_any(),
        ExportStatus::Ready => view! {
            <a class="button button--primary" href=format!("/staff/exports/{}", file.id) rel="external">
                {td_string!(at, admin.exports.fetch)}
            </a>
            <span>{td_string!(at, admin.exports.until, when = until).to_string()}</span>
        }
        .into_any(),
    };
    view! {
        <li class="entry">
            <span class="entry__what">{kind_words(at, file.kind)} " " <bdi dir="ltr">{days_of(&file.asked)}</bdi></span>
            {state}
        </li>
    }
    .into_any()
}

fn kind_words(at: Locale, kind: ExportKind) -> String {
    let (what, how) = match kind {
        ExportKind::FiguresCsv => (td_string!(at, admin.figures.title), "CSV"),
        ExportKind::FiguresXlsx => (td_string!(at, admin.figures.title), "XLSX"),
        ExportKind::ReportCsv => (td_string!(at, admin.report.title), "CSV"),
        ExportKind::ReportXlsx => (td_string!(at, admin.report.title), "XLSX"),
        ExportKind::AuditCsv => (td_string!(at, admin.audit.title), "CSV"),
    };
    format!("{what} · {how}")
}

/// The days of what was asked, where it says some.
fn days_of(asked: &str) -> String {
    let days = asked.split('&').filter_map(|pair| pair.strip_prefix("from=").or_else(|| pair.strip_prefix("to=")));
    days.filter(|day| !day.is_empty()).collect::<Vec<_>>().join(" – ")
}
