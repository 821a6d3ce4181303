use domain::{
    appointment::{Mode, Status},
    language::Language,
};
use leptos::prelude::*;
use leptos_i18n::td_string;
use leptos_router::hooks::use_query_map;

use super::what::mode_words;
use crate::{
    api::visit::{Own, just_booked},
    i18n::{locale, use_language},
    ui::{long_day_of, set_title},
};

/// After booking: what happens next, the reference, the private link. Shown to this browser for a quarter of an hour.
#[component]
pub fn Done() -> impl IntoView {
    let language = use_language();
    let at = locale(language);
    set_title(td_string!(at, booking.title));
    view! {
        <div class="band"><div class="band__inner">
            <Suspense>
                {Suspend::new(async move {
                    match just_booked(language).await {
                        Ok((own, link)) => view! { <Booked language own link /> }.into_any(),
                        Err(_) => view! {
                            <h1>{td_string!(at, booking.manage_gone_title)}</h1>
                            <p>{td_string!(at, booking.manage_gone)}</p>
                        }.into_any(),
                    }
                })}
            </Suspense>
        </div></div>
    }
}

#[component]
fn Booked(language: Language, own: Own, link: String) -> impl IntoView {
    let at = locale(language);
    let calendar = format!("/{}/booked/calendar.ics", language.code());
    let requested = own.status == Status::Requested;
    let (title, next) = if requested {
        (td_string!(at, booking.own.requested_title), td_string!(at, booking.own.requested))
    } else {
        let next = match own.mode {
            Mode::InPerson => td_string!(at, booking.done_next),
            Mode::Telephone => td_string!(at, booking.done_telephone),
            Mode::Video => td_string!(at, booking.done_video),
        };
        (td_string!(at, booking.done_title), next)
    };
    let before = use_query_map().with_untracked(|query| query.get("before").is_some());
    view! {
        {before.then(|| view! { <p class="error-summary" role="alert">{td_string!(at, booking.booked_before)}</p> })}
        <h1>{title}</h1>
        <p>{next}</p>
        <Facts language own=own.clone() />
        <div class="reference">
            <span class="reference__label">{td_string!(at, booking.reference)}</span>
            <bdi class="reference__code" dir="ltr">{own.reference}</bdi>
        </div>
        <p class="field__hint">{td_string!(at, booking.reference_hint)}</p>
        <div class="private-link">
            <label class="field__label" for="private-link">{td_string!(at, booking.private_link)}</label>
            <p class="field__hint">{td_string!(at, booking.private_hint)}</p>
            <input class="field__input" id="private-link" readonly dir="ltr" value=link.clone() />
        </div>
        <div class="form__actions">
            <a class="button button--primary" href=link>{td_string!(at, booking.manage_title)}</a>
            // What is not confirmed belongs in no calendar.
            {(!requested).then(|| view! {
                <a class="button" href=calendar rel="external">{td_string!(at, booking.ics)}</a>
            })}
        </div>
        {(!requested).then(|| view! { <p class="field__hint">{td_string!(at, booking.ics_hint)}</p> })}
    }
}

/// The appointment in a few lines.
#[component]
pub fn Facts(language: Language, own: Own) -> impl IntoView {
    let at = locale(language);
    let (_, mode, _) = mode_words(language, own.mode);
    let rows = [
        (td_string!(at, booking.day), long_day_of(language, &own.day)),
        (td_string!(at, booking.time), own.time),
        (td_string!(at, booking.service), own.service),
        (td_string!(at, booking.mode), mode.to_owned()),
        (td_string!(at, booking.mediator), own.mediator),
    ];
    view! {
        <dl class="facts">
            {rows.map(|(name, value)| view! {
                <div class="facts__row"><dt>{name}</dt><dd><bdi>{value}</bdi></dd></div>
            }).collect_view()}
        </dl>
    }
}
