//! Articles as families find them: by their address, or listed, the newest first.

use std::collections::BTreeMap;

use domain::{
    language::Language,
    picture::{Focus, Picture},
    theme::Theme,
};
use jiff::Timestamp;
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, FromQueryResult, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect,
    sea_query::{Expr, ExprTrait, Query, SimpleExpr},
};

use super::{
    files::StoredFile,
    pages::{PageWords, goes_on, is_shown},
    recordings::heard_of,
};
use crate::{
    Centre, Error, Result, Store,
    entities::{article, picture, revision, showing},
    words::Word,
};

/// An article as families see it, in each language it is shown in; without its text where many are listed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ShownArticle {
    pub page: String,
    pub theme: Theme,
    pub dated: Timestamp,
    pub words: BTreeMap<Language, PageWords>,
    /// Since when families read what it says in a language.
    pub since: BTreeMap<Language, Timestamp>,
    /// The picture that goes before its words in a language, and what of it must be seen.
    pub covers: BTreeMap<Language, (Picture, Focus)>,
    /// Where somebody reads aloud what it says in a language; of one article, not of many that are listed.
    pub heard: BTreeMap<Language, StoredFile>,
}

/// What stands at the address of an article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AtAddress {
    Shown(ShownArticle),
    Withdrawn { leads_to: Option<String> },
}

impl Store {
    /// What families find at the address of an article; nothing where there is none, or none to read yet.
    pub async fn article_at(&self, centre: &Centre, page: &str, now: Timestamp) -> Result<Option<AtAddress>> {
        let row = article::Entity::find_by_id((centre.id, page.to_owned())).one(&self.db).await?;
        let Some(row) = row else { return Ok(None) };
        if row.withdrawn_at.is_some() {
            return Ok(Some(AtAddress::Withdrawn { leads_to: row.leads_to }));
        }
        let rows = showing::Entity::find()
            .filter(is_shown(centre.id, now.as_second()))
            .filter(showing::Column::Page.eq(page))
            .order_by_asc(showing::Column::BeginsAt)
            .find_also_related(revision::Entity)
            .all(&self.db)
            .await?;
        let mut words = BTreeMap::new();
        let mut since = BTreeMap::new();
        let mut first = BTreeMap::new();
        let mut versions = BTreeMap::new();
        for (row, of) in rows {
            let of = of.ok_or(Error::Corrupt("showing.revision_id"))?;
            since.insert(row.language.0, moment(row.begins_at)?);
            words.insert(row.language.0, PageWords::of(&of));
            versions.insert(row.language.0, of.id);
            first.insert(row.language.0, of.cover);
        }
        let focuses = focuses(&self.db, centre.id, first.values().filter_map(Option::as_deref)).await?;
        let covers = first.into_iter().filter_map(|(language, cover)| Some((language, cover_of(&focuses, cover)?)));
        let Some(dated) = row.dated_at.filter(|_| !words.is_empty()) else { return Ok(None) };
        let (page, theme, dated) = (row.page, row.theme.0, moment(dated)?);
        let covers = covers.collect();
        let heard = heard_of(&self.db, centre.id, &page, &versions).await?;
        Ok(Some(AtAddress::Shown(ShownArticle { page, theme, dated, words, since, covers, heard })))
    }

    /// Articles that families can read, the newest first: those of a theme, or all; and how many there are. Without texts.
    pub async fn shown_articles(
        &self,
        centre: &Centre,
        of: Which,
        span: (u64, u64),
        now: Timestamp,
    ) -> Result<(Vec<ShownArticle>, u64)> {
        shown(&self.db, centre.id, of, span, now.as_second()).await
    }
}

/// Which articles are listed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Which {
    /// About it, or about anything.
    pub theme: Option<Theme>,
    /// Written in it, or in any language.
    pub language: Option<Language>,
}

/// What an article says before its text, in a language.
#[derive(FromQueryResult)]
struct Words {
    page: String,
    language: Word<Language>,
    begins_at: i64,
    title: String,
    lead: String,
    cover: Option<String>,
}

