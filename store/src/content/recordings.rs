//! Pages that somebody reads aloud. A recording says the words of one version: where families read another one, it is silent
//! until somebody has heard that it still says the same, or has recorded it anew; and so it is where the page says numbers or
//! an address that have been set anew.

use std::collections::BTreeMap;

use domain::{content::article_page, language::Language, sound::Sound};
use jiff::Timestamp;
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait,
    IntoActiveModel, ModelTrait, QueryFilter, QueryOrder, QuerySelect,
};
use uuid::Uuid;

use super::{
    files::{self, StoredFile},
    noted::note,
    pages::{PageKey, is_shown},
};
use crate::{
    Act, Centre, Error, Result, Store,
    centre::write_alone,
    entities::{edition, recording, revision, showing, stored_file},
    thing::ThingKind,
    words::Word,
};

/// A page as somebody reads it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recording {
    pub file: StoredFile,
    /// Whose words it says; `None` for the page that the program brings.
    pub of: Option<Uuid>,
}

impl Store {
    /// Keeps how somebody reads a version of a page, in the place of what was there.
    ///
    /// # Errors
    /// [`Error::NotFound`] for what is no version of this page in this language.
    pub async fn record(
        &self,
        centre: &Centre,
        (page, language): (&str, Language),
        of: Option<Uuid>,
        sound: (Sound, &[u8]),
        (by, now): (i64, Timestamp),
    ) -> Result<()> {
        let at = now.as_second();
        self.transact_quietly(|tx| async move {
            write_alone(&tx, centre).await?;
            check_version(&tx, centre, (page, language), of).await?;
            let file = files::keep(&tx, centre, sound, (by, at)).await?;
            let old = find(&tx, centre, (page, language)).await?;
            let row = recording::ActiveModel {
                centre_id: Set(centre.id),
                page: Set(page.to_owned()),
                language: Set(Word(language)),
                file: Set(file),
                revision_id: Set(of),
                heard_at: Set(at),
            };
            if let Some(old) = old {
                row.update(&tx).await?;
                files::remove(&tx, centre, &old.file).await?;
            } else {
                recording::Entity::insert(row).exec_without_returning(&tx).await?;
            }
            note(&tx, centre, Act::RecordedPage, (page, language), "", (by, at)).await?;
            Ok((tx, ()))
        })
        .await
    }

    /// Says that a recording says the words of another version, too.
    ///
    /// # Errors
    /// [`Error::Stale`] when it is not the file that somebody heard; [`Error::NotFound`] as for [`Store::record`].
    pub async fn confirm_recording(
        &self,
        centre: &Centre,
        (page, language): (&str, Language),
        (file, of): (&str, Option<Uuid>),
        (by, now): (i64, Timestamp),
    ) -> Result<()> {
        self.transact_quietly(|tx| async move {
            write_alone(&tx, centre).await?;
            check_version(&tx, centre, (page, language), of).await?;
            let row = find(&tx, centre, (page, language)).await?.filter(|row| row.file == file).ok_or(Error::Stale)?;
            let mut row = row.into_active_model();
            row.revision_id = Set(of);
            row.heard_at = Set(now.as_second());
            row.update(&tx).await?;
            note(&tx, centre, Act::RecordedPage, (page, language), " confirmed", (by, now.as_second())).await?;
            Ok((tx, ()))
        })
        .await
    }

    /// Takes a recording away.
    ///
    /// # Errors
    /// [`Error::Stale`] when it is not the file that somebody heard.
    pub async fn remove_recording(
        &self,
        centre: &Centre,
        (page, language): (&str, Language),
        file: &str,
        (by, now): (i64, Timestamp),
    ) -> Result<()> {
        self.transact_quietly(|tx| async move {
            write_alone(&tx, centre).await?;
            let row = find(&tx, centre, (page, language)).await?.filter(|row| row.file == file).ok_or(Error::Stale)?;
            row.delete(&tx).await?;
            files::remove(&tx, centre, file).await?;
            note(&tx, centre, Act::RemovedRecording, (page, language), "", (by, now.as_second())).await?;
            Ok((tx, ()))
        })
        .await
    }

    /// How a page is read aloud in a language, whichever version it says.
    pub async fn recording(&self, centre: &Centre, page: &str, language: Language) -> Result<Option<Recording>> {
        let key = (centre.id, page.to_owned(), Word(language));
        let found = recording::Entity::find_by_id(key).find_also_related(stored_file::Entity).one(&self.db).await?;
        found.map(recorded).transpose()
    }
}

