//! A page is written anew, shown to families from a moment on, or brought back to what the program brings.

use std::collections::BTreeSet;

use domain::{content::ORIGINAL, language::Language, picture::Picture};
use jiff::Timestamp;
use sea_orm::{ColumnTrait, DatabaseTransaction, EntityTrait, IntoActiveModel, ModelTrait, QueryFilter, QueryOrder};
use uuid::Uuid;

use super::{
    articles::date,
    noted::note,
    pages::PageWords,
    pictures::has_all,
    showings::{Period, end_showings, show_revision},
};
use crate::{
    Act, Centre, Error, Result, Store,
    editing::editions::{self, Edit},
    entities::{centre, revision, revision_picture, showing},
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
    /// What its text shows, in its order.
    pub pictures: Vec<Picture>,
    /// Whether translations need not follow.
    pub minor: bool,
    /// The revision of the original that stood beside it; `None` for the page that the program brings, and for an original.
    pub seen: Option<Uuid>,
    /// What was changed, and why.
    pub note: String,
    /// Whether somebody else is asked to read it before it is shown.
    pub review: bool,
    /// From when until when it is meant to be shown, of what is not shown yet.
    pub wish: (Option<Timestamp>, Option<Timestamp>),
}

impl NewRevision {
    /// A page as it is written, and nothing else said of it.
    pub fn of(page: &str, language: Language, words: PageWords) -> Self {
        Self {
            page: page.to_owned(),
            language,
            words,
            pictures: Vec::new(),
            minor: false,
            seen: None,
            note: String::new(),
            review: false,
            wish: (None, None),
        }
    }
}

impl Store {
    /// Keeps a page as it is written now, and shows it in the period that is given. What is shown and says the same as the
    /// newest version is that version.
    ///
    /// # Errors
    /// [`Error::Stale`] for whoever saw an older edition; [`Error::NotFound`] when what the translator saw is no revision of
    /// this page's original; [`Error::NoPicture`] when it shows one that the centre has not; [`Error::OwnWords`] where the centre shows only what somebody else has read.
    pub async fn write_page(
        &self,
        centre: &Centre,
        new: &NewRevision,
        show: Option<Period>,
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
            if !has_all(&tx, centre, &new.pictures).await? {
                return Err(Error::NoPicture);
            }
            let versions = revision::Entity::find()
                .filter(revision::Column::CentreId.eq(centre.id))
                .filter(revision::Column::Page.eq(&new.page))
                .filter(revision::Column::Language.eq(Word(new.language)));
            let newest = versions.clone().order_by_desc(revision::Column::Id).one(&tx).await?;
            let same = newest.filter(|of| PageWords::of(of) == new.words);
            // Whoever kept the same words again has not written them.
            let first = versions
                .filter(revision::Column::Title.eq(&new.words.title))
                .filter(revision::Column::Lead.eq(&new.words.lead))
                .filter(revision::Column::Text.eq(&new.words.text))
                .order_by_asc(revision::Column::Id)
                .one(&tx)
                .await?;
            let read_by_two = first.is_some_and(|of| of.written_by != by);
            if show.is_some() && !read_by_two && wants_two(&tx, centre).await? {
                return Err(Error::OwnWords);
            }
            // What else is said of it is said anew: of a translation that was read beside a newer original, for one.
            let same_note = |of: &revision::Model| new.note.is_empty() || of.note == new.note;
            let is_it = |of: &revision::Model| (of.minor, of.seen_id) == (new.minor, new.seen) && same_note(of);
            // What is planned has its days where it is planned.
            let new = &NewRevision { wish: if show.is_some() { (None, None) } else { new.wish }, ..new.clone() };
            let id = match same.filter(|of| show.is_some() && is_it(of)) {
                Some(of) => of.id,
                None => write(&tx, centre, new, by, at).await?,
            };
            if let Some(period) = show {
                show_revision(&tx, centre, (&new.page, new.language), (id, period), (by, at)).await?;
            }
            Ok((tx, id))
        })
        .await
    }

    /// Brings back the page that the program brings. What was written stays, and what is planned comes.
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
            if end_showings(&tx, centre, (page, language), at).await? {
                note(&tx, centre, Act::HidPage, (page, language), "", (by, at)).await?;
            }
            Ok((tx, ()))
        })
        .await
    }

    /// Calls off what was to be shown from `begins` on.
    ///
    /// # Errors
    /// [`Error::Stale`] for whoever saw an older edition; [`Error::NotFound`] when nothing is to begin then.
    pub async fn call_page_off(
        &self,
        centre: &Centre,
        (page, language): (&str, Language),
        begins: Timestamp,
        (by, edit): (i64, Edit),
        now: Timestamp,
    ) -> Result<()> {
        let (at, begins) = (now.as_second(), begins.as_second());
        self.transact_quietly(|tx| async move {
            editions::turn(&tx, centre, &thing(page, language), edit, at).await?;
            let row =
                showing::Entity::find_by_id((centre.id, page.to_owned(), Word(language), begins)).one(&tx).await?;
            let row = row.filter(|row| row.period().is_ahead(at)).ok_or(Error::NotFound)?;
            row.delete(&tx).await?;
            date(&tx, centre, page).await?;
            note(&tx, centre, Act::CalledPageOff, (page, language), &format!(" from={begins}"), (by, at)).await?;
            Ok((tx, ()))
        })
        .await
    }
}

/// Whether what is shown has been read by somebody who did not write it.
async fn wants_two(tx: &DatabaseTransaction, centre: &Centre) -> Result<bool> {
    Ok(centre::Entity::find_by_id(centre.id).one(tx).await?.ok_or(Error::NotFound)?.second_reader)
}

async fn write(tx: &DatabaseTransaction, centre: &Centre, new: &NewRevision, by: i64, at: i64) -> Result<Uuid> {
    let PageWords { title, lead, text } = new.words.clone();
    let row = revision::Model {
        centre_id: centre.id,
        id: Uuid::now_v7(),
        page: new.page.clone(),
        language: Word(new.language),
        title,
        lead,
        text,
        cover: new.pictures.first().map(Picture::to_string),
        minor: new.minor,
        review: new.review,
        seen_id: new.seen,
        wish_from: new.wish.0.map(Timestamp::as_second),
        wish_until: new.wish.1.map(Timestamp::as_second),
        note: new.note.clone(),
        written_by: by,
        written_at: at,
    };
    let id = row.id;
    revision::Entity::insert(row.into_active_model()).exec_without_returning(tx).await?;
    let pictures: BTreeSet<&str> = new.pictures.iter().map(Picture::name).collect();
    for picture in pictures {
        let row = revision_picture::Model { centre_id: centre.id, revision_id: id, picture: picture.to_owned() };
        revision_picture::Entity::insert(row.into_active_model()).exec_without_returning(tx).await?;
    }
    let asks = if new.review { " review" } else { "" };
    note(tx, centre, Act::WrotePage, (&new.page, new.language), asks, (by, at)).await?;
    Ok(id)
}

/// The page as a thing that is edited.
fn thing(page: &str, language: Language) -> Thing {
    Thing::new(ThingKind::Page, format!("{page}:{}", language.code()))
}
