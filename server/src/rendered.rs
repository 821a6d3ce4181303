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

#[cfg(test)]
mod tests {
    use domain::access::Role;
    use store::{EventKind, Topic};

    use super::*;
    use crate::fixture;

    #[tokio::test]
    async fn each_reader_is_told_what_is_theirs_to_see() {
        let (store, _folder) = fixture::database("rendered").await;
        let centre = store.centres().await.unwrap().remove(0);
        let mediator = fixture::hire(&store, &centre, "m@example.com", &[Role::Mediator]).await;
        let (visit, _) = fixture::book(&store, &centre).await;
        let state = fixture::state(&store, vec![centre.clone()]);
        let event = Event {
            id: 1,
            topic: Topic::Appointment,
            subject: visit.clone(),
            kind: EventKind::Booked,
            day: None,
            staff_id: Some(mediator),
        };
        let reader = |id, roles: &[Role]| StaffMember {
            id,
            centre_id: centre.id,
            name: String::new(),
            email: String::new(),
            language: Language::Fr,
            look: Default::default(),
            roles: roles.to_vec(),
            lacks_factor: false,
        };
        let rendered = Rendered::default();
        let told = async |id, roles: &[Role]| rendered.card(&state.here, &reader(id, roles), &event).await.unwrap();
        assert!(matches!(told(99, &[Role::Reception]).await, Shown::Card(text) if text.contains("tel:")));
        assert!(matches!(told(mediator, &[Role::Mediator]).await, Shown::Card(text) if text.contains(&visit)));
        assert!(matches!(told(mediator + 99, &[Role::Mediator]).await, Shown::Nothing));
        // Whoever led it, and may see nothing any more.
        assert!(matches!(told(mediator, &[Role::Administrator]).await, Shown::Gone));
        assert_eq!(rendered.0.lock().unwrap().len(), 1, "read once for all");
    }
}
