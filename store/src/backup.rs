//! A consistent copy of the SQLite database while the program runs.

use std::path::Path;

use sea_orm::{ConnectionTrait, DatabaseBackend, Statement};

use crate::{Error, Result, Store};

impl Store {
    /// Writes a copy to `target`, which must not exist.
    ///
    /// # Errors
    /// [`Error::Setting`] on PostgreSQL, which has its own tool for this (`pg_dump`).
    pub async fn back_up(&self, target: &Path) -> Result<()> {
        if !self.on_sqlite() {
            let why = "on PostgreSQL, back up with pg_dump".to_owned();
            return Err(Error::Setting("DATABASE_URL", why));
        }
        if target.exists() {
            return Err(Error::Setting("backup", format!("{} exists already", target.display())));
        }
        let path = target.to_string_lossy().into_owned();
        let copy = Statement::from_sql_and_values(DatabaseBackend::Sqlite, "VACUUM INTO ?", [path.into()]);
        self.db.execute_raw(copy).await?;
        Ok(())
    }
}
