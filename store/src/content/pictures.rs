//! The pictures of a centre: kept in the sizes that pages need, said in words for whoever does not see them, and taken away
//! once nothing shows them.

mod used;

use std::collections::BTreeMap;

use domain::{
    language::Language,
    picture::{Focus, Format, Picture},
};
use jiff::Timestamp;
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, DatabaseTransaction, EntityTrait, IntoActiveModel, ModelTrait,
    PaginatorTrait, QueryFilter, QueryOrder, QuerySelect,
};

use super::files::random_name;
use crate::{
    Act, Actor, Centre, Error, Result, Store, Subject,
    audit::{self, line::Line},
    centre::write_alone,
    editing::editions::{self, Edit},
    entities::{picture, picture_file, revision_picture},
    thing::{Thing, ThingKind},
    words::Word,
};

/// A picture with what is said of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeptPicture {
    pub picture: Picture,
    pub focus: Focus,
    /// What it shows; languages that nobody has said it in are left out.
    pub words: BTreeMap<Language, String>,
    pub added: Timestamp,
}

/// One size of a picture in one format.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PictureFile {
    pub width: u32,
    pub format: Format,
    pub bytes: Vec<u8>,
}

/// A picture that comes.
#[derive(Clone, Debug)]
pub struct NewPicture {
    /// SHA-256 of the file that was sent.
    pub digest: [u8; 32],
    /// Pixels of the largest size.
    pub width: u32,
    pub height: u32,
    pub files: Vec<PictureFile>,
}

impl Store {
    /// Keeps a picture; answers its name. A file that is there already is that picture.
    pub async fn add_picture(&self, centre: &Centre, new: &NewPicture, by: i64, now: Timestamp) -> Result<String> {
        let at = now.as_second();
        self.transact_quietly(|tx| async move {
            let own = picture::Column::CentreId.eq(centre.id);
            // Writers take turns, so that the same file sent twice at once is one picture.
            write_alone(&tx, centre).await?;
            let same =
                picture::Entity::find().filter(own).filter(picture::Column::Digest.eq(new.digest.to_vec())).one(&tx);
            if let Some(same) = same.await? {
                return Ok((tx, same.name));
            }
            let name = random_name()?;
            let row = picture::Model {
                centre_id: centre.id,
                name: name.clone(),
                width: new.width as i32,
                height: new.height as i32,
                focus: Word(Focus::Middle),
                ar: String::new(),
                fr: String::new(),
                en: String::new(),
                digest: new.digest.to_vec(),
                added_by: by,
                added_at: at,
            };
            picture::Entity::insert(row.into_active_model()).exec_without_returning(&tx).await?;
            for PictureFile { width, format, bytes } in new.files.clone() {
                let (width, format) = (width as i32, Word(format));
                let row = picture_file::Model { centre_id: centre.id, name: name.clone(), width, format, bytes };
                picture_file::Entity::insert(row.into_active_model()).exec_without_returning(&tx).await?;
            }
            let line = Line::new(Actor::Staff(by), Act::AddedPicture, Subject::Centre).with(format!("picture={name}"));
            audit::append(&tx, centre.id, &line, at).await?;
            Ok((tx, name))
        })
        .await
    }

    /// Pictures, what was added last first, and how many there are.
    pub async fn pictures(&self, centre: &Centre, skip: u64, take: u64) -> Result<(Vec<KeptPicture>, u64)> {
        let all = picture::Entity::find().filter(picture::Column::CentreId.eq(centre.id));
        let count = all.clone().count(&self.db).await?;
        let all = all.order_by_desc(picture::Column::AddedAt).order_by_asc(picture::Column::Name);
        let rows = all.offset(skip).limit(take).all(&self.db).await?;
        Ok((rows.into_iter().map(kept).collect::<Result<_>>()?, count))
    }

    /// A picture by its name.
    ///
    /// # Errors
    /// [`Error::NotFound`].
    pub async fn picture(&self, centre: &Centre, name: &str) -> Result<KeptPicture> {
        let row = picture::Entity::find_by_id((centre.id, name.to_owned())).one(&self.db).await?;
        kept(row.ok_or(Error::NotFound)?)
    }

    /// One of its files; nothing where the picture is not, or not in this size.
    pub async fn picture_file(
        &self,
        centre: &Centre,
        picture: &Picture,
        width: u32,
        format: Format,
    ) -> Result<Option<Vec<u8>>> {
        let key = (centre.id, picture.name().to_owned(), width as i32, Word(format));
        Ok(picture_file::Entity::find_by_id(key).one(&self.db).await?.map(|row| row.bytes))
    }

