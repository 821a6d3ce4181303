use domain::{
    booking::{BookingForm, FieldErrors},
    language::Language,
};
use leptos::prelude::*;
use leptos_i18n::td_string;

#[cfg(feature = "hydrate")]
use super::ahead::details;
use super::{
    choice::{use_choice, use_query_value},
    fields::{Channels, Consent, Languages, Messages, Name},
    screen::{Content, Onward, Screen, Settled},
    told::{About, Reply, Told, failure_in, tell},
};
#[cfg(not(feature = "hydrate"))]
use crate::api::booking::details;
use crate::{
    api::booking::{Choice, Chosen},
    i18n::{locale, use_language},
    live::Checked,
    ui::{ErrorSummary, StepTitle, missing},
};

/// A form that came back: what was typed, and what is wrong with it.
#[derive(Clone, Debug, Default)]
pub struct Posted {
    pub form: BookingForm,
    pub errors: FieldErrors,
    /// Somebody else was faster.
    pub taken: bool,
    /// The centre's side failed; nothing was booked.
    pub failed: bool,
    /// More than strangers may ask for now.
    pub limited: bool,
}

/// Third screen: who, and how to reach them safely.
#[component]
pub fn Who() -> impl IntoView {
    let language = use_language();
    let posted = use_context::<Posted>().unwrap_or_else(|| Posted { form: form_of_query(), ..Posted::default() });
    let about = (choice_of(&posted.form), posted.form.start.clone());
    let question = move |(choice, start): About| -> Reply {
        Box::pin(async move { details(language, choice.service, start).await.map(Told::Chosen) })
    };
    let found = tell(Box::new(move || about.clone()), Box::new(question));
    let content = move || -> Content {
        let mut posted = posted.clone();
        Box::pin(async move {
            match found.await {
                Ok(Told::Chosen(chosen)) => {
                    if posted.form.key.is_empty() {
                        posted.form.key = chosen.key.clone();
                    }
                    view! { <WhoForm language posted chosen /> }.into_any()
                }
                other => missing(language, failure_in(other)),
            }
        })
    };
    view! { <Screen language step=Box::new(|| 4) content=Box::new(content) /> }
}

fn form_of_query() -> BookingForm {
    let (choice, start) = untrack(|| (use_choice()(), use_query_value("start")()));
    BookingForm {
        service: choice.service,
        mode: choice.mode,
        with: choice.with,
        speaks: choice.speaks,
        start,
        ..BookingForm::default()
    }
}

#[component]
fn WhoForm(language: Language, posted: Posted, chosen: Chosen) -> impl IntoView {
    let at = locale(language);
    let Posted { form, errors, taken, failed, limited } = posted;
    let checked = Checked::new(errors);
    let query = choice_of(&form).query();
    let times = format!("/{}/book/times?{query}", language.code());
    let action = format!("/{}/book/details?{query}&start={}", language.code(), form.start);
    let time = form.start.split_once('T').map_or_else(String::new, |(_, time)| time.to_owned());
    view! {
        <ErrorSummary language errors=checked.summary />
        {taken.then(|| view! {
            <div class="error-summary" role="alert" tabindex="-1">
                <p>{td_string!(at, booking.taken)}</p>
                <a class="button" href=times.clone()>{td_string!(at, booking.change)}</a>
            </div>
        })}
        {failed.then(|| view! { <p class="error-summary" role="alert">{td_string!(at, site.failed_text)}</p> })}
        {limited.then(|| view! { <p class="error-summary" role="alert">{td_string!(at, booking.too_many)}</p> })}
        <StepTitle words=td_string!(at, booking.who_title) />
        <Settled language words=format!("{} · {}", chosen.service, chosen.day) time change=times />
        <form class="form" method="post" action=action novalidate autocomplete="off"
            on:change=move |event| checked.check_changed(&event)
            on:submit=move |event| checked.check_all(&event)
        >
            <Hidden form=form.clone() />
            <Name language value=form.name.clone() checked />
            <Channels language form=form.clone() checked />
            <Languages language chosen=form.language.clone() checked />
            <Messages language chosen=form.may_leave_message.clone() checked />
            <Consent language agreed=form.consent == "yes" checked />
            <Onward words=td_string!(at, booking.confirm) />
        </form>
    }
}

fn choice_of(form: &BookingForm) -> Choice {
    let BookingForm { service, mode, with, speaks, .. } = form.clone();
    Choice { service, mode, with, speaks }
}

/// What earlier screens chose travels along.
#[component]
fn Hidden(form: BookingForm) -> impl IntoView {
    let fields = [
        ("service", form.service),
        ("mode", form.mode),
        ("with", form.with),
        ("speaks", form.speaks),
        ("start", form.start),
        ("key", form.key),
    ];
    fields.map(|(name, value)| view! { <input type="hidden" name=name value=value /> })
}
