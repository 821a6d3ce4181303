//! Changing a rule of a table that stands: PostgreSQL alters it, SQLite writes the table anew from its own definition.

use sea_orm_migration::{
    prelude::*,
    sea_orm::{ConnectionTrait, DatabaseBackend, Statement},
};

/// Writes `table` anew on SQLite with `edit` applied to its definition, or runs `postgres` instead.
///
/// SQLite's connection must not enforce foreign keys meanwhile: other tables point at the one that is replaced.
pub async fn rebuild(
    manager: &SchemaManager<'_>,
    table: &str,
    postgres: &[&str],
    edit: impl Fn(&str) -> String + Send + Sync,
) -> Result<(), DbErr> {
    let db = manager.get_connection();
    if manager.get_database_backend() == DatabaseBackend::Postgres {
        for statement in postgres {
            db.execute_unprepared(statement).await?;
        }
        return Ok(());
    }
    let definitions = format!(
        "SELECT type, sql FROM sqlite_master WHERE tbl_name = '{table}' AND sql IS NOT NULL AND type IN ('table', 'index')"
    );
    let rows = db.query_all_raw(Statement::from_string(DatabaseBackend::Sqlite, definitions)).await?;
    let rows: Vec<(String, String)> =
        rows.iter().map(|row| Ok((row.try_get("", "type")?, row.try_get("", "sql")?))).collect::<Result<_, DbErr>>()?;
    let (tables, indexes): (Vec<_>, Vec<_>) = rows.into_iter().partition(|(kind, _)| kind == "table");
    let (_, old) = tables.first().ok_or_else(|| DbErr::Custom(format!("no table {table}")))?;
    let new = edit(old);
    if new == *old {
        return Err(DbErr::Custom(format!("the definition of {table} is not as expected")));
    }
    let new = new.replacen(&format!("\"{table}\""), &format!("\"{table}_new\""), 1);
    db.execute_unprepared(&new).await?;
    db.execute_unprepared(&format!("INSERT INTO \"{table}_new\" SELECT * FROM \"{table}\"")).await?;
    db.execute_unprepared(&format!("DROP TABLE \"{table}\"")).await?;
    db.execute_unprepared(&format!("ALTER TABLE \"{table}_new\" RENAME TO \"{table}\"")).await?;
    for (_, index) in indexes {
        db.execute_unprepared(&index).await?;
    }
    Ok(())
}

/// Adds `rules` (a list of table constraints) to the end of a definition.
pub fn with_rules(definition: &str, rules: &str) -> String {
    let end = definition.rfind(')').unwrap_or(definition.len());
    format!("{}, {rules} )", definition[..end].trim_end())
}

/// Adds columns, one statement each, as SQLite wants it.
pub async fn add_columns(
    manager: &SchemaManager<'_>,
    table: &'static str,
    columns: Vec<ColumnDef>,
) -> Result<(), DbErr> {
    for mut column in columns {
        manager.alter_table(Table::alter().table(table).add_column(&mut column).to_owned()).await?;
    }
    Ok(())
}

/// Drops columns, youngest first.
pub async fn drop_columns(
    manager: &SchemaManager<'_>,
    table: &'static str,
    columns: &[&'static str],
) -> Result<(), DbErr> {
    for column in columns.iter().rev() {
        manager.alter_table(Table::alter().table(table).drop_column(*column).to_owned()).await?;
    }
    Ok(())
}
