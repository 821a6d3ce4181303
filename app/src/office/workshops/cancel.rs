use domain::access::Verb;
use leptos::prelude::*;
use leptos_i18n::td_string;
use leptos_router::hooks::use_params_map;

use super::facts::{Facts, Names};
use crate::{
    api::Failure,
    office::{Entry, Reader, Returned, Wrongs, guarded},
};

/// Says what cancelling a workshop does, and asks for it.
#[component]
pub fn CancelWorkshopPage() -> impl IntoView {
    let returned = Returned::of_request();
    let id = use_params_map().with_untracked(|params| params.get("id").unwrap_or_default());
    guarded(
        |at| td_string!(at, desk.workshops.cancel_title),
        Verb::ManageWorkshops,
        move |reader| {
            let (id, returned) = (id.clone(), returned.clone());
            async move { cancel(reader, &id, returned).await }
        },
    )
}

async fn cancel(reader: Reader, id: &str, returned: Returned) -> Result<AnyView, Failure> {
    let Reader { here, language, at, .. } = reader;
    let id = id.parse().map_err(|_| Failure::NotFound)?;
    let workshop = here.store.workshop(&here.centre, id).await?;
    let names = Names::read(&here, language).await?;
    let told = if workshop.taken == 0 {
        td_string!(at, desk.workshops.cancel_nobody).to_owned()
    } else {
        td_string!(at, desk.workshops.cancel_told, count = workshop.taken).to_string()
    };
    Ok(view! {
        <Wrongs at returned=returned.clone() />
        <div class="entry"><Facts at language workshop names /></div>
        <p>{told} " " {td_string!(at, desk.workshops.cancel_text)}</p>
        <form class="form" method="post" action=format!("/staff/workshops/{id}/cancellation") autocomplete="off">
            <Entry at returned name="reason" label=td_string!(at, desk.visit.reason_label) kind="text"
                hint=td_string!(at, desk.visit.reason_hint) />
            <div class="form__actions">
                <button class="button button--danger" type="submit">{td_string!(at, desk.workshops.cancel_yes)}</button>
                <a class="button" href=format!("/staff/workshops/{id}")>{td_string!(at, desk.workshops.keep)}</a>
            </div>
        </form>
    }
    .into_any())
}
