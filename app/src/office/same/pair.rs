//! Two people side by side, and what somebody decides about them.

use std::collections::BTreeMap;

use domain::{access::Verb, language::Language};
use leptos::prelude::*;
use leptos_i18n::td_string;
use leptos_router::hooks::use_params_map;
use store::PersonFile;
use uuid::Uuid;

use crate::{
    api::Failure,
    i18n::Locale,
    office::{
        Reader, Returned, Wrongs, guarded,
        likeness::likeness_words,
        person_file::{Appointment, also, appointments_of, contacts, service_names},
    },
};

/// Appointments of each that are shown.
const SHOWN: usize = 5;

/// Two who may be one.
#[component]
pub fn PairPage() -> impl IntoView {
    let id = |name: &'static str| use_params_map().with_untracked(|map| map.get(name).unwrap_or_default());
    let (one, other, returned) = (id("id"), id("other"), Returned::of_request());
    guarded(
        |at| td_string!(at, people.same.title),
        Verb::KeepPeople,
        move |reader| async move { pair(reader, (&one, &other), returned).await },
    )
}

async fn pair(reader: Reader, ids: (&str, &str), returned: Returned) -> Result<AnyView, Failure> {
    let Reader { here, member, at, .. } = &reader;
    let at = *at;
    let id = |text: &str| text.parse::<Uuid>().map_err(|_| Failure::NotFound);
    let (one, other) = (id(ids.0)?, id(ids.1)?);
    let now = (here.now)();
    let ours = here.store.person_file(&here.centre, one, member.id, now).await?;
    let theirs = here.store.person_file(&here.centre, other, member.id, now).await?;
    if ours.id == theirs.id {
        leptos_axum::redirect(&format!("/staff/persons/{}", ours.id));
    }
    let likeness = here.store.likeness(&here.centre, (ours.id, theirs.id)).await?;
    let names = service_names(&reader).await?;
    let path = format!("/staff/persons/{}/same/{}", ours.id, theirs.id);
    let apart = format!("/staff/persons/{}/apart/{}", ours.id, theirs.id);
    let side = |file: &PersonFile| side(at, reader.language, file, &names, &path);
    Ok(view! {
        <p class="office__back"><a href=format!("/staff/persons/{}", ours.id)>{td_string!(at, people.same.back)}</a></p>
        <Wrongs at returned />
        <p>{td_string!(at, people.same.lead)}</p>
        <p class="notice">{likeness_words(at, likeness)}</p>
        <div class="pair">{side(&ours)} {side(&theirs)}</div>
        <form class="form" method="post" action=apart>
            <button class="button" type="submit">{td_string!(at, people.same.two)}</button>
        </form>
    }
    .into_any())
}

/// One of the two, with the button that keeps this name for both.
fn side(
    at: Locale,
    language: Language,
    file: &PersonFile,
    names: &BTreeMap<String, String>,
    path: &str,
) -> impl IntoView + use<> {
    let appointments = appointments_of(&file.entries);
    let times = td_string!(at, desk.find.times, count = appointments.len() as u32).to_string();
    let shown = appointments.into_iter().take(SHOWN);
    let shown = shown.map(|of| view! { <Appointment at language of names=names.clone() /> }).collect_view();
    view! {
        <section class="pair__side">
            <h2 class="file__name"><a href=format!("/staff/persons/{}", file.id)><bdi>{file.name.clone()}</bdi></a></h2>
            {also(at, &file.other_names)}
            <h3>{td_string!(at, desk.file.contacts)}</h3>
            <ul class="entries">{contacts(at, &file.entries)}</ul>
            <h3>{td_string!(at, desk.file.appointments)} " · " {times}</h3>
            <ul class="entries">{shown}</ul>
            <form class="pair__keep" method="post" action=path.to_owned()>
                <input type="hidden" name="keep" value=file.id.to_string() />
                <button class="button button--primary" type="submit">
                    {td_string!(at, people.same.keep)} " " <bdi>{file.name.clone()}</bdi>
                </button>
            </form>
        </section>
    }
}
