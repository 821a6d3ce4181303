//! The centre that a command is about.

use store::{Centre, Store};

use crate::{now, trouble::Trouble};

/// The centre with this short name; without one the first.
pub async fn centre_named(store: &Store, slug: Option<&str>) -> Result<Centre, Trouble> {
    let Some(slug) = slug else { return Ok(store.load_first_centre(now().as_second()).await?) };
    let found = store.centres().await?.into_iter().find(|centre| centre.slug == slug);
    found.ok_or_else(|| Trouble::Argument("centre", format!("there is no “{slug}”")))
}
