//! Files that are written in the background: asked for, and fetched.

use std::collections::BTreeMap;

use app::{here::Here, office::export_verb};
use axum::{
    body::Body,
    extract::Path,
    http::{Extensions, StatusCode},
    response::{IntoResponse, Redirect, Response},
};
use domain::access::{Verb, may};
use store::{ExportKind, ExportRecord, NewExport};
use uuid::Uuid;

use super::{
    figures::period_of,
    form::Typed,
    sheets::{Kind, answer},
};
use crate::{at::At, now, session::staff_who_may, unavailable::broken};

const PAGE: &str = "/staff/exports";
/// The longest question about the audit.
const LONGEST: usize = 500;

/// Asks for a file and leads to the list.
pub async fn ask(At(state): At, typed: Typed) -> Response {
    let member = match typed.sender(Verb::SeeFigures) {
        Ok(member) => member,
        Err(refusal) => return *refusal,
    };
    let Some(kind) = ExportKind::from_str_opt(typed.get("kind")) else {
        return StatusCode::UNPROCESSABLE_ENTITY.into_response();
    };
    if !may(&member.roles, export_verb(kind)) {
        return StatusCode::FORBIDDEN.into_response();
    }
    let here = &state.here;
    let asked = match kind {
        ExportKind::AuditCsv => typed.get("asked").chars().take(LONGEST).collect(),
        _ => period_of(here, |name| Some(typed.get(name).to_owned())).query(),
    };
    let new = NewExport { kind, asked, language: member.language, staff_id: member.id };
    match here.store.ask_for_export(&here.centre, &new, now()).await {
        // The list says how many wait.
        Ok(_) | Err(store::Error::Throttled) => Redirect::to(PAGE).into_response(),
        Err(error) => broken(&error),
    }
}

/// The file, part by part, for whoever asked for it.
pub async fn fetch(At(state): At, Path(id): Path<String>, extensions: Extensions) -> Response {
    let member = match staff_who_may(&extensions, Verb::SeeFigures) {
        Ok(member) => member,
        Err(refusal) => return *refusal,
    };
    let Ok(id) = id.parse::<Uuid>() else { return StatusCode::NOT_FOUND.into_response() };
    let here = state.here.clone();
    match here.store.export_ready(&here.centre, member.id, id).await {
        Ok(file) if may(&member.roles, export_verb(file.kind)) => send(here, &file),
        Ok(_) => StatusCode::FORBIDDEN.into_response(),
        Err(store::Error::NotFound) => StatusCode::NOT_FOUND.into_response(),
        Err(error) => broken(&error),
    }
}

fn send(here: Here, file: &ExportRecord) -> Response {
    let (id, parts) = (file.id, file.parts);
    let parts = futures::stream::try_unfold(0, move |number| {
        let here = here.clone();
        async move {
            if number == parts {
                return Ok(None);
            }
            let part = here.store.export_part(here.centre.id, id, number).await.map_err(std::io::Error::other)?;
            Ok::<_, std::io::Error>(Some((part, number + 1)))
        }
    });
    let (kind, name) = match file.kind {
        ExportKind::FiguresCsv => (Kind::Csv, "figures"),
        ExportKind::FiguresXlsx => (Kind::Xlsx, "figures"),
        ExportKind::ReportCsv => (Kind::Csv, "report"),
        ExportKind::ReportXlsx => (Kind::Xlsx, "report"),
        ExportKind::AuditCsv => (Kind::Csv, "audit"),
    };
    answer(kind, name, Body::from_stream(parts))
}

/// What a question in an address says, by name.
pub fn read_query(asked: &str) -> BTreeMap<String, String> {
    let uri = format!("/?{asked}").parse::<http::Uri>().unwrap_or_default();
    axum::extract::Query::try_from_uri(&uri).map(|query| query.0).unwrap_or_default()
}
