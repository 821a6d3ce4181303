//! Articles as families find them: by their address, or listed, the newest first.

use std::collections::BTreeMap;

use domain::{language::Language, theme::Theme};
use jiff::Timestamp;
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect,
    sea_query::{Expr, ExprTrait, Query, SimpleExpr},
};

use super::pages::{PageWords, goes_on, is_shown};
use crate::{
    Centre, Error, Result, Store,
    entities::{article, revision, showing},
    words::Word,
};

/// An article as families see it, in each language it is shown in; without its text where many are listed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ShownArticle {
    pub page: String,
    pub theme: Theme,
    pub dated: Timestamp,
    pub words: BTreeMap<Language, PageWords>,
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
        let words = rows.into_iter().filter_map(|(row, of)| Some((row.language.0, PageWords::of(&of?))));
        let words: BTreeMap<_, _> = words.collect();
        let Some(dated) = row.dated_at.filter(|_| !words.is_empty()) else { return Ok(None) };
        let (page, theme, dated) = (row.page, row.theme.0, moment(dated)?);
        Ok(Some(AtAddress::Shown(ShownArticle { page, theme, dated, words })))
    }

    /// Articles that families can read, the newest first: those of a theme, or all; and how many there are. Without texts.
    pub async fn shown_articles(
        &self,
        centre: &Centre,
        theme: Option<Theme>,
        span: (u64, u64),
        now: Timestamp,
    ) -> Result<(Vec<ShownArticle>, u64)> {
        shown(&self.db, centre.id, theme, span, now.as_second()).await
    }
}

/// As [`Store::shown_articles`].
pub(crate) async fn shown(
    db: &impl ConnectionTrait,
    centre_id: i64,
    theme: Option<Theme>,
    (skip, take): (u64, u64),
    now: i64,
) -> Result<(Vec<ShownArticle>, u64)> {
    let mut of = article::Entity::find()
        .filter(article::Column::CentreId.eq(centre_id))
        .filter(article::Column::DatedAt.lte(now))
        .filter(article::Column::WithdrawnAt.is_null())
        .filter(can_be_read(now));
    if let Some(theme) = theme {
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
    let words: Vec<(String, Word<Language>, String, String)> = showing::Entity::find()
        .inner_join(revision::Entity)
        .select_only()
        .columns([showing::Column::Page, showing::Column::Language])
        .columns([revision::Column::Title, revision::Column::Lead])
        .filter(is_shown(centre_id, now))
        .filter(showing::Column::Page.is_in(rows.iter().map(|row| row.page.as_str())))
        .order_by_asc(showing::Column::BeginsAt)
        .into_tuple()
        .all(db)
        .await?;
    let shown = |row: article::Model| {
        let own = words.iter().filter(|(page, ..)| *page == row.page);
        let own = own.map(|(_, language, title, lead)| {
            (language.0, PageWords { title: title.clone(), lead: lead.clone(), text: String::new() })
        });
        let dated = moment(row.dated_at.ok_or(Error::Corrupt("article.dated_at"))?)?;
        Ok(ShownArticle { words: own.collect(), theme: row.theme.0, dated, page: row.page })
    };
    Ok((rows.into_iter().map(shown).collect::<Result<_>>()?, count))
}

/// Whether an article is shown in any language.
fn can_be_read(now: i64) -> SimpleExpr {
    let shown = Query::select()
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
    Expr::exists(shown)
}

pub(super) fn moment(second: i64) -> Result<Timestamp> {
    Timestamp::from_second(second).map_err(|_| Error::Corrupt("article.dated_at"))
}
