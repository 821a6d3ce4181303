//! Articles by the words of their text. What families read, and are to read, is found under each of its words; what they
//! ask for is looked up there, the rarest word first.

use domain::{
    content::is_article,
    finding::{EXACT, finds_beginnings, weigh},
    language::Language,
    theme::Theme,
};
use jiff::Timestamp;
use sea_orm::{
    ActiveValue::Set,
    ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, FromQueryResult, QueryFilter, Statement, Value,
    sea_query::{Condition, Expr, Func, Query},
};
use uuid::Uuid;

use super::{listed::moment, pages::PageWords};
use crate::{
    Centre, Error, Result, Store,
    entities::{article_word, revision, showing},
    words::Word,
};

/// Versions that are looked at: of the rarest word that was asked for, those where it weighs most.
const LOOKED_AT: u64 = 500;
/// Places that are counted of all words that begin like it, the word itself first: more are behind two or three letters alone.
const PLACES: u64 = 15_000;
/// Texts that are answered with, in all languages.
const SHOWN: usize = 60;

/// An article that was found, in the language that it was found in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FoundArticle {
    pub page: String,
    pub language: Language,
    pub title: String,
    pub lead: String,
    pub theme: Theme,
    pub dated: Timestamp,
    /// As [`domain::finding::score`] says.
    pub score: i64,
}

#[derive(FromQueryResult)]
struct Row {
    page: String,
    language: Word<Language>,
    title: String,
    lead: String,
    theme: Word<Theme>,
    dated_at: i64,
    score: i64,
}

impl Store {
    /// The articles that families can read and that have all words of a question ([`domain::finding::asked`]), the best
    /// first. A query for each word and one more; of a question whose every word more than five hundred texts have, those
    /// where one of the words weighs most. Whatever is asked, no more is read than so many places.
    pub async fn find_articles(&self, centre: &Centre, asked: &[String], now: Timestamp) -> Result<Vec<FoundArticle>> {
        let Some(words) = self.rarest_word_first(centre.id, asked).await? else { return Ok(Vec::new()) };
        let (sql, values) = question(centre.id, &words, now.as_second());
        let statement = Statement::from_sql_and_values(self.db.get_database_backend(), sql, values);
        let rows = Row::find_by_statement(statement).all(&self.db).await?;
        let found = rows.into_iter().map(|row| {
            Ok(FoundArticle {
                page: row.page,
                language: row.language.0,
                title: row.title,
                lead: row.lead,
                theme: row.theme.0,
                dated: moment(row.dated_at)?,
                score: row.score,
            })
        });
        found.collect()
    }

    /// The words by how many texts have them, as far as that is counted; nothing where one of them is nowhere.
    async fn rarest_word_first(&self, centre_id: i64, asked: &[String]) -> Result<Option<Vec<String>>> {
        let mut counted = Vec::with_capacity(asked.len());
        for word in asked {
            let some = Query::select()
                .expr(Expr::val(1))
                .from(article_word::Entity)
                .cond_where(begins_with(centre_id, word))
                .limit(LOOKED_AT + 1)
                .to_owned();
            let count = Query::select().expr(Func::count(Expr::val(1))).from_subquery(some, "some").to_owned();
            let row = self.db.query_one(&count).await?.ok_or(Error::Corrupt("count"))?;
            counted.push((row.try_get_by_index::<i64>(0)?, word.clone()));
        }
        counted.sort();
        let nowhere = counted.first().is_none_or(|(number, _)| *number == 0);
        Ok((!nowhere).then(|| counted.into_iter().map(|(_, word)| word).collect()))
    }
}

fn begins_with(centre_id: i64, word: &str) -> Condition {
    let column = article_word::Column::Word;
    Condition::all()
        .add(article_word::Column::CentreId.eq(centre_id))
        .add(column.gte(word.as_bytes()))
        .add(column.lt(behind(word)))
}

/// What follows everything that a word finds: whatever begins with it, for no UTF-8 has the last byte; or itself alone.
fn behind(word: &str) -> Vec<u8> {
    let last = if finds_beginnings(word) { 0xff } else { 0 };
    [word.as_bytes(), &[last]].concat()
}

