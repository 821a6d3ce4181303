//! What families read, and what was written: by page and language.

use std::collections::{BTreeMap, BTreeSet};

use domain::{
    content::{ORIGINAL, is_outdated},
    language::Language,
};
use jiff::Timestamp;
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, FromQueryResult, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect,
    RelationTrait, sea_query::JoinType,
};
use uuid::Uuid;

use crate::{
    Centre, Error, Result, Store,
    entities::{revision, shown_page, staff},
    words::Word,
};

/// Versions of one page that are listed.
const LISTED: u64 = 50;

/// A page by its address, in a language.
pub type PageKey = (String, Language);

/// What a page says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PageWords {
    pub title: String,
    pub lead: String,
    /// Markdown.
    pub text: String,
}

/// How a page stands in one language.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct PageStand {
    /// What families read since when; the page that the program brings otherwise.
    pub shown: Option<(Uuid, i64)>,
    /// The newest version, where families have not read it yet.
    pub draft: Option<Uuid>,
    /// Whether the original says something else since this was translated.
    pub outdated: bool,
}

/// A version of a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Revision {
    pub id: Uuid,
    pub words: PageWords,
    pub minor: bool,
    pub note: String,
    /// Name of who wrote it.
    pub by: String,
    pub at: Timestamp,
}

/// What is known of a version without its words.
#[derive(FromQueryResult)]
struct Line {
    id: Uuid,
    page: String,
    language: Word<Language>,
    minor: bool,
    seen_id: Option<Uuid>,
}

impl Store {
    /// How every page stands that anything was ever written of: in each language. Two queries.
    pub async fn page_stands(&self, centre: &Centre) -> Result<BTreeMap<PageKey, PageStand>> {
        let lines = self.lines_of_revisions(centre).await?;
        let rows = shown_page::Entity::find().filter(shown_page::Column::CentreId.eq(centre.id)).all(&self.db).await?;
        let rows: BTreeMap<PageKey, shown_page::Model> =
            rows.into_iter().map(|row| ((row.page.clone(), row.language.0), row)).collect();
        let now = |key: &PageKey| rows.get(key).filter(|row| row.ended_at.is_none());
        let mut stands = BTreeMap::new();
        for page in lines.iter().map(|line| &line.page).collect::<BTreeSet<_>>() {
            let written =
                |language: Language| lines.iter().filter(move |line| line.page == *page && line.language.0 == language);
            let originals: Vec<(Uuid, bool)> = written(ORIGINAL).map(|line| (line.id, line.minor)).collect();
            let original = now(&(page.clone(), ORIGINAL)).map(|row| row.revision_id);
            for language in Language::ALL {
                let key = (page.clone(), language);
                let shown = now(&key).map(|row| (row.revision_id, row.shown_at));
                let last = rows.get(&key).map(|row| row.revision_id);
                let newest = written(language).next_back().map(|line| line.id);
                let seen = shown.and_then(|(id, _)| written(language).find(|line| line.id == id)?.seen_id);
                let stand = PageStand {
                    shown,
                    draft: newest.filter(|newest| last.is_none_or(|last| last < *newest)),
                    outdated: language != ORIGINAL && is_outdated(&originals, original.as_ref(), seen.as_ref()),
                };
                stands.insert(key, stand);
            }
        }
        Ok(stands)
    }

    /// Every version without its words, the eldest first.
    async fn lines_of_revisions(&self, centre: &Centre) -> Result<Vec<Line>> {
        use revision::Column::{CentreId, Id, Language, Minor, Page, SeenId};
        let lines = revision::Entity::find()
            .select_only()
            .columns([Id, Page, Language, Minor, SeenId])
            .filter(CentreId.eq(centre.id))
            .order_by_asc(Id);
        Ok(lines.into_model().all(&self.db).await?)
    }

    /// The versions of a page in one language, the newest first, and how many there are.
    pub async fn page_history(&self, centre: &Centre, page: &str, language: Language) -> Result<(Vec<Revision>, u64)> {
        let of = revision::Entity::find()
            .filter(revision::Column::CentreId.eq(centre.id))
            .filter(revision::Column::Page.eq(page))
            .filter(revision::Column::Language.eq(Word(language)));
        let count = of.clone().count(&self.db).await?;
        let rows = of.order_by_desc(revision::Column::Id).limit(LISTED).all(&self.db).await?;
        let ids = rows.iter().map(|row| row.written_by);
        let writers = staff::Entity::find().filter(staff::Column::Id.is_in(ids)).all(&self.db).await?;
        let name = |id: i64| writers.iter().find(|row| row.id == id).map_or("", |row| &row.name).to_owned();
        let revisions = rows.into_iter().map(|row| {
            Ok(Revision {
                id: row.id,
                words: PageWords { title: row.title, lead: row.lead, text: row.text },
                minor: row.minor,
                note: row.note,
                by: name(row.written_by),
                at: Timestamp::from_second(row.written_at).map_err(|_| Error::Corrupt("revision.written_at"))?,
            })
        });
        Ok((revisions.collect::<Result<_>>()?, count))
    }
}

/// Every page that families read in words of the centre's own.
pub(crate) async fn shown(db: &impl ConnectionTrait, centre_id: i64) -> Result<BTreeMap<PageKey, PageWords>> {
    let rows = revision::Entity::find()
        .join_rev(JoinType::InnerJoin, shown_page::Relation::Revision.def())
        .filter(revision::Column::CentreId.eq(centre_id))
        .filter(shown_page::Column::EndedAt.is_null())
        .all(db)
        .await?;
    let words = |row: revision::Model| {
        ((row.page, row.language.0), PageWords { title: row.title, lead: row.lead, text: row.text })
    };
    Ok(rows.into_iter().map(words).collect())
}
