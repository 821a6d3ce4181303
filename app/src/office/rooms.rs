//! The rooms of the centre: a list, and a page for each.

mod fields;
mod page;

use fields::{Fields, ahead_words};

pub use page::RoomPage;

use domain::access::Verb;
use leptos::prelude::*;
use leptos_i18n::td_string;
use store::RoomRecord;

use super::{Reader, Returned, SetUpTabs, guarded};
use crate::{api::Failure, i18n::Locale};

/// Every room, and a form for one more.
#[component]
pub fn RoomsPage() -> impl IntoView {
    let returned = Returned::of_request();
    guarded(
        |at| td_string!(at, desk.rooms.title),
        Verb::ManageHours,
        move |reader| {
            let returned = returned.clone();
            async move { list(reader, returned).await }
        },
    )
}

async fn list(reader: Reader, returned: Returned) -> Result<AnyView, Failure> {
    let Reader { here, member, at, .. } = reader;
    let rooms = here.store.rooms(&here.centre, (here.now)()).await?;
    let none = rooms.is_empty().then(|| view! { <p class="office__none">{td_string!(at, desk.rooms.none)}</p> });
    let rows = rooms.into_iter().map(|room| view! { <Row at room /> }).collect_view();
    Ok(view! {
        <SetUpTabs at roles=member.roles here="/staff/rooms" />
        <p>{td_string!(at, desk.rooms.lead)}</p>
        {none}
        <ul class="entries">{rows}</ul>
        <section class="office__part">
            <h2>{td_string!(at, desk.rooms.add)}</h2>
            <form class="form" method="post" action="/staff/rooms" novalidate autocomplete="off">
                <Fields at returned />
                <button class="button button--primary" type="submit">{td_string!(at, desk.rooms.add)}</button>
            </form>
        </section>
    }
    .into_any())
}

#[component]
fn Row(at: Locale, room: RoomRecord) -> impl IntoView {
    let holds = td_string!(at, desk.rooms.holds, count = room.capacity).to_string();
    let retired = (!room.active)
        .then(|| view! { <span class="entry__more"><strong>{td_string!(at, desk.rooms.retired)}</strong></span> });
    // Hours are kept for rooms that are used.
    let hours = room.active.then(|| {
        let href = format!("/staff/hours/room/{}", room.id);
        view! { <a class="button button--small" href=href>{td_string!(at, desk.nav_hours)}</a> }
    });
    view! {
        <li class="entry">
            <span class="entry__what">
                <strong><bdi>{room.name}</bdi></strong>
                <span class="entry__more">{holds} " · " {ahead_words(at, room.ahead)}</span>
                {retired}
            </span>
            {hours}
            <a class="button button--small" href=format!("/staff/rooms/{}", room.id)>{td_string!(at, desk.rooms.change)}</a>
        </li>
    }
}
