//! Articles as the desk has them: made, dated by when families could read them first, withdrawn and put back.

use std::collections::BTreeMap;

use domain::{content::ORIGINAL, language::Language, theme::Theme};
use jiff::Timestamp;
use sea_orm::{
    ActiveValue::Set, ColumnTrait, Condition, DatabaseTransaction, EntityTrait, IntoActiveModel, PaginatorTrait,
    QueryFilter, QueryOrder, QuerySelect, sea_query::Expr,
};

use super::{listed::moment, noted::note, pages::is_shown};
use crate::{
    Act, Centre, Error, Result, Store,
    editing::editions::{self, Edit},
    entities::{article, revision, showing},
    error::breaks_unique_rule,
    thing::{Thing, ThingKind},
    words::Word,
};

/// An article as the desk sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Article {
    /// Its address beneath the language.
    pub page: String,
    pub theme: Theme,
    /// When families could, or will, read it first.
    pub dated: Option<Timestamp>,
    pub withdrawn: bool,
    /// Where whoever asks for it is led since: an address beneath the language.
    pub leads_to: Option<String>,
    /// Its newest title in each language it was written in.
    pub titles: BTreeMap<Language, String>,
}

impl Store {
    /// Makes an article that says nothing yet.
    ///
    /// # Errors
    /// [`Error::SlugTaken`].
    pub async fn add_article(&self, centre: &Centre, page: &str, theme: Theme, by: i64, now: Timestamp) -> Result<()> {
        let at = now.as_second();
        self.transact_quietly(|tx| async move {
            let row = article::Model {
                centre_id: centre.id,
                page: page.to_owned(),
                theme: Word(theme),
                dated_at: None,
                made_by: by,
                made_at: at,
                withdrawn_at: None,
                leads_to: None,
            };
            let added = article::Entity::insert(row.into_active_model()).exec_without_returning(&tx).await;
            added.map_err(|error| if breaks_unique_rule(&error) { Error::SlugTaken } else { error.into() })?;
            note(&tx, centre, Act::MadeArticle, (page, ORIGINAL), "", (by, at)).await?;
            Ok((tx, ()))
        })
        .await
    }

    /// One article.
    ///
    /// # Errors
    /// [`Error::NotFound`].
    pub async fn article(&self, centre: &Centre, page: &str) -> Result<Article> {
        let row = article::Entity::find_by_id((centre.id, page.to_owned())).one(&self.db).await?;
        let row = row.ok_or(Error::NotFound)?;
        self.with_titles(centre, vec![row]).await?.pop().ok_or(Error::NotFound)
    }

    /// Articles, what was made last first, and how many there are.
    pub async fn articles(&self, centre: &Centre, skip: u64, take: u64) -> Result<(Vec<Article>, u64)> {
        let of = article::Entity::find().filter(article::Column::CentreId.eq(centre.id));
        let count = of.clone().count(&self.db).await?;
        let rows = of
            .order_by_desc(article::Column::MadeAt)
            .order_by_asc(article::Column::Page)
            .offset(skip)
            .limit(take)
            .all(&self.db)
            .await?;
        Ok((self.with_titles(centre, rows).await?, count))
    }

    async fn with_titles(&self, centre: &Centre, rows: Vec<article::Model>) -> Result<Vec<Article>> {
        use revision::Column::{CentreId, Id, Language, Page, Title};
        let titles: Vec<(String, Word<domain::language::Language>, String)> = revision::Entity::find()
            .select_only()
            .columns([Page, Language, Title])
            .filter(CentreId.eq(centre.id))
            .filter(Page.is_in(rows.iter().map(|row| row.page.as_str())))
            .order_by_asc(Id)
            .into_tuple()
            .all(&self.db)
            .await?;
        let article = |row: article::Model| {
            let own = titles.iter().filter(|(page, ..)| *page == row.page);
            Ok(Article {
                titles: own.map(|(_, language, title)| (language.0, title.clone())).collect(),
                theme: row.theme.0,
                dated: row.dated_at.map(moment).transpose()?,
                withdrawn: row.withdrawn_at.is_some(),
                leads_to: row.leads_to,
                page: row.page,
            })
        };
        rows.into_iter().map(article).collect()
    }

    /// Says anew what an article is about.
    ///
    /// # Errors
    /// [`Error::NotFound`]; [`Error::Stale`] for whoever saw an older edition.
    pub async fn set_theme(
        &self,
        centre: &Centre,
        page: &str,
        theme: Theme,
        (by, edit): (i64, Edit),
        now: Timestamp,
    ) -> Result<()> {
        let detail = format!(" theme={}", theme.as_str());
        let change = |row: &mut article::ActiveModel| row.theme = Set(Word(theme));
        self.change_article(centre, page, (Act::SetTheme, &detail), change, (by, edit), now).await
    }

