//! Writing a file in the background: one at a time at each centre, by whichever process is there. Whoever dies over one leaves
//! what is written, and another goes on from there.

use domain::language::Language;
use jiff::Timestamp;
use sea_orm::{
    ActiveValue::Set,
    ColumnTrait, DatabaseTransaction, EntityTrait, QueryFilter, QueryOrder,
    sea_query::{Expr, ExprTrait},
};
use uuid::Uuid;

use crate::{
    Act, Actor, Centre, Error, ExportKind, ExportStatus, Result, Store, Subject,
    audit::{self, line::Line},
    centre::write_alone,
    entities::{export, export_part},
    words::Word,
};

/// Seconds in which whoever writes a file says how far it is, or dies.
const LEASE: i64 = 120;
/// A file over which so many died, or which could not be written so often, is given up.
const MOST_TRIES: i32 = 5;

/// A file that this process writes now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Building {
    pub id: Uuid,
    pub kind: ExportKind,
    pub asked: String,
    pub language: Language,
    /// Which try this is: whoever took it later has a higher one, and what an earlier one writes is refused.
    pub tries: i32,
    /// Parts that are there already, and where to go on.
    pub parts: i32,
    pub cursor: Option<String>,
    pub done: i64,
}

/// How far a file is, with the part that was written last, if there is one.
#[derive(Clone, Debug, Default)]
pub struct Progress {
    pub done: i64,
    pub total: i64,
    pub cursor: Option<String>,
    pub part: Option<Vec<u8>>,
}

impl Store {
    /// Takes the file that is next, unless another process writes one for this centre.
    pub async fn next_export(&self, centre: &Centre, now: Timestamp) -> Result<Option<Building>> {
        let open = export::Entity::find()
            .filter(export::Column::CentreId.eq(centre.id))
            .filter(export::Column::Status.is_in([Word(ExportStatus::Waiting), Word(ExportStatus::Building)]));
        if open.one(&self.db).await?.is_none() {
            return Ok(None);
        }
        self.transact_quietly(|tx| async move {
            write_alone(&tx, centre).await?;
            let of_centre = || export::Entity::find().filter(export::Column::CentreId.eq(centre.id));
            let building = of_centre().filter(export::Column::Status.eq(Word(ExportStatus::Building))).one(&tx).await?;
            let next = match building {
                Some(row) if row.lease_until > now.as_second() => None,
                Some(row) if row.tries >= MOST_TRIES => {
                    end(&tx, centre, row.id, ExportStatus::Failed, now).await?;
                    None
                }
                Some(row) => Some(row),
                None => {
                    let waiting = of_centre().filter(export::Column::Status.eq(Word(ExportStatus::Waiting)));
                    waiting.order_by_asc(export::Column::CreatedAt).order_by_asc(export::Column::Id).one(&tx).await?
                }
            };
            let Some(row) = next else { return Ok((tx, None)) };
            export::Entity::update_many()
                .col_expr(export::Column::Status, Expr::value(ExportStatus::Building.as_str()))
                .col_expr(export::Column::Tries, Expr::value(row.tries + 1))
                .col_expr(export::Column::LeaseUntil, Expr::value(now.as_second() + LEASE))
                .filter(export::Column::CentreId.eq(centre.id))
                .filter(export::Column::Id.eq(row.id))
                .exec(&tx)
                .await?;
            let export::Model { id, asked, parts, cursor, done, .. } = row;
            let (kind, language, tries) = (row.kind.0, row.language.0, row.tries + 1);
            Ok((tx, Some(Building { id, kind, asked, language, tries, parts, cursor, done })))
        })
        .await
    }

    /// Writes down how far a file is; the lease begins anew.
    ///
    /// # Errors
    /// [`Error::NotFound`] when it is another's by now, or was thrown away.
    pub async fn export_goes_on(&self, centre: &Centre, of: &Building, step: &Progress, now: Timestamp) -> Result<()> {
        self.transact_quietly(|tx| async move {
            let more = i32::from(step.part.is_some());
            let parts = Expr::col(export::Column::Parts).add(more);
            let mine = export::Entity::update_many()
                .col_expr(export::Column::Done, Expr::value(step.done))
                .col_expr(export::Column::Total, Expr::value(step.total))
                .col_expr(export::Column::Parts, parts)
                .col_expr(export::Column::Cursor, Expr::value(step.cursor.clone()))
                .col_expr(export::Column::LeaseUntil, Expr::value(now.as_second() + LEASE))
                .filter(export::Column::CentreId.eq(centre.id))
                .filter(export::Column::Id.eq(of.id))
                .filter(export::Column::Status.eq(Word(ExportStatus::Building)))
                .filter(export::Column::Tries.eq(of.tries))
                .exec(&tx)
                .await?;
            if mine.rows_affected == 0 {
                return Err(Error::NotFound);
            }
            if let Some(bytes) = &step.part {
                let row = export::Entity::find_by_id((centre.id, of.id)).one(&tx).await?.ok_or(Error::NotFound)?;
                let part = export_part::ActiveModel {
                    centre_id: Set(centre.id),
                    export_id: Set(of.id),
                    number: Set(row.parts - 1),
                    bytes: Set(bytes.clone()),
                };
                export_part::Entity::insert(part).exec_without_returning(&tx).await?;
            }
            Ok((tx, ()))
        })
        .await
    }

    /// The file is written, or could not be: then it is tried again after its lease, some times.
    pub async fn end_export(&self, centre: &Centre, of: &Building, written: bool, now: Timestamp) -> Result<()> {
        if !written && of.tries < MOST_TRIES {
            return Ok(());
        }
        let status = if written { ExportStatus::Ready } else { ExportStatus::Failed };
        self.transact(|tx| async move {
            let row = export::Entity::find_by_id((centre.id, of.id)).one(&tx).await?;
            if row.is_some_and(|row| row.tries == of.tries && row.status.0 == ExportStatus::Building) {
                end(&tx, centre, of.id, status, now).await?;
            }
            Ok((tx, ()))
        })
        .await
    }
}

async fn end(tx: &DatabaseTransaction, centre: &Centre, id: Uuid, status: ExportStatus, now: Timestamp) -> Result<()> {
    export::Entity::update_many()
        .col_expr(export::Column::Status, Expr::value(status.as_str()))
        .col_expr(export::Column::EndedAt, Expr::value(now.as_second()))
        .filter(export::Column::CentreId.eq(centre.id))
        .filter(export::Column::Id.eq(id))
        .exec(tx)
        .await?;
    let line = Line::new(Actor::Program, Act::WroteFile, Subject::Centre).with(status.as_str());
    audit::append(tx, centre.id, &line, now.as_second()).await
}
