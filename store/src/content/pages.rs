//! What families read, and what was written: by page and language.

use std::collections::{BTreeMap, BTreeSet};

use domain::{
    content::{ORIGINAL, Showing, article_page, is_article, is_outdated, shown_at},
    language::Language,
};
use jiff::Timestamp;
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, FromQueryResult, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect,
    sea_query::Condition,
};
use uuid::Uuid;

use crate::{
    Centre, Error, Result, Store,
    entities::{revision, showing, staff},
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

impl PageWords {
    pub(crate) fn of(row: &revision::Model) -> Self {
        Self { title: row.title.clone(), lead: row.lead.clone(), text: row.text.clone() }
    }
}

/// How a page stands in one language.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PageStand {
    /// What families read; the page that the program brings otherwise.
    pub shown: Option<Showing<Uuid>>,
    /// Everything that is to be shown later, the next first.
    pub planned: Vec<Showing<Uuid>>,
    /// The newest version, where families have not read it and are not to.
    pub draft: Option<Uuid>,
    /// Whether somebody else is asked to read the draft.
    pub review: bool,
    /// Whether the original says something else since this was translated.
    pub outdated: bool,
}

/// A version of a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Revision {
    pub id: Uuid,
    pub words: PageWords,
    pub minor: bool,
    pub review: bool,
    /// From when until when whoever wrote it meant it to be shown.
    pub wish: (Option<i64>, Option<i64>),
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
    review: bool,
    seen_id: Option<Uuid>,
}

impl Store {
    /// How those of `pages` stand that anything was ever written of: in each language. Two queries.
    pub async fn page_stands(
        &self,
        centre: &Centre,
        pages: &[&str],
        now: Timestamp,
    ) -> Result<BTreeMap<PageKey, PageStand>> {
        let now = now.as_second();
        let lines = self.lines_of_revisions(centre, pages).await?;
        let rows = showing::Entity::find()
            .filter(showing::Column::CentreId.eq(centre.id))
            .filter(showing::Column::Page.is_in(pages.iter().copied()))
            .all(&self.db)
            .await?;
        let mut showings: BTreeMap<PageKey, Vec<Showing<Uuid>>> = BTreeMap::new();
        for row in rows {
            showings.entry((row.page.clone(), row.language.0)).or_default().push(row.period());
        }
        let of = |page: &str, language| showings.get(&(page.to_owned(), language)).map_or(&[][..], Vec::as_slice);
        let mut stands = BTreeMap::new();
        for page in lines.iter().map(|line| &line.page).collect::<BTreeSet<_>>() {
            let written =
                |language: Language| lines.iter().filter(move |line| line.page == *page && line.language.0 == language);
            let originals: Vec<(Uuid, bool)> = written(ORIGINAL).map(|line| (line.id, line.minor)).collect();
            let original = shown_at(of(page, ORIGINAL), now).map(|shown| shown.of);
            for language in Language::ALL {
                let all = of(page, language);
                let shown = shown_at(all, now).copied();
                let mut planned: Vec<_> = all.iter().filter(|of| of.is_ahead(now)).copied().collect();
                planned.sort_by_key(|of| of.from);
                let seen = shown.and_then(|shown| written(language).find(|line| line.id == shown.of)?.seen_id);
                let known = |id| all.iter().any(|of| of.of == id);
                let draft = written(language).next_back().filter(|newest| !known(newest.id));
                let stand = PageStand {
                    shown,
                    planned,
                    draft: draft.map(|line| line.id),
                    review: draft.is_some_and(|line| line.review),
                    // An article is a translation only where it was written beside an original.
                    outdated: language != ORIGINAL
                        && (seen.is_some() || !is_article(page))
                        && is_outdated(&originals, original.as_ref(), seen.as_ref()),
                };
                stands.insert((page.clone(), language), stand);
            }
        }
        Ok(stands)
    }

    /// Every version of some pages without its words, the eldest first.
    async fn lines_of_revisions(&self, centre: &Centre, pages: &[&str]) -> Result<Vec<Line>> {
        use revision::Column::{CentreId, Id, Language, Minor, Page, Review, SeenId};
        let lines = revision::Entity::find()
            .select_only()
            .columns([Id, Page, Language, Minor, Review, SeenId])
            .filter(CentreId.eq(centre.id))
            .filter(Page.is_in(pages.iter().copied()))
            .order_by_asc(Id);
        Ok(lines.into_model().all(&self.db).await?)
    }

    /// What a version says.
    pub async fn page_words(&self, centre: &Centre, id: Uuid) -> Result<Option<PageWords>> {
        let row = revision::Entity::find_by_id((centre.id, id)).one(&self.db).await?;
        Ok(row.as_ref().map(PageWords::of))
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
                words: PageWords::of(&row),
                minor: row.minor,
                review: row.review,
                wish: (row.wish_from, row.wish_until),
                note: row.note,
                by: name(row.written_by),
                at: Timestamp::from_second(row.written_at).map_err(|_| Error::Corrupt("revision.written_at"))?,
            })
        });
        Ok((revisions.collect::<Result<_>>()?, count))
    }
}

/// What is to be shown at a moment; of one page and language what began last has the last word.
pub(super) fn is_shown(centre_id: i64, now: i64) -> Condition {
    Condition::all()
        .add(showing::Column::CentreId.eq(centre_id))
        .add(showing::Column::BeginsAt.lte(now))
        .add(goes_on(now))
}

/// Whether a showing has not ended.
pub(super) fn goes_on(now: i64) -> Condition {
    Condition::any().add(showing::Column::EndsAt.is_null()).add(showing::Column::EndsAt.gt(now))
}

/// Every page that families read at a moment in words of the centre's own.
pub(crate) async fn shown(db: &impl ConnectionTrait, centre_id: i64, now: i64) -> Result<BTreeMap<PageKey, PageWords>> {
    let rows = showing::Entity::find()
        .filter(is_shown(centre_id, now))
        // Articles are many, and read one by one.
        .filter(showing::Column::Page.not_like(format!("{}%", article_page(""))))
        .order_by_asc(showing::Column::BeginsAt)
        .find_also_related(revision::Entity)
        .all(db)
        .await?;
    let words = |(row, of): (showing::Model, Option<revision::Model>)| {
        let of = of.ok_or(Error::Corrupt("showing.revision_id"))?;
        Ok(((row.page, row.language.0), PageWords::of(&of)))
    };
    rows.into_iter().map(words).collect()
}
