use domain::{
    calendar::write_start,
    language::Language,
    preference::{Spoken, With},
};
use jiff::civil::Date;
use store::{History, Wish};

use crate::{
    api::Failure,
    here::{Gifts, Here},
    ui::long_day,
};

/// Times that are offered at once.
const MOST: usize = 20;

/// Free times, each as forms write it and in words.
#[derive(Clone, Debug, Default)]
pub struct Offers {
    /// With the same mediator, or anybody when they receive nobody for it any more; of a workshop, the others of its kind.
    pub same: Vec<(String, String)>,
    /// With whoever is free, and is what the person asked for.
    pub any: Vec<(String, String)>,
    /// Who could take it at the time that it has.
    pub colleagues: Vec<(String, String)>,
}

impl Offers {
    pub async fn read(here: &Here, visit: &History, from: Date, language: Language) -> Result<Self, Failure> {
        let (gender, speaks) = visit.asked;
        let any = read(here, visit, (gender.map_or(With::Anyone, With::Of), speaks), from, language).await?;
        let same = read(here, visit, (With::Person(visit.staff_id), None), from, language).await?;
        let same = same.unwrap_or_else(|| any.clone().unwrap_or_default());
        let colleagues = here.store.colleagues_for(&here.centre, visit, (here.now)()).await?;
        let hand = |(id, name): (i64, String)| (format!("{}@{id}", write_start(visit.start)), name);
        Ok(Self { same, any: any.unwrap_or_default(), colleagues: colleagues.into_iter().map(hand).collect() })
    }
}

/// `None` when the service, or the mediator, cannot be booked any more.
async fn read(
    here: &Here,
    visit: &History,
    (with, speaks): (With, Option<Spoken>),
    from: Date,
    language: Language,
) -> Result<Option<Vec<(String, String)>>, Failure> {
    let (Gifts { store, centre, .. }, now) = (&**here, (here.now)());
    let id = visit.card.id.parse().map_err(|_| Failure::NotFound)?;
    let wish = Wish { service: visit.service.clone(), mode: visit.card.mode, with, speaks, desk: true, minutes: None };
    let found = async {
        let horizon = store.horizon(centre, &wish.service, now).await?;
        store.times_to_move_to(centre, (id, &wish), (from, horizon), now).await
    };
    let slots = match found.await {
        Err(store::Error::NotFound) => return Ok(None),
        slots => slots?,
    };
    let words =
        |start: jiff::civil::DateTime| format!("{} · {}", long_day(language, start.date()), start.strftime("%H:%M"));
    Ok(Some(slots.into_iter().take(MOST).map(|slot| (write_start(slot.start), words(slot.start))).collect()))
}
