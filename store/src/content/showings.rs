//! Which version of a page families read, from when until when.

use domain::language::Language;
use jiff::Timestamp;
use sea_orm::{
    ActiveValue::Set,
    ColumnTrait, DatabaseTransaction, EntityTrait, QueryFilter,
    sea_query::{Expr, OnConflict},
};
use uuid::Uuid;

use super::{articles::date, found::file, noted::note, pages::is_shown};
use crate::{Act, Centre, Result, entities::showing, words::Word};

/// When families read a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Period {
    pub from: Timestamp,
    /// After it; `None` for good.
    pub until: Option<Timestamp>,
}

/// Shows a version from a moment on. What is shown now for good ends what is shown now; whatever ends, or begins later, lies
/// over what is there, which comes back after it.
pub(super) async fn show_revision(
    tx: &DatabaseTransaction,
    centre: &Centre,
    of: (&str, Language),
    (revision_id, period): (Uuid, Period),
    (by, at): (i64, i64),
) -> Result<()> {
    let begins = period.from.as_second().max(at);
    let ends = period.until.map(Timestamp::as_second);
    if begins == at && ends.is_none() {
        end_showings(tx, centre, of, at).await?;
    }
    let row = showing::ActiveModel {
        centre_id: Set(centre.id),
        page: Set(of.0.to_owned()),
        language: Set(Word(of.1)),
        begins_at: Set(begins),
        revision_id: Set(revision_id),
        ends_at: Set(ends),
    };
    let key = [showing::Column::CentreId, showing::Column::Page, showing::Column::Language, showing::Column::BeginsAt];
    let new = [showing::Column::RevisionId, showing::Column::EndsAt];
    let over = OnConflict::columns(key).update_columns(new).to_owned();
    showing::Entity::insert(row).on_conflict(over).exec_without_returning(tx).await?;
    date(tx, centre, of.0).await?;
    file(tx, centre, of, revision_id, at).await?;
    let mut detail = if begins > at { format!(" from={begins}") } else { String::new() };
    if let Some(ends) = ends {
        detail += &format!(" until={ends}");
    }
    note(tx, centre, Act::ShowedPage, of, &detail, (by, at)).await
}

/// Ends whatever is shown now; answers whether anything was.
pub(super) async fn end_showings(
    tx: &DatabaseTransaction,
    centre: &Centre,
    (page, language): (&str, Language),
    at: i64,
) -> Result<bool> {
    let ended = showing::Entity::update_many()
        .col_expr(showing::Column::EndsAt, Expr::value(at))
        .filter(is_shown(centre.id, at))
        .filter(showing::Column::Page.eq(page))
        .filter(showing::Column::Language.eq(Word(language)))
        .exec(tx)
        .await?;
    date(tx, centre, page).await?;
    Ok(ended.rows_affected > 0)
}
