use domain::{
    booking::{BookingForm, Field, FieldErrors},
    language::Language,
    waiting::WaitingForm,
};
use leptos::prelude::*;
use leptos_i18n::td_string;
use leptos_router::hooks::use_query_map;
use store::Secret;

use super::{Days, frame::framed, gone::Gone, words::hold_words};
use crate::{
    booking::{Channels, Consent, Languages, Messages, Name},
    i18n::locale,
    live::Checked,
    ui::ErrorSummary,
};

/// A form that came back.
#[derive(Clone, Debug, Default)]
pub struct WaitingPosted {
    pub form: WaitingForm,
    pub errors: FieldErrors,
    /// The centre's side failed; nothing was written.
    pub failed: bool,
    /// More than strangers may ask for now.
    pub limited: bool,
}

/// Asks when a time would suit, and how to reach the person safely.
#[component]
pub fn Join() -> impl IntoView {
    let posted = use_context::<WaitingPosted>().unwrap_or_else(fresh);
    framed(move |language, here| {
        let posted = posted.clone();
        async move {
            let Some(here) = here else { return view! { <Gone language /> }.into_any() };
            match here.store.service_brief(&here.centre, &posted.form.person.service, language).await {
                Ok(brief) => view! { <JoinForm language posted name=brief.name hold=brief.hold_minutes /> }.into_any(),
                Err(_) => view! { <Gone language /> }.into_any(),
            }
        }
    })
}

fn fresh() -> WaitingPosted {
    let person = use_query_map().with_untracked(|map| {
        let get = |name: &str| map.get(name).unwrap_or_default();
        let key = Secret::random().as_str().to_owned();
        BookingForm {
            service: get("service"),
            mode: get("mode"),
            with: get("with"),
            speaks: get("speaks"),
            key,
            ..BookingForm::default()
        }
    });
    WaitingPosted { form: WaitingForm { person, ..WaitingForm::default() }, ..WaitingPosted::default() }
}

#[component]
fn JoinForm(language: Language, posted: WaitingPosted, name: String, hold: u32) -> impl IntoView {
    let at = locale(language);
    let WaitingPosted { form, errors, failed, limited } = posted;
    let checked = Checked::new(errors);
    let person = form.person.clone();
    let hidden = [
        ("service", person.service.clone()),
        ("mode", if person.mode.is_empty() { "in_person".to_owned() } else { person.mode.clone() }),
        ("with", person.with.clone()),
        ("speaks", person.speaks.clone()),
        ("key", person.key.clone()),
    ];
    let hidden = hidden.map(|(name, value)| view! { <input type="hidden" name=name value=value /> });
    view! {
        <ErrorSummary language errors=checked.summary />
        {failed.then(|| view! { <p class="error-summary" role="alert">{td_string!(at, site.failed_text)}</p> })}
        {limited.then(|| view! { <p class="error-summary" role="alert">{td_string!(at, booking.too_many)}</p> })}
        <h1>{td_string!(at, waiting.title)}</h1>
        <p class="chosen">{name}</p>
        <p>{td_string!(at, waiting.lead, hold = hold_words(at, hold))}</p>
        <form class="form" method="post" action=format!("/{}/waiting", language.code()) novalidate autocomplete="off">
            {hidden}
            <Days language form=form.clone() error=checked.error(Field::Start) />
            <Name language value=person.name.clone() checked />
            <Channels language form=person.clone() checked />
            <Languages language chosen=person.language.clone() checked />
            <Messages language chosen=person.may_leave_message.clone() checked />
            <Consent language agreed=person.consent == "yes" checked />
            <div class="form__actions">
                <button class="button button--primary" type="submit">{td_string!(at, waiting.send)}</button>
            </div>
        </form>
    }
}
