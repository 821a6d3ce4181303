//! A store is opened, with whoever writes down what its readers read.

use crate::{Result, Settings, Store};

impl Store {
    /// Opens the database.
    ///
    /// # Errors
    /// When the address is not one of the two kinds, or nothing answers there.
    pub async fn connect(settings: &Settings) -> Result<Self> {
        let (store, handed_in) = Self::open(settings).await?;
        // It has no way to hand in readings itself: when nobody else has, it ends.
        let scribe = store.without_readings();
        tokio::spawn(scribe.note_readings(handed_in));
        Ok(store)
    }
}
