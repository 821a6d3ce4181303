//! The figures and the report of a period as tables for table programs. What is large is written in the background.

use std::collections::BTreeMap;

use app::{
    here::Here,
    i18n::locale,
    office::{FiguresTable, LARGE, Period, figures_tables, report_tables},
};
use axum::{
    extract::Query,
    http::Extensions,
    response::{IntoResponse, Redirect, Response},
};
use domain::{access::Verb, language::Language};
use store::Figures;

use super::sheets::{Kind, answer, file_of};
use crate::{at::At, now, session::staff_who_may, state::AppState, unavailable::broken};

type Asked = Query<BTreeMap<String, String>>;

/// What the tables are of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum What {
    Figures,
    Report,
}

impl What {
    /// How its file is called.
    pub fn name(self) -> &'static str {
        match self {
            Self::Figures => "figures",
            Self::Report => "report",
        }
    }

    fn page(self) -> &'static str {
        match self {
            Self::Figures => "/staff/figures",
            Self::Report => "/staff/figures/report",
        }
    }
}

pub async fn export_csv(At(state): At, Query(asked): Asked, extensions: Extensions) -> Response {
    at_once(&state, What::Figures, Kind::Csv, &asked, &extensions).await
}

pub async fn export_xlsx(At(state): At, Query(asked): Asked, extensions: Extensions) -> Response {
    at_once(&state, What::Figures, Kind::Xlsx, &asked, &extensions).await
}

pub async fn report_csv(At(state): At, Query(asked): Asked, extensions: Extensions) -> Response {
    at_once(&state, What::Report, Kind::Csv, &asked, &extensions).await
}

pub async fn report_xlsx(At(state): At, Query(asked): Asked, extensions: Extensions) -> Response {
    at_once(&state, What::Report, Kind::Xlsx, &asked, &extensions).await
}

/// The period that a query asks for.
pub fn period_of(here: &Here, get: impl Fn(&str) -> Option<String>) -> Period {
    let today = here.centre.zone.to_datetime(now()).date();
    Period::read(&get("from").unwrap_or_default(), &get("to").unwrap_or_default(), today)
}

async fn at_once(
    state: &AppState,
    what: What,
    kind: Kind,
    asked: &BTreeMap<String, String>,
    extensions: &Extensions,
) -> Response {
    let language = match staff_who_may(extensions, Verb::SeeFigures) {
        Ok(member) => member.language,
        Err(refusal) => return *refusal,
    };
    let here = &state.here;
    let period = period_of(here, |name| asked.get(name).cloned());
    match here.store.figures_size(&here.centre, period.days()).await {
        // Its page says how to have it.
        Ok(size) if size > LARGE => {
            return Redirect::to(&format!("{}?{}", what.page(), period.query())).into_response();
        }
        Ok(_) => {}
        Err(error) => return broken(&error),
    }
    let figures = match here.store.figures(&here.centre, period.days(), language).await {
        Ok(figures) => figures,
        Err(error) => return broken(&error),
    };
    let tables = match tables_of(here, what, period, language, &figures).await {
        Ok(tables) => tables,
        Err(error) => return broken(&error),
    };
    match file_of(kind, language, &tables) {
        Ok(bytes) => answer(kind, what.name(), bytes),
        Err(error) => {
            tracing::error!(%error, "a sheet could not be written");
            crate::unavailable::unavailable()
        }
    }
}

/// The tables of a period whose figures are known.
///
/// # Errors
/// Those of the store.
pub async fn tables_of(
    here: &Here,
    what: What,
    period: Period,
    language: Language,
    figures: &Figures,
) -> store::Result<Vec<FiguresTable>> {
    let (at, exact) = (locale(language), period.is_exact());
    match what {
        What::Figures => Ok(figures_tables(at, language, figures, exact)),
        What::Report => {
            let report = here.store.report(&here.centre, period.days()).await?;
            Ok(report_tables(at, language, figures, &report, exact))
        }
    }
}
