//! The pages that show a picture.

use std::collections::BTreeMap;

use domain::language::Language;
use sea_orm::{ConnectionTrait, Statement, Value};

use crate::{Centre, Result, words::Word};

/// The newest versions with a picture, and those that families read or may read again: what is shown over another one for good
/// leaves it to nobody. $1 the centre, $2 the picture, $3 the moment.
const WITH: &str = "
    SELECT of.page AS page, of.language AS language, of.title AS title
    FROM revision_picture AS has CROSS JOIN revision AS of
    WHERE has.centre_id = $1 AND has.picture = $2 AND of.centre_id = $1 AND of.id = has.revision_id
        AND (NOT EXISTS (SELECT 1 FROM revision AS newer WHERE newer.centre_id = $1 AND newer.page = of.page
                AND newer.language = of.language AND newer.id > of.id)
            OR EXISTS (SELECT 1 FROM showing WHERE showing.centre_id = $1 AND showing.revision_id = of.id
                AND (showing.ends_at IS NULL OR showing.ends_at > $3)
                AND NOT EXISTS (SELECT 1 FROM showing AS later WHERE later.centre_id = $1
                    AND later.page = showing.page AND later.language = showing.language
                    AND later.begins_at > showing.begins_at AND later.begins_at <= $3
                    AND (later.ends_at IS NULL OR later.ends_at >= showing.ends_at))))
    ORDER BY of.page, of.language, of.id";

/// As [`crate::Store::pages_with_picture`].
pub async fn pages_with(
    db: &impl ConnectionTrait,
    centre: &Centre,
    name: &str,
    at: i64,
) -> Result<Vec<(String, Language, String)>> {
    let values = [Value::from(centre.id), Value::from(name), Value::from(at)];
    let rows = db.query_all_raw(Statement::from_sql_and_values(db.get_database_backend(), WITH, values)).await?;
    let mut pages = BTreeMap::new();
    for row in rows {
        let language: Word<Language> = row.try_get("", "language")?;
        pages.insert((row.try_get::<String>("", "page")?, language.0), row.try_get("", "title")?);
    }
    Ok(pages.into_iter().map(|((page, language), title)| (page, language, title)).collect())
}
