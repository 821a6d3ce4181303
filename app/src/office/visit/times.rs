use domain::{calendar::write_start, language::Language, preference::With};
use jiff::civil::Date;
use store::{History, Wish};

use crate::{api::Failure, here::Here, ui::long_day};

/// Times that are offered at once.
const MOST: usize = 20;

/// Free times, each as forms write it and in words.
#[derive(Clone, Debug, Default)]
pub struct Offers {
    /// With the same mediator; of a workshop, the others of its kind.
    pub same: Vec<(String, String)>,
    /// With whoever is free.
    pub any: Vec<(String, String)>,
}

impl Offers {
    pub async fn read(here: &Here, visit: &History, from: Date, language: Language) -> Result<Self, Failure> {
        let same = read(here, visit, With::Person(visit.staff_id), from, language).await?;
        let any = read(here, visit, With::Anyone, from, language).await?;
        Ok(Self { same, any })
    }
}

/// Nothing when the service, or the mediator, cannot be booked any more.
async fn read(
    here: &Here,
    visit: &History,
    with: With,
    from: Date,
    language: Language,
) -> Result<Vec<(String, String)>, Failure> {
    let (Here { store, centre, .. }, now) = (here, (here.now)());
    let wish = Wish { service: visit.service.clone(), mode: visit.card.mode, with, speaks: None };
    let found = async {
        let horizon = store.horizon(centre, &wish.service, now).await?;
        store.free_times(centre, &wish, (from, horizon), now).await
    };
    let slots = match found.await {
        Err(store::Error::NotFound) => Vec::new(),
        slots => slots?,
    };
    let words =
        |start: jiff::civil::DateTime| format!("{} · {}", long_day(language, start.date()), start.strftime("%H:%M"));
    Ok(slots.into_iter().take(MOST).map(|slot| (write_start(slot.start), words(slot.start))).collect())
}
