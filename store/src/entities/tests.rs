use std::collections::BTreeSet;

use migrations::{Migrator, MigratorTrait};
use sea_orm::{
    ColumnTrait, ConnectionTrait, Database, DatabaseConnection, DbBackend, EntityTrait, IdenStatic, Identity, Iterable,
    QueryResult, RelationDef, RelationTrait, Statement, sea_query::TableRef,
};

use super::*;

async fn ask(db: &DatabaseConnection, sql: String) -> Vec<QueryResult> {
    db.query_all_raw(Statement::from_string(DbBackend::Sqlite, sql)).await.unwrap()
}

fn names(identity: &Identity) -> Vec<String> {
    identity.iter().map(ToString::to_string).collect()
}

/// A foreign key: its columns, the other table, the columns there.
type Key = (Vec<String>, String, Vec<String>);

fn key(relation: RelationDef) -> Key {
    let TableRef::Table(other, _) = &relation.to_tbl else { panic!("{:?}", relation.to_tbl) };
    (names(&relation.from_col), other.1.to_string(), names(&relation.to_col))
}

async fn keys(db: &DatabaseConnection, table: &str) -> BTreeSet<Key> {
    let rows = ask(db, format!("SELECT * FROM pragma_foreign_key_list('{table}') ORDER BY id, seq")).await;
    let text = |row: &QueryResult, column: &str| row.try_get::<String>("", column).unwrap();
    let mut keys: Vec<Key> = Vec::new();
    for row in &rows {
        if row.try_get::<i32>("", "seq").unwrap() == 0 {
            keys.push((Vec::new(), text(row, "table"), Vec::new()));
        }
        let (from, _, to) = keys.last_mut().unwrap();
        from.push(text(row, "from"));
        to.push(text(row, "to"));
    }
    keys.into_iter().collect()
}

/// Compares an entity with its table; answers the name.
async fn compare<E: EntityTrait>(db: &DatabaseConnection) -> String
where
    E::Column: Iterable,
{
    let table = E::default().table_name().to_owned();
    let columns = ask(db, format!("SELECT name, \"notnull\" AS filled FROM pragma_table_info('{table}')")).await;
    let columns: BTreeSet<(String, bool)> = columns
        .iter()
        .map(|row| (row.try_get("", "name").unwrap(), row.try_get::<i32>("", "filled").unwrap() == 1))
        .collect();
    let own = E::Column::iter().map(|column| (column.as_str().to_owned(), !column.def().is_null()));
    assert_eq!(own.collect::<BTreeSet<_>>(), columns, "columns of {table}");
    let relations = <E::Relation as Iterable>::iter().map(|relation| key(relation.def()));
    assert_eq!(relations.collect::<BTreeSet<Key>>(), keys(db, &table).await, "relations of {table}");
    table
}

macro_rules! compare_all {
    ($db:expr, $($entity:ident)*) => {
        BTreeSet::from([$(compare::<$entity::Entity>($db).await),*])
    };
}

#[tokio::test]
async fn entities_have_the_columns_and_relations_of_their_tables() {
    let db = Database::connect("sqlite::memory:").await.unwrap();
    Migrator::up(&db, None).await.unwrap();
    let compared = compare_all!(&db, absence allowance article article_word attendance audit busy_day centre centre_text claim clearing clock_change
        consent contact day_change edition editing event event_counter export export_part factor_role help_line hold holiday link membership membership_role message_text opening
        outbox person person_apart person_change person_key person_merge picture picture_file recording recovery_code retention revision revision_picture room season season_hours service service_text session showing sign_in staff
        staff_service status_change stored_file stored_part task waiting_entry);
    let tables =
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%' AND name NOT LIKE 'seaql%'";
    let tables = ask(&db, tables.to_owned()).await;
    assert_eq!(compared, tables.iter().map(|row| row.try_get("", "name").unwrap()).collect());
}
