//! Files that take long to write: asked for by somebody, written in the background one at a time, fetched by whoever asked,
//! and thrown away after a day.

pub(crate) mod building;

use domain::language::Language;
use jiff::Timestamp;
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use uuid::Uuid;

use crate::{
    Act, Actor, Centre, Error, ExportKind, ExportStatus, Result, Store, Subject,
    audit::{self, line::Line},
    entities::{export, export_part},
    words::Word,
};

/// Seconds after which a file is thrown away, from when it was asked for.
pub const EXPORT_SECONDS: i64 = 24 * 60 * 60;
/// Files that one centre waits for at most.
const MOST_WAITING: usize = 10;

/// What somebody asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewExport {
    pub kind: ExportKind,
    /// What of, as the query of its page.
    pub asked: String,
    pub language: Language,
    /// Who asks, and may fetch it.
    pub staff_id: i64,
}

/// A file and how far it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExportRecord {
    pub id: Uuid,
    pub kind: ExportKind,
    pub asked: String,
    pub status: ExportStatus,
    /// Steps that are done, of how many; none while nobody has counted them.
    pub done: u64,
    pub total: u64,
    /// Parts of the file that are written.
    pub parts: i32,
    /// UTC seconds.
    pub created_at: i64,
}

impl Store {
    /// Asks for a file. Whoever asks twice for the same while it is not written gets the one.
    ///
    /// # Errors
    /// [`Error::Throttled`] when the centre waits for many already.
    pub async fn ask_for_export(&self, centre: &Centre, new: &NewExport, now: Timestamp) -> Result<Uuid> {
        self.transact(|tx| async move {
            let open = export::Entity::find()
                .filter(export::Column::CentreId.eq(centre.id))
                .filter(export::Column::Status.is_in([Word(ExportStatus::Waiting), Word(ExportStatus::Building)]))
                .all(&tx)
                .await?;
            let same = |row: &&export::Model| {
                (row.kind.0, row.language.0, row.staff_id) == (new.kind, new.language, new.staff_id)
                    && row.asked == new.asked
            };
            if let Some(row) = open.iter().find(same) {
                let id = row.id;
                return Ok((tx, id));
            }
            if open.len() >= MOST_WAITING {
                return Err(Error::Throttled);
            }
            let id = Uuid::now_v7();
            let row = row_of(centre, new, (id, now.as_second()));
            export::Entity::insert(row).exec_without_returning(&tx).await?;
            // What somebody asks of the audit may name whom they look for.
            let detail = match new.kind {
                ExportKind::AuditCsv => new.kind.as_str().to_owned(),
                kind => format!("{} {}", kind.as_str(), new.asked),
            };
            let line = Line::new(Actor::Staff(new.staff_id), Act::AskedForFile, Subject::Centre).with(detail);
            audit::append(&tx, centre.id, &line, now.as_second()).await?;
            Ok((tx, id))
        })
        .await
    }

    /// The files that somebody asked for, the newest first.
    pub async fn exports_of(&self, centre: &Centre, staff_id: i64) -> Result<Vec<ExportRecord>> {
        let rows = export::Entity::find()
            .filter(export::Column::CentreId.eq(centre.id))
            .filter(export::Column::StaffId.eq(staff_id))
            .order_by_desc(export::Column::CreatedAt)
            .order_by_desc(export::Column::Id)
            .all(&self.db)
            .await?;
        Ok(rows.into_iter().map(record).collect())
    }

    /// A file that is ready, for whoever asked for it.
    ///
    /// # Errors
    /// [`Error::NotFound`] for everybody else, and while it is not.
    pub async fn export_ready(&self, centre: &Centre, staff_id: i64, id: Uuid) -> Result<ExportRecord> {
        let row = export::Entity::find_by_id((centre.id, id)).one(&self.db).await?;
        let mine = row.filter(|row| row.staff_id == staff_id && row.status.0 == ExportStatus::Ready);
        mine.map(record).ok_or(Error::NotFound)
    }

    /// A part of a file, from zero on.
    ///
    /// # Errors
    /// [`Error::NotFound`] when it was thrown away meanwhile.
    pub async fn export_part(&self, centre_id: i64, id: Uuid, number: i32) -> Result<Vec<u8>> {
        let part = export_part::Entity::find_by_id((centre_id, id, number)).one(&self.db).await?;
        Ok(part.ok_or(Error::NotFound)?.bytes)
    }

    /// Throws away what is older than a day, whatever became of it; answers how many.
    pub async fn throw_exports_away(&self, centre: &Centre, now: Timestamp) -> Result<u64> {
        let old: Vec<Uuid> = export::Entity::find()
            .select_only()
            .column(export::Column::Id)
            .filter(export::Column::CentreId.eq(centre.id))
            .filter(export::Column::CreatedAt.lt(now.as_second() - EXPORT_SECONDS))
            .into_tuple()
            .all(&self.db)
            .await?;
        if old.is_empty() {
            return Ok(0);
        }
        let old = &old;
        self.transact_quietly(|tx| async move {
            export_part::Entity::delete_many()
                .filter(export_part::Column::CentreId.eq(centre.id))
                .filter(export_part::Column::ExportId.is_in(old.iter().copied()))
                .exec(&tx)
                .await?;
            let gone = export::Entity::delete_many()
                .filter(export::Column::CentreId.eq(centre.id))
                .filter(export::Column::Id.is_in(old.iter().copied()))
                .exec(&tx)
                .await?;
            Ok((tx, gone.rows_affected))
        })
        .await
    }
}

fn row_of(centre: &Centre, new: &NewExport, (id, at): (Uuid, i64)) -> export::ActiveModel {
    export::ActiveModel {
        centre_id: Set(centre.id),
        id: Set(id),
        kind: Set(Word(new.kind)),
        asked: Set(new.asked.clone()),
        language: Set(Word(new.language)),
        staff_id: Set(new.staff_id),
        status: Set(Word(ExportStatus::Waiting)),
        done: Set(0),
        total: Set(0),
        parts: Set(0),
        cursor: Set(None),
        tries: Set(0),
        lease_until: Set(0),
        created_at: Set(at),
        ended_at: Set(None),
    }
}

fn record(row: export::Model) -> ExportRecord {
    ExportRecord {
        id: row.id,
        kind: row.kind.0,
        asked: row.asked,
        status: row.status.0,
        done: row.done.unsigned_abs(),
        total: row.total.unsigned_abs(),
        parts: row.parts,
        created_at: row.created_at,
    }
}