/// As [`Store::shown_articles`].
pub(crate) async fn shown(
    db: &impl ConnectionTrait,
    centre_id: i64,
    which: Which,
    (skip, take): (u64, u64),
    now: i64,
) -> Result<(Vec<ShownArticle>, u64)> {
    let mut of = article::Entity::find()
        .filter(article::Column::CentreId.eq(centre_id))
        .filter(article::Column::DatedAt.lte(now))
        .filter(article::Column::WithdrawnAt.is_null())
        .filter(can_be_read(now, which.language));
    if let Some(theme) = which.theme {
        of = of.filter(article::Column::Theme.eq(Word(theme)));
    }
    let count = of.clone().count(db).await?;
    let rows = of
        .order_by_desc(article::Column::DatedAt)
        .order_by_asc(article::Column::Page)
        .offset(skip)
        .limit(take)
        .all(db)
        .await?;
    let words = showing::Entity::find()
        .inner_join(revision::Entity)
        .select_only()
        .columns([showing::Column::Page, showing::Column::Language, showing::Column::BeginsAt])
        .columns([revision::Column::Title, revision::Column::Lead, revision::Column::Cover])
        .filter(is_shown(centre_id, now))
        .filter(showing::Column::Page.is_in(rows.iter().map(|row| row.page.as_str())))
        .order_by_asc(showing::Column::BeginsAt)
        .into_model::<Words>()
        .all(db)
        .await?;
    let focuses = focuses(db, centre_id, words.iter().filter_map(|row| row.cover.as_deref())).await?;
    let mut found: BTreeMap<String, (BTreeMap<_, _>, BTreeMap<_, _>, BTreeMap<_, _>)> = BTreeMap::new();
    for Words { page, language, begins_at, title, lead, cover } in words {
        let (words, since, covers) = found.entry(page).or_default();
        words.insert(language.0, PageWords { title, lead, text: String::new() });
        since.insert(language.0, moment(begins_at)?);
        // What is shown over it may have none.
        covers.remove(&language.0);
        covers.extend(cover_of(&focuses, cover).map(|cover| (language.0, cover)));
    }
    let shown = |row: article::Model| {
        let (words, since, covers) = found.remove(&row.page).unwrap_or_default();
        let dated = moment(row.dated_at.ok_or(Error::Corrupt("article.dated_at"))?)?;
        Ok(ShownArticle { words, since, covers, heard: BTreeMap::new(), theme: row.theme.0, dated, page: row.page })
    };
    Ok((rows.into_iter().map(shown).collect::<Result<_>>()?, count))
}

/// What must be seen of each of these pictures that there is, by its address.
async fn focuses(
    db: &impl ConnectionTrait,
    centre_id: i64,
    addresses: impl Iterator<Item = &str>,
) -> Result<BTreeMap<Picture, Focus>> {
    let pictures: Vec<Picture> = addresses.filter_map(|address| address.parse().ok()).collect();
    if pictures.is_empty() {
        return Ok(BTreeMap::new());
    }
    let rows: Vec<(String, i32, i32, Word<Focus>)> = picture::Entity::find()
        .select_only()
        .columns([picture::Column::Name, picture::Column::Width, picture::Column::Height, picture::Column::Focus])
        .filter(picture::Column::CentreId.eq(centre_id))
        .filter(picture::Column::Name.is_in(pictures.iter().map(Picture::name)))
        .into_tuple()
        .all(db)
        .await?;
    let known = |(name, width, height, focus): (String, i32, i32, Word<Focus>)| {
        Some((Picture::named(&name, width.unsigned_abs(), height.unsigned_abs())?, focus.0))
    };
    Ok(rows.into_iter().filter_map(known).collect())
}

fn cover_of(focuses: &BTreeMap<Picture, Focus>, address: Option<String>) -> Option<(Picture, Focus)> {
    let picture = address?.parse().ok()?;
    let focus = *focuses.get(&picture)?;
    Some((picture, focus))
}

/// Whether an article is shown in a language, or in any.
fn can_be_read(now: i64, language: Option<Language>) -> SimpleExpr {
    let mut shown = Query::select()
        .expr(Expr::val(1))
        .from(showing::Entity)
        .and_where(
            Expr::col((showing::Entity, showing::Column::CentreId))
                .equals((article::Entity, article::Column::CentreId)),
        )
        .and_where(Expr::col((showing::Entity, showing::Column::Page)).equals((article::Entity, article::Column::Page)))
        .and_where(Expr::col((showing::Entity, showing::Column::BeginsAt)).lte(now))
        .cond_where(goes_on(now))
        .to_owned();
    if let Some(language) = language {
        shown.and_where(Expr::col((showing::Entity, showing::Column::Language)).eq(Word(language)));
    }
    Expr::exists(shown)
}

pub(super) fn moment(second: i64) -> Result<Timestamp> {
    Timestamp::from_second(second).map_err(|_| Error::Corrupt("article.dated_at"))
}
