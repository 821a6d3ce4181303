use domain::{access::Verb, language::Language};
use leptos::prelude::*;
use leptos_i18n::td_string;
use leptos_router::hooks::use_params_map;
use store::{SeatCard, Subject};

use super::facts::{Facts, Names};
use crate::{
    api::Failure,
    desk::status_words,
    i18n::Locale,
    office::{Reader, guarded},
    ui::ContactLink,
};

/// One workshop with everybody who has a seat; it can be printed for the door.
#[component]
pub fn WorkshopPage() -> impl IntoView {
    let id = use_params_map().with_untracked(|params| params.get("id").unwrap_or_default());
    guarded(
        |at| td_string!(at, desk.workshops.one),
        Verb::ManageWorkshops,
        move |reader| {
            let id = id.clone();
            async move { door(reader, &id).await }
        },
    )
}

async fn door(reader: Reader, id: &str) -> Result<AnyView, Failure> {
    let Reader { here, member, language, at, .. } = reader;
    let id = id.parse().map_err(|_| Failure::NotFound)?;
    let workshop = here.store.workshop(&here.centre, id).await?;
    here.store.reads(&here.centre, member.id, Subject::Workshop(id), (here.now)().as_second()).await?;
    let people = here.store.people_of_workshop(&here.centre, &member, id, language).await?;
    let names = Names::read(&here, language).await?;
    let none = people.is_empty().then(|| view! { <p class="office__none">{td_string!(at, desk.workshops.nobody)}</p> });
    let list = (!people.is_empty()).then(|| view! { <List at language people /> });
    let cancellation = format!("/staff/workshops/{id}/cancellation");
    Ok(view! {
        <p class="office__back"><a href="/staff/workshops">{td_string!(at, desk.workshops.back)}</a></p>
        <div class="entry"><Facts at language workshop names /></div>
        <h2>{td_string!(at, desk.workshops.door)}</h2>
        {none}
        {list}
        <div class="form__actions">
            <a class="button button--danger" href=cancellation>{td_string!(at, desk.workshops.cancel)}</a>
        </div>
    }
    .into_any())
}

/// The list for the door. How to reach people stays on the screen: paper is left lying about.
#[component]
fn List(at: Locale, language: Language, people: Vec<SeatCard>) -> impl IntoView {
    let rows = people.into_iter().map(|SeatCard { number, card }| {
        let contact = card.contact.map(|contact| {
            let quiet = (!contact.may_leave_message)
                .then(|| view! { " · " <strong>{td_string!(at, desk.no_message)}</strong> });
            view! { <ContactLink language contact /> {quiet} }
        });
        view! {
            <tr>
                <td>{number}</td>
                <td><a href=format!("/staff/visits/{}", card.id)><bdi>{card.name}</bdi></a></td>
                <td><bdi dir="ltr">{card.reference}</bdi></td>
                <td>{status_words(language, card.status)}</td>
                <td class="sheet__screen">{contact}</td>
            </tr>
        }
    });
    view! {
        <div class="sheet__scroll">
            <table class="sheet">
                <thead>
                    <tr>
                        <th scope="col">{td_string!(at, desk.visit.seat)}</th>
                        <th scope="col">{td_string!(at, desk.name)}</th>
                        <th scope="col">{td_string!(at, booking.reference)}</th>
                        <th scope="col">{td_string!(at, desk.visit.state)}</th>
                        <th scope="col" class="sheet__screen">{td_string!(at, desk.visit.contact)}</th>
                    </tr>
                </thead>
                <tbody>{rows.collect_view()}</tbody>
            </table>
        </div>
    }
}
