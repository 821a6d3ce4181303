//! A page is written anew, shown to families, or brought back to what the program brings.

use domain::{content::ORIGINAL, language::Language};
use jiff::Timestamp;
use sea_orm::{
    ActiveValue::Set,
    ColumnTrait, DatabaseTransaction, EntityTrait, IntoActiveModel, QueryFilter,
    sea_query::{Expr, OnConflict},
};
use uuid::Uuid;

use super::pages::PageWords;
use crate::{
    Act, Actor, Centre, Error, Result, Store, Subject,
    audit::{self, line::Line},
    editing::editions::{self, Edit},
    entities::{revision, shown_page},
    thing::{Thing, ThingKind},
    words::Word,
};

/// A page as somebody has written it.
#[derive(Clone, Debug)]
pub struct NewRevision {
    /// Its address.
    pub page: String,
    pub language: Language,
    pub words: PageWords,
    /// Whether translations need not follow.
    pub minor: bool,
    /// The revision of the original that stood beside it; `None` for the page that the program brings, and for an original.
    pub seen: Option<Uuid>,
    /// What was changed, and why.
    pub note: String,
}

impl Store {
    /// Keeps a page as it is written now, and shows it where `show` says so.
    ///
    /// # Errors
    /// [`Error::Stale`] for whoever saw an older edition; [`Error::NotFound`] when what the translator saw is no revision of
    /// this page's original.
    pub async fn write_page(
        &self,
        centre: &Centre,
        new: &NewRevision,
        show: bool,
        (by, edit): (i64, Edit),
        now: Timestamp,
    ) -> Result<Uuid> {
        let at = now.as_second();
        self.transact_quietly(|tx| async move {
            editions::turn(&tx, centre, &thing(&new.page, new.language), edit, at).await?;
            if let Some(seen) = new.seen {
                let seen = revision::Entity::find_by_id((centre.id, seen)).one(&tx).await?;
                let original = |of: &revision::Model| of.page == new.page && of.language.0 == ORIGINAL;
                seen.filter(original).filter(|_| new.language != ORIGINAL).ok_or(Error::NotFound)?;
            }
            let PageWords { title, lead, text } = new.words.clone();
            let row = revision::Model {
                centre_id: centre.id,
                id: Uuid::now_v7(),
                page: new.page.clone(),
                language: Word(new.language),
                title,
                lead,
                text,
                minor: new.minor,
                seen_id: new.seen,
                note: new.note.clone(),
                written_by: by,
                written_at: at,
            };
            let id = row.id;
            revision::Entity::insert(row.into_active_model()).exec_without_returning(&tx).await?;
            note(&tx, centre, Act::WrotePage, (&new.page, new.language), at, by).await?;
            if show {
                show_revision(&tx, centre, (&new.page, new.language), id, at).await?;
                note(&tx, centre, Act::ShowedPage, (&new.page, new.language), at, by).await?;
            }
            Ok((tx, id))
        })
        .await
    }

    /// Brings back the page that the program brings. What was written stays.
    ///
    /// # Errors
    /// [`Error::Stale`] for whoever saw an older edition.
    pub async fn show_usual_page(
        &self,
        centre: &Centre,
        page: &str,
        language: Language,
        (by, edit): (i64, Edit),
        now: Timestamp,
    ) -> Result<()> {
        let at = now.as_second();
        self.transact_quietly(|tx| async move {
            editions::turn(&tx, centre, &thing(page, language), edit, at).await?;
            let ended = shown_page::Entity::update_many()
                .col_expr(shown_page::Column::EndedAt, Expr::value(at))
                .filter(shown_page::Column::CentreId.eq(centre.id))
                .filter(shown_page::Column::Page.eq(page))
                .filter(shown_page::Column::Language.eq(Word(language)))
                .filter(shown_page::Column::EndedAt.is_null())
                .exec(&tx)
                .await?;
            if ended.rows_affected > 0 {
                note(&tx, centre, Act::HidPage, (page, language), at, by).await?;
            }
            Ok((tx, ()))
        })
        .await
    }
}

/// The page as a thing that is edited.
fn thing(page: &str, language: Language) -> Thing {
    Thing::new(ThingKind::Page, format!("{page}:{}", language.code()))
}

async fn show_revision(
    tx: &DatabaseTransaction,
    centre: &Centre,
    (page, language): (&str, Language),
    revision_id: Uuid,
    at: i64,
) -> Result<()> {
    let row = shown_page::ActiveModel {
        centre_id: Set(centre.id),
        page: Set(page.to_owned()),
        language: Set(Word(language)),
        revision_id: Set(revision_id),
        shown_at: Set(at),
        ended_at: Set(None),
    };
    let key = [shown_page::Column::CentreId, shown_page::Column::Page, shown_page::Column::Language];
    let new = [shown_page::Column::RevisionId, shown_page::Column::ShownAt, shown_page::Column::EndedAt];
    let over = OnConflict::columns(key).update_columns(new).to_owned();
    shown_page::Entity::insert(row).on_conflict(over).exec_without_returning(tx).await?;
    Ok(())
}

async fn note(
    tx: &DatabaseTransaction,
    centre: &Centre,
    act: Act,
    (page, language): (&str, Language),
    at: i64,
    by: i64,
) -> Result<()> {
    let detail = format!("page={page} language={}", language.code());
    let line = Line::new(Actor::Staff(by), act, Subject::Centre).with(detail);
    audit::append(tx, centre.id, &line, at).await
}
