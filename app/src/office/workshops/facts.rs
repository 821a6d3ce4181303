//! What is said of a workshop wherever it is shown.

use std::collections::BTreeMap;

use domain::language::Language;
use leptos::prelude::*;
use leptos_i18n::td_string;
use store::Workshop;

use crate::{
    api::Failure,
    booking::mode_words,
    here::{Gifts, Here},
    i18n::Locale,
    ui::long_day,
};

/// What workshops name by id.
#[derive(Clone)]
pub struct Names {
    services: BTreeMap<i64, String>,
    people: BTreeMap<i64, String>,
    rooms: BTreeMap<i64, String>,
}

impl Names {
    pub async fn read(here: &Here, language: Language) -> Result<Self, Failure> {
        let Gifts { store, centre, now, .. } = &**here;
        let colleagues = store.colleagues(centre).await?;
        let rooms = store.rooms(centre, now()).await?;
        Ok(Self {
            services: store.service_names(centre, language).await?,
            people: colleagues.into_iter().map(|person| (person.id, person.name)).collect(),
            rooms: rooms.into_iter().map(|room| (room.id, room.name)).collect(),
        })
    }
}

/// A workshop in a few lines.
#[component]
pub fn Facts(at: Locale, language: Language, workshop: Workshop, names: Names) -> impl IntoView {
    let when = format!("{} · {}", long_day(language, workshop.start.date()), workshop.start.strftime("%H:%M"));
    let (_, mode, _) = mode_words(language, workshop.mode);
    let people = [Some(workshop.staff_id), workshop.co_staff_id].into_iter().flatten();
    let people = people.filter_map(|id| names.people.get(&id).cloned());
    let room = workshop.room_id.and_then(|id| names.rooms.get(&id).cloned());
    let who = std::iter::once(mode.to_owned()).chain(people).chain(room).collect::<Vec<_>>().join(" · ");
    let left = workshop.seats.saturating_sub(workshop.taken);
    view! {
        <span class="entry__what">
            <strong>{when}</strong>
            <span class="entry__more"><bdi>{names.services.get(&workshop.service_id).cloned()}</bdi></span>
            <span class="entry__more"><bdi>{who}</bdi></span>
            <span class="entry__more">
                {td_string!(at, desk.workshops.taken, taken = workshop.taken, seats = workshop.seats).to_string()}
                " · "
                {td_string!(at, desk.workshops.left, count = left).to_string()}
            </span>
        </span>
    }
}
