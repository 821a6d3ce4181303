//! Writes files in the background: one at a time at each centre, each as far as it goes, from where the last one who wrote it
//! stopped.

use std::time::Duration;

use app::{
    here::{Gifts, Here},
    office::filter_of,
};
use store::{AuditFilter, Building, ExportKind, Figures, Progress};
use tokio::{
    sync::watch,
    time::{sleep, timeout},
};

use crate::{
    centres::Centres,
    now,
    office::{
        centre::{AUDIT_HEAD, PAGE_OF_LINES, audit_row},
        exports::read_query,
        figures::{What, period_of, tables_of},
        sheets::{Kind, file_of},
    },
};

/// Files are looked for at least this often, and soon after something changed.
const LOOK: Duration = Duration::from_secs(15);
/// A burst of changes wakes the writer once.
const GATHER: Duration = Duration::from_millis(200);

/// Why a file could not be written.
#[derive(Debug, thiserror::Error)]
enum Trouble {
    #[error(transparent)]
    Store(#[from] store::Error),
    #[error(transparent)]
    Sheet(#[from] rust_xlsxwriter::XlsxError),
}

/// Writes what is asked for and throws away what is old, until the program is told to stop.
pub async fn write(centres: watch::Receiver<Centres>, mut stopping: watch::Receiver<bool>) {
    let Some(mut bell) = centres.borrow().0.first().map(|here| here.store.bell()) else { return };
    loop {
        bell.mark_unchanged();
        let now_known = centres.borrow().clone();
        for here in &now_known.0 {
            write_all(here).await;
        }
        let woken = async {
            drop(timeout(LOOK, bell.changed()).await);
            sleep(GATHER).await;
        };
        tokio::select! {
            () = woken => {}
            _ = stopping.wait_for(|stopping| *stopping) => return,
        }
    }
}

/// Every file that a centre waits for.
pub async fn write_all(here: &Here) {
    let Gifts { store, centre, .. } = &**here;
    if let Err(error) = store.throw_exports_away(centre, now()).await {
        tracing::error!(%error, "old files could not be thrown away; trying again");
    }
    loop {
        let building = match store.next_export(centre, now()).await {
            Ok(Some(building)) => building,
            Ok(None) => return,
            Err(error) => return tracing::error!(%error, "files to write could not be read; trying again"),
        };
        let written = build(here, &building).await;
        if let Err(error) = &written {
            tracing::error!(%error, id = %building.id, "a file could not be written; trying again");
        }
        if let Err(error) = store.end_export(centre, &building, written.is_ok(), now()).await {
            return tracing::error!(%error, "a file that is written could not be said to be; trying again");
        }
        if written.is_err() {
            return;
        }
    }
}

async fn build(here: &Here, of: &Building) -> Result<(), Trouble> {
    match of.kind {
        ExportKind::FiguresCsv => write_tables(here, of, (What::Figures, Kind::Csv)).await,
        ExportKind::FiguresXlsx => write_tables(here, of, (What::Figures, Kind::Xlsx)).await,
        ExportKind::ReportCsv => write_tables(here, of, (What::Report, Kind::Csv)).await,
        ExportKind::ReportXlsx => write_tables(here, of, (What::Report, Kind::Xlsx)).await,
        ExportKind::AuditCsv => write_audit(here, of).await,
    }
}

/// Month by month, then the file as one part.
async fn write_tables(here: &Here, of: &Building, (what, kind): (What, Kind)) -> Result<(), Trouble> {
    // Whoever wrote it died just before saying so.
    if of.parts > 0 {
        return Ok(());
    }
    let asked = read_query(&of.asked);
    let period = period_of(here, |name| asked.get(name).cloned());
    let months = period.months();
    let total = months.len() as i64 + 1;
    let (store, centre) = (&here.store, &here.centre);
    let mut figures = Figures::default();
    for (done, month) in (1..).zip(months) {
        figures = figures.and(store.figures(centre, month, of.language).await?);
        store.export_goes_on(centre, of, &Progress { done, total, ..Progress::default() }, now()).await?;
    }
    let tables = tables_of(here, what, period, of.language, &figures).await?;
    let part = Some(file_of(kind, of.language, &tables)?);
    store.export_goes_on(centre, of, &Progress { done: total, total, cursor: None, part }, now()).await?;
    Ok(())
}

/// A page of lines at a time, from the last line to the first.
async fn write_audit(here: &Here, of: &Building) -> Result<(), Trouble> {
    let (store, centre) = (&here.store, &here.centre);
    let asked = read_query(&of.asked);
    let filter = filter_of(centre, |name| asked.get(name).cloned());
    let mut before = of.cursor.as_ref().and_then(|cursor| cursor.parse().ok());
    let (mut done, mut first) = (of.done, of.parts == 0);
    let rest = store.audit_count(centre, &AuditFilter { before, ..filter.clone() }).await?;
    let total = done + rest as i64;
    loop {
        let page = AuditFilter { before, ..filter.clone() };
        let lines = store.audit_lines(centre, &page, PAGE_OF_LINES).await?;
        let Some(last) = lines.last().map(|line| line.sequence).or(first.then_some(0)) else { return Ok(()) };
        let head = if first { AUDIT_HEAD } else { "" };
        let text: String = std::iter::once(head.to_owned()).chain(lines.iter().map(audit_row)).collect();
        (done, first, before) = (done + lines.len() as i64, false, Some(last));
        let (cursor, part) = (Some(last.to_string()), Some(text.into_bytes()));
        store.export_goes_on(centre, of, &Progress { done, total: total.max(done), cursor, part }, now()).await?;
    }
}

#[cfg(test)]
mod tests {
    use app::here::Here;
    use domain::{access::Role, language::Language};
    use store::{ExportKind, NewExport};

    use super::write_all;
    use crate::{centres::Centres, fixture, now};

    /// A file's text, written as the job writes it.
    async fn written(here: &Here, kind: ExportKind, asked: &str, staff_id: i64) -> String {
        let (store, centre) = (&here.store, &here.centre);
        let new = NewExport { kind, asked: asked.to_owned(), language: Language::En, staff_id };
        let id = store.ask_for_export(centre, &new, now()).await.unwrap();
        write_all(here).await;
        let file = store.export_ready(centre, staff_id, id).await.unwrap();
        assert_eq!(file.done, file.total);
        let mut bytes = Vec::new();
        for number in 0..file.parts {
            bytes.extend(store.export_part(centre.id, id, number).await.unwrap());
        }
        String::from_utf8_lossy(&bytes).into_owned()
    }

    #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
    async fn a_file_that_is_written_in_the_background_is_the_whole_file() {
        let (store, _folder) = fixture::database("exports").await;
        let centre = store.centres().await.unwrap().remove(0);
        let id = fixture::hire(&store, &centre, "direction@example.com", &[Role::Administrator]).await;
        let state = fixture::state(&store, vec![centre.clone()]);
        let Centres(all) = state.centres.borrow().clone();
        let lines = store.audit_head(&centre).await.unwrap().map_or(0, |head| head.sequence);
        let audit = written(&all[0], ExportKind::AuditCsv, "", id).await;
        // The head, every line so far, and the one of whoever asked.
        assert_eq!(audit.lines().count() as i64, lines + 2, "{audit}");
        let year = "from=2026-01-01&to=2026-12-31";
        let report = written(&all[0], ExportKind::ReportCsv, year, id).await;
        assert!(report.contains("People received") && report.contains("Not recorded"), "{report}");
        let sheet = written(&all[0], ExportKind::FiguresXlsx, year, id).await;
        assert!(sheet.starts_with("PK"));
    }
}
