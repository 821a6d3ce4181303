//! The tables of one area, and the columns that many of them have.

use sea_orm_migration::{
    prelude::*,
    schema::*,
    sea_orm::{ConnectionTrait, DbBackend, sea_query::TableCreateStatement},
};

/// The tables of one area.
pub struct Area {
    pub name: &'static str,
    /// Their names, the eldest first.
    pub tables: &'static [&'static str],
    /// A statement for each of `tables`.
    pub create: fn() -> Vec<TableCreateStatement>,
    /// SQL that both databases understand.
    pub indexes: &'static [&'static str],
}

impl MigrationName for Area {
    fn name(&self) -> &str {
        self.name
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Area {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for mut table in (self.create)() {
            if manager.get_database_backend() != DbBackend::Sqlite {
                table.extra("");
            }
            manager.create_table(table).await?;
        }
        for index in self.indexes {
            manager.get_connection().execute_unprepared(index).await?;
        }
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in self.tables.iter().rev() {
            manager.drop_table(Table::drop().table(*table).to_owned()).await?;
        }
        Ok(())
    }
}

/// A table with a row's centre in front of its key. On SQLite the rows lie in the order of the key: a row that is written is
/// an entry of one tree instead of two.
pub fn of_centre(table: &'static str, key: &[&'static str]) -> TableCreateStatement {
    let mut statement = Table::create();
    let mut primary = Index::create();
    primary.col("centre_id");
    for column in key {
        primary.col(*column);
    }
    statement
        .table(table)
        .col(big_integer("centre_id"))
        .primary_key(&mut primary)
        .foreign_key(ForeignKey::create().from(table, "centre_id").to("centre", "id"))
        .extra("WITHOUT ROWID");
    statement
}

/// `column` names a row of `other` by its id within the centre.
pub fn names(table: &'static str, column: &'static str, other: &'static str) -> ForeignKeyCreateStatement {
    names_by((table, column), (other, "id"))
}

/// `column` names somebody who works at the centre.
pub fn names_member(table: &'static str, column: &'static str) -> ForeignKeyCreateStatement {
    names_by((table, column), ("membership", "staff_id"))
}

/// Two columns of `table` name a row of another one.
pub fn names_by(
    (table, column): (&'static str, &'static str),
    (other, key): (&'static str, &'static str),
) -> ForeignKeyCreateStatement {
    let mut foreign = ForeignKey::create();
    foreign.from_tbl(table).from_col("centre_id").from_col(column);
    foreign.to_tbl(other).to_col("centre_id").to_col(key);
    foreign
}

/// Text that is one of `words`.
pub fn word(column: &'static str, words: &[&'static str]) -> ColumnDef {
    string(column).check(Expr::col(column).is_in(words.iter().copied())).to_owned()
}

pub fn word_null(column: &'static str, words: &[&'static str]) -> ColumnDef {
    string_null(column).check(Expr::col(column).is_in(words.iter().copied())).to_owned()
}

/// A number of minutes or of people, from `least` on; of minutes `step` is five.
pub fn number(column: &'static str, least: i32, step: i32) -> ColumnDef {
    integer(column).check(Expr::cust(format!("{column} >= {least} AND {column} % {step} = 0"))).to_owned()
}

/// A minute of the day on a five-minute line.
pub fn minute(column: &'static str, least: i32, most: i32) -> ColumnDef {
    integer(column).check(Expr::cust(format!("{column} BETWEEN {least} AND {most} AND {column} % 5 = 0"))).to_owned()
}

pub const MODES: [&str; 3] = ["in_person", "telephone", "video"];
pub const GENDERS: [&str; 2] = ["woman", "man"];
pub const LANGUAGES: [&str; 3] = ["ar", "fr", "en"];