    /// Takes an article from families: in its place stands a notice, or they are led elsewhere.
    ///
    /// # Errors
    /// [`Error::NotFound`]; [`Error::Stale`] for whoever saw an older edition.
    pub async fn withdraw_article(
        &self,
        centre: &Centre,
        page: &str,
        leads_to: Option<&str>,
        (by, edit): (i64, Edit),
        now: Timestamp,
    ) -> Result<()> {
        let detail = leads_to.map_or_else(String::new, |to| format!(" leads_to={to}"));
        let change = |row: &mut article::ActiveModel| {
            row.withdrawn_at = Set(Some(now.as_second()));
            row.leads_to = Set(leads_to.map(str::to_owned));
        };
        self.change_article(centre, page, (Act::WithdrewArticle, &detail), change, (by, edit), now).await
    }

    /// Gives an article back to families.
    ///
    /// # Errors
    /// [`Error::NotFound`]; [`Error::Stale`] for whoever saw an older edition.
    pub async fn put_article_back(
        &self,
        centre: &Centre,
        page: &str,
        (by, edit): (i64, Edit),
        now: Timestamp,
    ) -> Result<()> {
        let change = |row: &mut article::ActiveModel| (row.withdrawn_at, row.leads_to) = (Set(None), Set(None));
        self.change_article(centre, page, (Act::PutArticleBack, ""), change, (by, edit), now).await
    }

    async fn change_article(
        &self,
        centre: &Centre,
        page: &str,
        (act, detail): (Act, &str),
        change: impl Fn(&mut article::ActiveModel) + Send + Sync,
        (by, edit): (i64, Edit),
        now: Timestamp,
    ) -> Result<()> {
        let (at, change) = (now.as_second(), &change);
        self.transact_quietly(|tx| async move {
            editions::turn(&tx, centre, &Thing::new(ThingKind::Page, page), edit, at).await?;
            let row = article::Entity::find_by_id((centre.id, page.to_owned())).one(&tx).await?;
            let mut row = article::ActiveModel::from(row.ok_or(Error::NotFound)?);
            change(&mut row);
            article::Entity::update(row).exec(&tx).await?;
            note(&tx, centre, act, (page, ORIGINAL), detail, (by, at)).await?;
            Ok((tx, ()))
        })
        .await
    }

    /// Pages and articles whose text, as families read it now, leads to a page: each with its language and title.
    pub async fn pages_that_lead_to(
        &self,
        centre: &Centre,
        page: &str,
        now: Timestamp,
    ) -> Result<Vec<(String, Language, String)>> {
        let leads =
            Language::ALL.map(|language| revision::Column::Text.contains(format!("](/{}/{page})", language.code())));
        let leads = leads.into_iter().fold(Condition::any(), Condition::add);
        let rows: Vec<(String, Word<Language>, String)> = showing::Entity::find()
            .inner_join(revision::Entity)
            .select_only()
            .columns([showing::Column::Page, showing::Column::Language])
            .column(revision::Column::Title)
            .filter(is_shown(centre.id, now.as_second()))
            .filter(leads)
            .order_by_asc(showing::Column::Page)
            .order_by_asc(showing::Column::BeginsAt)
            .into_tuple()
            .all(&self.db)
            .await?;
        Ok(rows.into_iter().map(|(page, language, title)| (page, language.0, title)).collect())
    }

    /// Articles that families are led from to a page instead.
    pub async fn articles_led_to(&self, centre: &Centre, page: &str) -> Result<Vec<Article>> {
        let led = article::Entity::find()
            .filter(article::Column::CentreId.eq(centre.id))
            .filter(article::Column::LeadsTo.eq(page))
            .order_by_asc(article::Column::Page)
            .all(&self.db)
            .await?;
        self.with_titles(centre, led).await
    }
}

/// Dates an article by when families could, or will, read it first. Pages to read have no date.
pub(super) async fn date(tx: &DatabaseTransaction, centre: &Centre, page: &str) -> Result<()> {
    let first: Option<Option<i64>> = showing::Entity::find()
        .select_only()
        .column_as(showing::Column::BeginsAt.min(), "first")
        .filter(showing::Column::CentreId.eq(centre.id))
        .filter(showing::Column::Page.eq(page))
        .into_tuple()
        .one(tx)
        .await?;
    article::Entity::update_many()
        .col_expr(article::Column::DatedAt, Expr::value(first.flatten()))
        .filter(article::Column::CentreId.eq(centre.id))
        .filter(article::Column::Page.eq(page))
        .exec(tx)
        .await?;
    Ok(())
}
