//! Cards as the lines tell them: each is read once and written once for all who see the same of it.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
};

use app::here::Gifts;
use domain::{board::Card, language::Language};
use store::{Event, StaffMember};
use tokio::sync::OnceCell;

/// Cards that are kept; then all are let go, and read again where somebody still asks.
const MOST: usize = 2_000;

/// A card of one event, whole, in one language; and as text, by whether its contact is shown and whether it moves.
#[derive(Default)]
struct Told {
    card: OnceCell<Option<Card>>,
    text: [OnceCell<String>; 4],
}

type Key = (i64, i64, Language);

/// What a line tells of an event.
pub enum Shown {
    Card(String),
    /// It was theirs, and is no longer.
    Gone,
    Nothing,
}

/// The cards of late events.
#[derive(Clone, Default)]
pub struct Rendered(Arc<Mutex<HashMap<Key, Arc<Told>>>>);

impl Rendered {
    /// The card of an event as `reader` sees it.
    pub async fn card(&self, here: &Gifts, reader: &StaffMember, event: &Event) -> store::Result<Shown> {
        let Gifts { store, centre, .. } = here;
        let told = self.told((centre.id, event.id, reader.language));
        let id = event.subject.parse().map_err(|_| store::Error::Corrupt("event.subject"))?;
        let read = async || match store.whole_card(centre, id, reader.language).await {
            Ok(card) => Ok(Some(card)),
            Err(store::Error::NotFound) => Ok(None),
            Err(error) => Err(error),
        };
        let whole = told.card.get_or_try_init(read).await?;
        let Some(card) = whole.clone().and_then(|card| card.seen_by(reader.id, &reader.roles)) else {
            return Ok(if event.staff_id == Some(reader.id) { Shown::Gone } else { Shown::Nothing });
        };
        let kind = usize::from(card.contact.is_some()) + 2 * usize::from(card.movable);
        let text = told.text[kind].get_or_init(async || serde_json::to_string(&card).unwrap_or_default()).await;
        Ok(Shown::Card(text.clone()))
    }

    fn told(&self, key: Key) -> Arc<Told> {
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if all.len() >= MOST {
            all.clear();
        }
        all.entry(key).or_default().clone()
    }
}
