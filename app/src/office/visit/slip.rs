//! An appointment on a slip of paper, for who has no telephone. It says when and where, and neither who nor what for: paper
//! is found by others.

use domain::{access::Verb, appointment::Mode, language::Language};
use leptos::prelude::*;
use leptos_i18n::td_string;
use leptos_router::hooks::{use_params_map, use_query_map};

use crate::{
    api::Failure,
    booking::mode_words,
    i18n::locale,
    office::{Reader, guarded},
    says::{centre_address, centre_name},
    site::Telephone,
    ui::long_day,
};

/// The slip, in the language of the person or in the one that is asked for.
#[component]
pub fn SlipPage() -> impl IntoView {
    let id = use_params_map().with_untracked(|map| map.get("id").unwrap_or_default());
    let asked = use_query_map().with_untracked(|map| map.get("language").and_then(|code| Language::from_code(&code)));
    guarded(
        |at| td_string!(at, desk.caller.slip),
        Verb::OpenVisit,
        move |reader| {
            let id = id.clone();
            async move { slip(reader, &id, asked).await }
        },
    )
}

async fn slip(reader: Reader, id: &str, asked: Option<Language>) -> Result<AnyView, Failure> {
    let Reader { here, member, at, language, .. } = &reader;
    let parsed = id.parse().map_err(|_| Failure::NotFound)?;
    let card = here.store.card(&here.centre, member, parsed, *language).await?;
    let own = card.contact.as_ref().map(|contact| contact.language);
    let spoken = asked.or(own).unwrap_or_default();
    let words = locale(spoken);
    let day = card.day.parse().map_err(|_| Failure::Server)?;
    let others = [(Language::Ar, "العربية"), (Language::Fr, "Français"), (Language::En, "English")];
    let others = others.map(|(of, name)| {
        let here = (of == spoken).then_some("true");
        let address = format!("/staff/visits/{id}/slip?language={}", of.code());
        view! { <a class="tabs__link" href=address lang=of.code() aria-current=here>{name}</a> }
    });
    let how = mode_words(spoken, card.mode).1;
    let place = (card.mode == Mode::InPerson).then(|| view! { <p>{centre_address(spoken)}</p> });
    Ok(view! {
        <nav class="tabs" aria-label=td_string!(*at, booking.language_legend)>{others}</nav>
        <article class="slip" lang=spoken.code() dir=spoken.dir()>
            <p class="slip__centre"><img src="/img/mark.svg" alt="" width="32" height="32" />{centre_name(spoken)}</p>
            <p class="slip__day">{long_day(spoken, day)}</p>
            <p class="slip__time"><bdi dir="ltr">{card.time}</bdi></p>
            <p>{how}</p>
            {place}
            <p>{td_string!(words, booking.reference)} " " <strong><bdi dir="ltr">{card.reference}</bdi></strong></p>
            <Telephone at=words />
        </article>
        <p><button class="button button--primary" type="button" data-print="">{td_string!(*at, desk.caller.print)}</button></p>
        <p class="office__back"><a href=format!("/staff/visits/{id}")>{td_string!(*at, desk.visit.title)}</a></p>
    }
    .into_any())
}