/// What families can hear of pages to read, at a moment: what says the words that they read.
pub(crate) async fn heard(
    db: &impl ConnectionTrait,
    centre_id: i64,
    now: i64,
) -> Result<BTreeMap<PageKey, StoredFile>> {
    let articles = format!("{}%", article_page(""));
    let rows = recording::Entity::find()
        .filter(recording::Column::CentreId.eq(centre_id))
        // Articles are many, and heard one by one.
        .filter(recording::Column::Page.not_like(articles))
        .find_also_related(stored_file::Entity)
        .all(db)
        .await?;
    if rows.is_empty() {
        return Ok(BTreeMap::new());
    }
    let shown: Vec<(String, Word<Language>, Uuid)> = showing::Entity::find()
        .select_only()
        .columns([showing::Column::Page, showing::Column::Language, showing::Column::RevisionId])
        .filter(is_shown(centre_id, now))
        .filter(showing::Column::Page.is_in(rows.iter().map(|(row, _)| row.page.as_str())))
        .order_by_asc(showing::Column::BeginsAt)
        .into_tuple()
        .all(db)
        .await?;
    let shown: BTreeMap<PageKey, Uuid> =
        shown.into_iter().map(|(page, language, of)| ((page, language.0), of)).collect();
    let changed: Vec<(Word<ThingKind>, i64)> = edition::Entity::find()
        .select_only()
        .columns([edition::Column::Kind, edition::Column::At])
        .filter(edition::Column::CentreId.eq(centre_id))
        .filter(edition::Column::Kind.is_in([Word(ThingKind::Help), Word(ThingKind::Words)]))
        .into_tuple()
        .all(db)
        .await?;
    let is_right = |(row, _): &Row| {
        let says = said_beside(&row.page);
        changed.iter().all(|(kind, at)| Some(kind.0) != says || *at <= row.heard_at)
    };
    let rows = rows.into_iter().filter(is_right).collect();
    said_of(rows, |key| Some(shown.get(key).copied()))
}

/// What else a page says than its own words: whoever hears an old number calls in vain.
fn said_beside(page: &str) -> Option<ThingKind> {
    match page {
        "danger" => Some(ThingKind::Help),
        "contact" => Some(ThingKind::Words),
        _ => None,
    }
}

/// What families can hear of an article that they read in these versions.
pub(super) async fn heard_of(
    db: &impl ConnectionTrait,
    centre_id: i64,
    page: &str,
    shown: &BTreeMap<Language, Uuid>,
) -> Result<BTreeMap<Language, StoredFile>> {
    let rows = recording::Entity::find()
        .filter(recording::Column::CentreId.eq(centre_id))
        .filter(recording::Column::Page.eq(page))
        .find_also_related(stored_file::Entity)
        .all(db)
        .await?;
    // An article is nowhere without a version.
    let said = said_of(rows, |(_, language)| shown.get(language).copied().map(Some))?;
    Ok(said.into_iter().map(|((_, language), file)| (language, file)).collect())
}

type Row = (recording::Model, Option<stored_file::Model>);

/// The files that say the version that is shown, where any is.
fn said_of(rows: Vec<Row>, shown: impl Fn(&PageKey) -> Option<Option<Uuid>>) -> Result<BTreeMap<PageKey, StoredFile>> {
    let mut said = BTreeMap::new();
    for row in rows {
        let key = (row.0.page.clone(), row.0.language.0);
        let Recording { file, of } = recorded(row)?;
        if shown(&key) == Some(of) {
            said.insert(key, file);
        }
    }
    Ok(said)
}

fn recorded((row, file): Row) -> Result<Recording> {
    let file = file.ok_or(Error::Corrupt("recording.file"))?;
    Ok(Recording { file: StoredFile::of(&file), of: row.revision_id })
}

async fn find(
    tx: &DatabaseTransaction,
    centre: &Centre,
    (page, language): (&str, Language),
) -> Result<Option<recording::Model>> {
    Ok(recording::Entity::find_by_id((centre.id, page.to_owned(), Word(language))).one(tx).await?)
}

async fn check_version(
    tx: &DatabaseTransaction,
    centre: &Centre,
    (page, language): (&str, Language),
    of: Option<Uuid>,
) -> Result<()> {
    let Some(of) = of else { return Ok(()) };
    let row = revision::Entity::find_by_id((centre.id, of)).one(tx).await?.ok_or(Error::NotFound)?;
    if row.page == page && row.language.0 == language { Ok(()) } else { Err(Error::NotFound) }
}
