//! Rows of several tables that are written in one statement: whoever waits for the database waits once.

use sea_orm::{
    ActiveModelTrait, ConnectionTrait, DatabaseBackend, DbErr, Insert, QueryTrait, Statement,
    sea_query::{Alias, CommonTableExpression, InsertStatement, OnConflict, SqliteQueryBuilder, WithClause},
};

/// Rows that are to be written together, in this order.
#[derive(Default)]
pub(crate) struct Rows(Vec<InsertStatement>);

impl Rows {
    pub fn add<A: ActiveModelTrait>(&mut self, row: A) {
        self.0.push(Insert::one(row).into_query());
    }

    pub fn add_all<A: ActiveModelTrait>(&mut self, rows: impl IntoIterator<Item = A>) {
        self.0.push(Insert::many(rows).into_query());
    }

    /// Rows that change those which are there already.
    pub fn add_or_change<A: ActiveModelTrait>(&mut self, rows: impl IntoIterator<Item = A>, change: OnConflict) {
        self.0.push(Insert::many(rows).on_conflict(change).into_query());
    }

    /// Writes all of them, or none.
    pub async fn write(mut self, db: &impl ConnectionTrait) -> Result<(), DbErr> {
        let Some(last) = self.0.pop() else { return Ok(()) };
        let statement = match db.get_database_backend() {
            DatabaseBackend::Sqlite => {
                self.0.push(last);
                one_after_another(&self.0)
            }
            backend if self.0.is_empty() => backend.build(&last),
            backend => backend.build(&last.with(beside(self.0))),
        };
        db.execute_raw(statement).await?;
        Ok(())
    }
}

/// SQLite runs what stands behind a semicolon next.
fn one_after_another(inserts: &[InsertStatement]) -> Statement {
    let (mut text, mut values) = (String::new(), Vec::new());
    for insert in inserts {
        let (sql, own) = insert.build(SqliteQueryBuilder);
        text.push_str(&sql);
        text.push(';');
        values.extend(own);
    }
    Statement::from_sql_and_values(DatabaseBackend::Sqlite, text, values)
}

/// PostgreSQL takes one statement at a time, which may have others within it.
fn beside(inserts: Vec<InsertStatement>) -> WithClause {
    let mut with = WithClause::new();
    for (n, insert) in inserts.into_iter().enumerate() {
        with.cte(CommonTableExpression::new().table_name(Alias::new(format!("part{n}"))).query(insert).to_owned());
    }
    with
}