    /// Says anew what a picture shows, and which part of it must be seen.
    ///
    /// # Errors
    /// [`Error::Stale`] for whoever saw an older edition; [`Error::NotFound`].
    pub async fn describe_picture(
        &self,
        centre: &Centre,
        name: &str,
        (words, focus): (&BTreeMap<Language, String>, Focus),
        edit: Edit,
        now: Timestamp,
    ) -> Result<()> {
        let at = now.as_second();
        self.transact_quietly(|tx| async move {
            editions::turn(&tx, centre, &Thing::new(ThingKind::Picture, name), edit, at).await?;
            let row = picture::Entity::find_by_id((centre.id, name.to_owned())).one(&tx).await?;
            let mut row = row.ok_or(Error::NotFound)?.into_active_model();
            let said = |language| Set(words.get(&language).cloned().unwrap_or_default());
            (row.ar, row.fr, row.en) = (said(Language::Ar), said(Language::Fr), said(Language::En));
            row.focus = Set(Word(focus));
            row.update(&tx).await?;
            let line = Line::new(edit.by, Act::DescribedPicture, Subject::Centre).with(format!("picture={name}"));
            audit::append(&tx, centre.id, &line, at).await?;
            Ok((tx, ()))
        })
        .await
    }

    /// The pages that show a picture, or are to: by address, language and title. Drafts are among them, older versions are not.
    pub async fn pages_with_picture(
        &self,
        centre: &Centre,
        picture: &Picture,
        now: Timestamp,
    ) -> Result<Vec<(String, Language, String)>> {
        used::pages_with(&self.db, centre, picture.name(), now.as_second()).await
    }

    /// Takes a picture away for good.
    ///
    /// # Errors
    /// [`Error::Stale`] for whoever saw an older edition; [`Error::NotFound`]; [`Error::PictureUsed`] while a page shows it.
    pub async fn remove_picture(&self, centre: &Centre, name: &str, edit: Edit, now: Timestamp) -> Result<()> {
        let at = now.as_second();
        self.transact_quietly(|tx| async move {
            editions::turn(&tx, centre, &Thing::new(ThingKind::Picture, name), edit, at).await?;
            let row = picture::Entity::find_by_id((centre.id, name.to_owned())).one(&tx).await?;
            let row = row.ok_or(Error::NotFound)?;
            if !used::pages_with(&tx, centre, name, at).await?.is_empty() {
                return Err(Error::PictureUsed);
            }
            // Versions that nobody reads any more go on without it.
            revision_picture::Entity::delete_many()
                .filter(revision_picture::Column::CentreId.eq(centre.id))
                .filter(revision_picture::Column::Picture.eq(name))
                .exec(&tx)
                .await?;
            picture_file::Entity::delete_many()
                .filter(picture_file::Column::CentreId.eq(centre.id))
                .filter(picture_file::Column::Name.eq(name))
                .exec(&tx)
                .await?;
            row.delete(&tx).await?;
            let line = Line::new(edit.by, Act::RemovedPicture, Subject::Centre).with(format!("picture={name}"));
            audit::append(&tx, centre.id, &line, at).await?;
            Ok((tx, ()))
        })
        .await
    }
}

/// Whether the centre has every one of these pictures, as large as they say.
pub(super) async fn has_all(tx: &DatabaseTransaction, centre: &Centre, pictures: &[Picture]) -> Result<bool> {
    if pictures.is_empty() {
        return Ok(true);
    }
    let rows: Vec<(String, i32, i32)> = picture::Entity::find()
        .select_only()
        .columns([picture::Column::Name, picture::Column::Width, picture::Column::Height])
        .filter(picture::Column::CentreId.eq(centre.id))
        .filter(picture::Column::Name.is_in(pictures.iter().map(Picture::name)))
        .into_tuple()
        .all(tx)
        .await?;
    let is = |of: &Picture| rows.contains(&(of.name().to_owned(), of.width as i32, of.height as i32));
    Ok(pictures.iter().all(is))
}

fn kept(row: picture::Model) -> Result<KeptPicture> {
    let (width, height) = (row.width.unsigned_abs(), row.height.unsigned_abs());
    let words = [(Language::Ar, row.ar), (Language::Fr, row.fr), (Language::En, row.en)];
    Ok(KeptPicture {
        picture: Picture::named(&row.name, width, height).ok_or(Error::Corrupt("picture.name"))?,
        focus: row.focus.0,
        words: words.into_iter().filter(|(_, words)| !words.is_empty()).collect(),
        added: Timestamp::from_second(row.added_at).map_err(|_| Error::Corrupt("picture.added_at"))?,
    })
}
