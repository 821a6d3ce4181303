//! What was known of somebody before a correction.

use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, QueryFilter, sea_query::Expr};
use uuid::Uuid;

use crate::{
    Result,
    entities::person_change,
    words::{Changed, Word},
};

/// One thing of somebody: what stood there, and what stands there now.
pub(crate) type Change = (Changed, String, String);

/// Writes what a correction changed; what is the same is left out. Staff, or the person themselves.
pub(crate) async fn note(
    db: &impl ConnectionTrait,
    (centre_id, person_id): (i64, Uuid),
    changes: impl IntoIterator<Item = Change>,
    (changed_by, changed_at): (Option<i64>, i64),
) -> Result<()> {
    let row = |(what, before, after): Change| {
        let (id, what) = (Uuid::now_v7(), Word(what));
        person_change::Model { centre_id, id, person_id, what, before, after, changed_by, changed_at }
            .into_active_model()
    };
    let rows: Vec<_> = changes.into_iter().filter(|(_, before, after)| before != after).map(row).collect();
    if !rows.is_empty() {
        person_change::Entity::insert_many(rows).exec_without_returning(db).await?;
    }
    Ok(())
}

/// Takes away what stood there. That something was changed, by whom and when, stays.
pub(crate) async fn forget(db: &impl ConnectionTrait, centre_id: i64, people: &[Uuid]) -> Result<()> {
    person_change::Entity::update_many()
        .col_expr(person_change::Column::Before, Expr::value(""))
        .col_expr(person_change::Column::After, Expr::value(""))
        .filter(person_change::Column::CentreId.eq(centre_id))
        .filter(person_change::Column::PersonId.is_in(people.iter().copied()))
        .exec(db)
        .await?;
    Ok(())
}
