use domain::access::Verb;
use leptos::prelude::*;
use leptos_i18n::td_string;
use leptos_router::hooks::use_params_map;
use store::{RoomRecord, Thing, ThingKind};

use super::fields::{Fields, ahead_words};
use crate::{
    api::Failure,
    i18n::Locale,
    office::{Faster, Opened, Reader, Returned, Seen, Wrongs, guarded, open},
};

/// One room: its name, how many it holds, and whether it is used.
#[component]
pub fn RoomPage() -> impl IntoView {
    let returned = Returned::of_request();
    let id: Option<i64> = use_params_map().with_untracked(|params| params.get("id").and_then(|id| id.parse().ok()));
    guarded(
        |at| td_string!(at, desk.rooms.one),
        Verb::ManageHours,
        move |reader| {
            let returned = returned.clone();
            async move { room(reader, id, returned).await }
        },
    )
}

async fn room(reader: Reader, id: Option<i64>, returned: Returned) -> Result<AnyView, Failure> {
    let Opened { edition, others } = open(&reader, &Thing::new(ThingKind::Room, id.unwrap_or(0))).await?;
    let (here, at) = (reader.here.clone(), reader.at);
    let rooms = here.store.rooms(&here.centre, (here.now)()).await?;
    let room = rooms.into_iter().find(|room| Some(room.id) == id).ok_or(Failure::NotFound)?;
    let page = format!("/staff/rooms/{}", room.id);
    // Whoever takes a room out of use, or back, has typed nothing.
    let typed = returned.values.contains_key("name");
    let faster = (returned.clash && !typed).then(|| {
        let (reader, edition, page) = (reader.clone(), edition.clone(), page.clone());
        let take = td_string!(at, desk.clash.take);
        view! { <Faster reader edition><p><a href=page>{take}</a></p></Faster> }
    });
    let seen = edition.number;
    let returned = if typed { returned } else { returned.elsewhere() };
    Ok(view! {
        <p class="office__back"><a href="/staff/rooms">{td_string!(at, desk.rooms.back)}</a></p>
        {others}
        {faster}
        <Wrongs at returned=returned.clone() />
        <form class="form" method="post" action=page novalidate autocomplete="off">
            <Seen reader returned=returned.clone() edition page=page.clone() />
            <Fields at returned name=room.name.clone() capacity=room.capacity />
            <button class="button button--primary" type="submit">{td_string!(at, desk.services.save)}</button>
        </form>
        <Use at room seen />
    }
    .into_any())
}

#[component]
fn Use(
    at: Locale,
    room: RoomRecord,
    /// The edition that the page shows.
    seen: i64,
) -> impl IntoView {
    let (title, text, verb, class) = if room.active {
        (
            td_string!(at, desk.rooms.retire),
            td_string!(at, desk.rooms.retire_text),
            "retirement",
            "button button--danger",
        )
    } else {
        (td_string!(at, desk.rooms.reopen), td_string!(at, desk.rooms.reopen_text), "return", "button")
    };
    let ahead = room.active.then(|| view! { <p><strong>{ahead_words(at, room.ahead)}</strong></p> });
    view! {
        <section class="office__part">
            <h2>{title}</h2>
            <p>{text}</p>
            {ahead}
            <form method="post" action=format!("/staff/rooms/{}/{verb}", room.id)>
                <input type="hidden" name="seen" value=seen />
                <button class=class type="submit">{title}</button>
            </form>
        </section>
    }
}
