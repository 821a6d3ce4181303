//! What a centre says of itself on the public site: its name, where it is, how to reach it, and whom to call in danger.

use std::collections::BTreeMap;

use domain::{language::Language, official_page::OfficialPage};
use jiff::Timestamp;
use sea_orm::{ActiveModelTrait, ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, QueryOrder};

use crate::{
    Act, Centre, Error, Result, Store, Subject,
    audit::{self, line::Line},
    content::{
        files::StoredFile,
        listed::{self, ShownArticle, Which},
        pages::{self, PageKey, PageWords},
        recordings,
    },
    editing::editions::{self, Edit},
    entities::{centre, centre_text, help_line},
    network::centres::official_pages_of,
    thing::{Thing, ThingKind},
    words::Word,
};

/// Articles that the first page shows.
const LATEST: u64 = 3;

/// All of it, as it is at a moment.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CentreSays {
    /// E.164.
    pub phone: Option<String>,
    pub email: Option<String>,
    /// Its pages elsewhere.
    pub official_pages: Vec<OfficialPage>,
    /// Languages that it said nothing in are left out.
    pub texts: BTreeMap<Language, CentreText>,
    /// None while the usual numbers stand.
    pub help: Vec<HelpLine>,
    /// Pages to read in words of its own.
    pub pages: BTreeMap<PageKey, PageWords>,
    /// Pages to read that somebody reads aloud, in the words that families read.
    pub heard: BTreeMap<PageKey, StoredFile>,
    /// Its newest articles, without their texts.
    pub latest: Vec<ShownArticle>,
}

/// Its words in one language; what is empty is said in the usual words, or not at all.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CentreText {
    pub name: String,
    pub address: String,
    /// How to find it, in lines.
    pub way: String,
    /// When somebody is there, in lines.
    pub hours: String,
}

/// A number to call in danger, as it is dialled, and what answers there.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct HelpLine {
    pub number: String,
    pub words: BTreeMap<Language, String>,
}

impl Store {
    /// What a centre says of itself at a moment. Nine queries.
    ///
    /// # Errors
    /// [`Error::NotFound`] for a centre that does not exist.
    pub async fn centre_says(&self, centre_id: i64, now: Timestamp) -> Result<CentreSays> {
        let row = centre::Entity::find_by_id(centre_id).one(&self.db).await?.ok_or(Error::NotFound)?;
        let texts =
            centre_text::Entity::find().filter(centre_text::Column::CentreId.eq(centre_id)).all(&self.db).await?;
        let lines = help_line::Entity::find()
            .filter(help_line::Column::CentreId.eq(centre_id))
            .order_by_asc(help_line::Column::Position)
            .all(&self.db)
            .await?;
        let text = |row: centre_text::Model| {
            let centre_text::Model { name, address, way, hours, .. } = row;
            (row.language.0, CentreText { name, address, way, hours })
        };
        let line = |row: help_line::Model| HelpLine {
            number: row.number,
            words: [(Language::Ar, row.ar), (Language::Fr, row.fr), (Language::En, row.en)].into(),
        };
        Ok(CentreSays {
            official_pages: official_pages_of(&row),
            phone: row.phone,
            email: row.email,
            texts: texts.into_iter().map(text).collect(),
            help: lines.into_iter().map(line).collect(),
            pages: pages::shown(&self.db, centre_id, now.as_second()).await?,
            heard: recordings::heard(&self.db, centre_id, now.as_second()).await?,
            latest: listed::shown(&self.db, centre_id, Which::default(), (0, LATEST), now.as_second()).await?.0,
        })
    }

    /// Says anew what a centre is called and where it is.
    ///
    /// # Errors
    /// [`Error::Stale`] for whoever saw an older edition.
    pub async fn save_centre_texts(
        &self,
        centre: &Centre,
        texts: &BTreeMap<Language, CentreText>,
        edit: impl Into<Edit>,
        now: i64,
    ) -> Result<()> {
        let edit = edit.into();
        self.transact_quietly(|tx| async move {
            editions::turn(&tx, centre, &Thing::new(ThingKind::Words, ""), edit, now).await?;
            let of = centre_text::Column::CentreId.eq(centre.id);
            centre_text::Entity::delete_many().filter(of).exec(&tx).await?;
            for (language, text) in texts.iter().filter(|(_, text)| **text != CentreText::default()) {
                let row = centre_text::ActiveModel {
                    centre_id: Set(centre.id),
                    language: Set(Word(*language)),
                    name: Set(text.name.clone()),
                    address: Set(text.address.clone()),
                    way: Set(text.way.clone()),
                    hours: Set(text.hours.clone()),
                };
                row.insert(&tx).await?;
            }
            let line = Line::new(edit.by, Act::SavedSettings, Subject::Centre).with("name address way hours");
            audit::append(&tx, centre.id, &line, now).await?;
            Ok((tx, ()))
        })
        .await
    }

    /// Says anew whom to call in danger, in this order; with none the usual numbers stand again.
    ///
    /// # Errors
    /// [`Error::Stale`] for whoever saw an older edition.
    pub async fn save_help_lines(
        &self,
        centre: &Centre,
        lines: &[HelpLine],
        edit: impl Into<Edit>,
        now: i64,
    ) -> Result<()> {
        let edit = edit.into();
        self.transact_quietly(|tx| async move {
            editions::turn(&tx, centre, &Thing::new(ThingKind::Help, ""), edit, now).await?;
            let of = help_line::Column::CentreId.eq(centre.id);
            help_line::Entity::delete_many().filter(of).exec(&tx).await?;
            for (position, line) in (0..).zip(lines) {
                let words = |language| Set(line.words.get(&language).cloned().unwrap_or_default());
                let row = help_line::ActiveModel {
                    centre_id: Set(centre.id),
                    position: Set(position),
                    number: Set(line.number.clone()),
                    ar: words(Language::Ar),
                    fr: words(Language::Fr),
                    en: words(Language::En),
                };
                row.insert(&tx).await?;
            }
            let numbers: Vec<&str> = lines.iter().map(|line| line.number.as_str()).collect();
            let line =
                Line::new(edit.by, Act::SavedSettings, Subject::Centre).with(format!("help={}", numbers.join(",")));
            audit::append(&tx, centre.id, &line, now).await?;
            Ok((tx, ()))
        })
        .await
    }
}
