//! Rows that a table counts.

use sea_orm::{
    ConnectionTrait, EntityTrait, FromQueryResult, QuerySelect, Select,
    sea_query::{Expr, ExprTrait},
};

use crate::Result;

/// A row of a table: what is counted, and how many.
pub type Row<Of> = (Of, u64);

#[derive(FromQueryResult)]
struct Counted<T: sea_orm::TryGetable> {
    of: T,
    number: i64,
}

/// Counts the rows of a query that is grouped by its column `of`.
pub(super) async fn rows_by<T, E>(db: &impl ConnectionTrait, rows: Select<E>) -> Result<Vec<Row<T>>>
where
    T: sea_orm::TryGetable + Send + Sync,
    E: EntityTrait,
{
    let rows = rows.column_as(Expr::val(1).count(), "number").into_model::<Counted<T>>().all(db).await?;
    Ok(rows.into_iter().map(|row| (row.of, row.number.unsigned_abs())).collect())
}

/// Adds the rows of another period, each to the one that counts the same.
pub(super) fn add_rows<Of: PartialEq>(rows: &mut Vec<Row<Of>>, more: Vec<Row<Of>>) {
    for (of, number) in more {
        match rows.iter_mut().find(|(known, _)| *known == of) {
            Some((_, sum)) => *sum += number,
            None => rows.push((of, number)),
        }
    }
}

/// The most first, and by name where as many.
pub(super) fn in_order(rows: &mut [Row<String>]) {
    rows.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
}
