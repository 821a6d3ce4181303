//! Files of the centre, kept and given in parts: whoever gives one to many never has more of it at hand than a part for each.

use domain::{picture::Picture, sound::Sound};
use sea_orm::{ActiveValue::Set, ColumnTrait, DatabaseTransaction, EntityTrait, IntoActiveModel, QueryFilter};

use crate::{
    Centre, Error, Result, Store,
    entities::{stored_file, stored_part},
    words::Word,
};

/// Bytes of each part but the last.
pub const PART: u64 = 128 * 1024;

/// A file without its bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredFile {
    pub name: String,
    pub kind: Sound,
    /// Bytes.
    pub size: u64,
}

impl Store {
    /// A file by its name; nothing where the centre has none.
    pub async fn stored_file(&self, centre: &Centre, name: &str) -> Result<Option<StoredFile>> {
        let row = stored_file::Entity::find_by_id((centre.id, name.to_owned())).one(&self.db).await?;
        Ok(row.as_ref().map(StoredFile::of))
    }

    /// The part of a file that begins at `number` times [`PART`] bytes.
    ///
    /// # Errors
    /// [`Error::NotFound`] behind its end, and once it was taken away.
    pub async fn stored_part(&self, centre: &Centre, name: &str, number: u64) -> Result<Vec<u8>> {
        let number = i32::try_from(number).map_err(|_| Error::NotFound)?;
        let row = stored_part::Entity::find_by_id((centre.id, name.to_owned(), number)).one(&self.db).await?;
        Ok(row.ok_or(Error::NotFound)?.bytes)
    }
}

impl StoredFile {
    pub(super) fn of(row: &stored_file::Model) -> Self {
        Self { name: row.name.clone(), kind: row.kind.0, size: row.size.unsigned_abs() }
    }
}

/// Keeps a file under a name that nobody can guess; answers the name.
pub(super) async fn keep(
    tx: &DatabaseTransaction,
    centre: &Centre,
    (kind, bytes): (Sound, &[u8]),
    (by, at): (i64, i64),
) -> Result<String> {
    let name = random_name()?;
    let row = stored_file::ActiveModel {
        centre_id: Set(centre.id),
        name: Set(name.clone()),
        kind: Set(Word(kind)),
        size: Set(bytes.len() as i64),
        added_by: Set(by),
        added_at: Set(at),
    };
    stored_file::Entity::insert(row).exec_without_returning(tx).await?;
    for (part, number) in bytes.chunks(PART as usize).zip(0..) {
        let row = stored_part::Model { centre_id: centre.id, name: name.clone(), number, bytes: part.to_vec() };
        stored_part::Entity::insert(row.into_active_model()).exec_without_returning(tx).await?;
    }
    Ok(name)
}

/// Takes a file away.
pub(super) async fn remove(tx: &DatabaseTransaction, centre: &Centre, name: &str) -> Result<()> {
    stored_part::Entity::delete_many()
        .filter(stored_part::Column::CentreId.eq(centre.id))
        .filter(stored_part::Column::Name.eq(name))
        .exec(tx)
        .await?;
    stored_file::Entity::delete_by_id((centre.id, name.to_owned())).exec(tx).await?;
    Ok(())
}

/// A name for a picture or a file: 60 bits that nobody can guess.
pub(super) fn random_name() -> Result<String> {
    let mut bits = [0; 8];
    getrandom::fill(&mut bits).map_err(|_| Error::Corrupt("random numbers"))?;
    Ok(Picture::name_of(u64::from_le_bytes(bits)))
}
