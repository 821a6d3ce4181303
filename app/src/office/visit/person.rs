//! The person of an appointment: name and contact, the private link, and what is kept.

use domain::access::Verb;
use leptos::prelude::*;
use leptos_i18n::td_string;
use leptos_router::hooks::use_params_map;
use store::{Edition, History};

use super::{change_form::ChangeForm, facts::Facts};
use crate::{
    api::Failure,
    i18n::Locale,
    office::{Entry, Opened, Pick, Reader, Returned, Seen, Tick, Wrongs, accounts::languages, guarded, open},
};

/// A private link that was made just now; it is shown once. Without one the links have ended.
#[derive(Clone, Debug)]
pub struct LinkShown(pub Option<String>);

/// The person of one appointment, for those who keep what the centre knows of people.
#[component]
pub fn VisitPersonPage() -> impl IntoView {
    let id = use_params_map().with_untracked(|map| map.get("id").unwrap_or_default());
    let (returned, shown) = (Returned::of_request(), use_context::<LinkShown>());
    guarded(
        |at| td_string!(at, desk.visit.person_title),
        Verb::KeepPeople,
        move |reader| {
            let (id, returned, shown) = (id.clone(), returned.clone(), shown.clone());
            async move { person(reader, &id, returned, shown).await }
        },
    )
}

async fn person(reader: Reader, id: &str, returned: Returned, shown: Option<LinkShown>) -> Result<AnyView, Failure> {
    let Reader { here, member, at, language, .. } = &reader;
    let (at, language) = (*at, *language);
    let id = id.parse().map_err(|_| Failure::NotFound)?;
    let thing = here.store.person_of(&here.centre, id).await?;
    let Opened { edition, others } = open(&reader, &thing).await?;
    let visit = here.store.history(&here.centre, member, id, language, (here.now)()).await?;
    // Whoever is forgotten stays so.
    let keeps = visit.card.movable && visit.card.contact.is_some();
    Ok(view! {
        <p class="office__back"><a href=format!("/staff/visits/{id}")>{td_string!(at, desk.visit.title)}</a></p>
        {others}
        <Wrongs at returned=returned.clone() />
        {shown.map(|link| view! { <Shown at link /> })}
        <Facts language visit=visit.clone() />
        {keeps.then(|| view! {
            <Correct reader=reader.clone() returned=returned.clone() visit=visit.clone() edition />
            <PrivateLink at visit=visit.clone() />
            <Kept at returned visit />
        })}
    }
    .into_any())
}

/// Corrects a name or a contact.
#[component]
fn Correct(reader: Reader, returned: Returned, visit: History, edition: Edition) -> impl IntoView {
    let at = reader.at;
    let page = format!("/staff/visits/{}/person", visit.card.id);
    let contact = visit.card.contact.clone();
    let is_mobile = contact.as_ref().is_none_or(|contact| contact.link.starts_with("tel:"));
    let is_nobody = contact.as_ref().is_some_and(|contact| contact.link.is_empty());
    let shown = contact.as_ref().map(|contact| contact.shown.clone()).unwrap_or_default();
    let (mobile, email) = if is_mobile { (shown, String::new()) } else { (String::new(), shown) };
    let language = contact.as_ref().map(|contact| contact.language.code()).unwrap_or_default();
    let channels = [
        ("mobile", td_string!(at, desk.caller.telephone)),
        ("email", td_string!(at, booking.email)),
        ("nobody", td_string!(at, desk.no_contact)),
    ];
    let channels = channels.map(|(value, words)| (value.to_owned(), words.to_owned())).to_vec();
    let quiet = contact.is_some_and(|contact| contact.may_leave_message);
    let name = visit.card.name.clone();
    view! {
        <section class="office__part">
            <h2>{td_string!(at, desk.visit.person)}</h2>
            <p>{td_string!(at, desk.visit.person_text)}</p>
            <ChangeForm visit verb="person">
                <Seen reader returned=returned.clone() edition page />
                <Entry at returned=returned.clone() name="name" kind="text" label=td_string!(at, desk.name) value=name />
                <Pick at returned=returned.clone() name="channel" label=td_string!(at, booking.channel_legend)
                    options=channels value=if is_nobody { "nobody" } else if is_mobile { "mobile" } else { "email" } />
                <Entry at returned=returned.clone() name="mobile" kind="tel" label=td_string!(at, booking.mobile) value=mobile />
                <Entry at returned=returned.clone() name="email" kind="email" label=td_string!(at, booking.email) value=email />
                <Pick at returned=returned.clone() name="language" label=td_string!(at, booking.language_legend)
                    options=languages() value=language />
                <Tick returned name="may_leave_message" label=td_string!(at, desk.takes_messages) ticked=quiet />
                <button class="button button--primary" type="submit">{td_string!(at, desk.visit.person_save)}</button>
            </ChangeForm>
        </section>
    }
}

/// Renews or ends the private link.
#[component]
fn PrivateLink(at: Locale, visit: History) -> impl IntoView {
    view! {
        <section class="office__part">
            <h2>{td_string!(at, desk.visit.link)}</h2>
            <p>{td_string!(at, desk.visit.link_text)}</p>
            <div class="office__row">
                <ChangeForm visit=visit.clone() verb="link">
                    <button class="button" type="submit">{td_string!(at, desk.visit.link_renew)}</button>
                </ChangeForm>
                <ChangeForm visit verb="link/end">
                    <button class="button button--danger" type="submit">{td_string!(at, desk.visit.link_end)}</button>
                </ChangeForm>
            </div>
        </section>
    }
}

/// What a person may ask of what is kept about them.
#[component]
fn Kept(at: Locale, returned: Returned, visit: History) -> impl IntoView {
    view! {
        <section class="office__part">
            <h2>{td_string!(at, desk.visit.data)}</h2>
            <p>{td_string!(at, desk.visit.data_text)}</p>
            <ChangeForm visit=visit.clone() verb="export" file=true>
                <button class="button" type="submit">{td_string!(at, desk.visit.export)}</button>
            </ChangeForm>
            <ChangeForm visit verb="erasure">
                <Tick returned name="sure" label=td_string!(at, desk.visit.erase_sure) />
                <button class="button button--danger" type="submit">{td_string!(at, desk.visit.erase)}</button>
            </ChangeForm>
        </section>
    }
}

/// The link that was made, or that there is none any more.
#[component]
fn Shown(at: Locale, link: LinkShown) -> impl IntoView {
    match link.0 {
        Some(address) => view! {
            <div class="private-link" role="status">
                <label class="field__label" for="private-link">{td_string!(at, desk.visit.link_new)}</label>
                <p class="field__hint" id="private-link-hint">{td_string!(at, desk.visit.link_once)}</p>
                <input class="field__input" id="private-link" readonly dir="ltr" value=address
                    aria-describedby="private-link-hint" />
            </div>
        }
        .into_any(),
        None => view! { <p class="chosen" role="status">{td_string!(at, desk.visit.link_ended)}</p> }.into_any(),
    }
}
