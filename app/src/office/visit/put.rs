use leptos::prelude::*;
use leptos_i18n::td_string;
use store::{History, RoomRecord};

use super::change_form::ChangeForm;
use crate::{
    i18n::Locale,
    office::{Entry, Pick, Returned},
};

/// Any time, length, mediator and room, also outside the hours for a reason.
#[component]
pub fn PutIt(
    at: Locale,
    returned: Returned,
    visit: History,
    /// Who could lead it: id and name.
    people: Vec<(String, String)>,
    rooms: Vec<RoomRecord>,
) -> impl IntoView {
    let first = (!visit.second && !visit.workshop).then_some(());
    let any = (String::new(), td_string!(at, desk.place.any_room).to_owned());
    let own = visit.card.room_id.map(|id| id.to_string()).unwrap_or_default();
    let rooms: Vec<_> =
        rooms.into_iter().filter(|room| room.active).map(|room| (room.id.to_string(), room.name)).collect();
    let with_room = visit.card.room_id.is_some() && !rooms.is_empty();
    let rooms = std::iter::once(any).chain(rooms).collect();
    let (day, time) = (visit.start.date().to_string(), visit.start.strftime("%H:%M").to_string());
    let (minutes, staff) = (visit.card.minutes.to_string(), visit.staff_id.to_string());
    let hint = td_string!(at, desk.place.why_hint);
    first.map(|()| {
        view! {
            <section class="office__part" id="put">
                <h2>{td_string!(at, desk.place.form_title)}</h2>
                <p>{td_string!(at, desk.place.form_text)}</p>
                <ChangeForm visit verb="place">
                    <div class="office__row">
                        <Entry at returned=returned.clone() name="on_day" label=td_string!(at, desk.place.day) kind="date" value=day />
                        <Entry at returned=returned.clone() name="at_time" label=td_string!(at, desk.place.time) kind="time" value=time />
                        <Entry at returned=returned.clone() name="minutes" label=td_string!(at, desk.place.minutes) kind="number"
                            value=minutes />
                    </div>
                    <div class="office__row">
                        <Pick at returned=returned.clone() name="with" label=td_string!(at, booking.mediator) options=people value=staff />
                        {with_room.then(|| view! {
                            <Pick at returned=returned.clone() name="room" label=td_string!(at, desk.place.room) options=rooms value=own />
                        })}
                    </div>
                    <Entry at returned name="why" label=td_string!(at, desk.place.why) kind="text" hint />
                    <button class="button" type="submit">{td_string!(at, desk.place.submit)}</button>
                </ChangeForm>
            </section>
        }
    })
}