/// The question in SQL that both databases understand; SQLite looks at what it crosses in the order of the words: first the
/// few that were found, not every article. $1 the centre, $2 the moment, then each word and what is behind it.
fn question(centre_id: i64, words: &[String], now: i64) -> (String, Vec<Value>) {
    let mut values = vec![Value::from(centre_id), Value::from(now)];
    for word in words {
        values.extend([Value::from(word.as_bytes().to_vec()), Value::from(behind(word))]);
    }
    let best = |n: usize| {
        let (word, end) = (n * 2 + 3, n * 2 + 4);
        let weight = format!("MAX(CASE WHEN word = ${word} THEN weight * {EXACT} ELSE weight END)");
        (weight, format!("centre_id = $1 AND word >= ${word} AND word < ${end}"))
    };
    let (first, begins) = best(0);
    let others = (1..words.len()).map(|n| {
        let (weight, begins) = best(n);
        format!(", (SELECT {weight} FROM article_word WHERE {begins} AND revision_id = best.revision_id) AS other{n}")
    });
    let others: String = others.collect();
    let all: String = (1..words.len()).map(|n| format!(" AND found.other{n} IS NOT NULL")).collect();
    let sum: String = (1..words.len()).map(|n| format!(" + found.other{n}")).collect();
    let sql = format!(
        "SELECT showing.page AS page, showing.language AS language, revision.title AS title, revision.lead AS lead,
            article.theme AS theme, article.dated_at AS dated_at, found.score{sum} AS score
        FROM (SELECT best.revision_id, best.score{others}
            FROM (SELECT revision_id, {first} AS score
                FROM (SELECT revision_id, word, weight FROM article_word WHERE {begins} ORDER BY word LIMIT {PLACES}) AS near
                GROUP BY revision_id ORDER BY score DESC, revision_id DESC LIMIT {LOOKED_AT}) AS best) AS found
        CROSS JOIN showing CROSS JOIN revision CROSS JOIN article
        WHERE showing.centre_id = $1 AND showing.revision_id = found.revision_id
            AND showing.begins_at <= $2 AND (showing.ends_at IS NULL OR showing.ends_at > $2)
            AND revision.centre_id = $1 AND revision.id = found.revision_id
            AND article.centre_id = $1 AND article.page = showing.page
            AND article.withdrawn_at IS NULL AND article.dated_at <= $2
            AND NOT EXISTS (SELECT 1 FROM showing AS later WHERE later.centre_id = $1 AND later.page = showing.page
                AND later.language = showing.language AND later.begins_at > showing.begins_at AND later.begins_at <= $2
                AND (later.ends_at IS NULL OR later.ends_at > $2)){all}
        ORDER BY score DESC, article.dated_at DESC, showing.page, showing.language LIMIT {SHOWN}"
    );
    (sql, values)
}

/// Files an article's version under its words, and takes away those that families neither read nor are to read.
pub(super) async fn file(
    tx: &DatabaseTransaction,
    centre: &Centre,
    (page, language): (&str, Language),
    revision_id: Uuid,
    at: i64,
) -> Result<()> {
    use article_word::Column::{CentreId, RevisionId};
    if !is_article(page) {
        return Ok(());
    }
    let read = Query::select()
        .column(showing::Column::RevisionId)
        .from(showing::Entity)
        .and_where(showing::Column::CentreId.eq(centre.id))
        .and_where(showing::Column::Page.eq(page))
        .and_where(showing::Column::Language.eq(Word(language)))
        .cond_where(super::pages::goes_on(at))
        .to_owned();
    let own = Query::select()
        .column(revision::Column::Id)
        .from(revision::Entity)
        .and_where(revision::Column::CentreId.eq(centre.id))
        .and_where(revision::Column::Page.eq(page))
        .and_where(revision::Column::Language.eq(Word(language)))
        .to_owned();
    article_word::Entity::delete_many()
        .filter(CentreId.eq(centre.id))
        .filter(RevisionId.in_subquery(own))
        .filter(Condition::any().add(RevisionId.not_in_subquery(read)).add(RevisionId.eq(revision_id)))
        .exec(tx)
        .await?;
    let row = revision::Entity::find_by_id((centre.id, revision_id)).one(tx).await?.ok_or(Error::NotFound)?;
    let PageWords { title, lead, text } = PageWords::of(&row);
    let rows: Vec<_> = weigh(&title, &lead, &text)
        .into_iter()
        .map(|(word, weight)| article_word::ActiveModel {
            centre_id: Set(centre.id),
            word: Set(word.into_bytes()),
            revision_id: Set(revision_id),
            weight: Set(weight),
        })
        .collect();
    if !rows.is_empty() {
        article_word::Entity::insert_many(rows).exec_without_returning(tx).await?;
    }
    Ok(())
}
