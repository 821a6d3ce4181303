use domain::{
    booking::{BookingForm, Field, FieldError, FieldErrors},
    language::Language,
};
use leptos::prelude::*;
use leptos_i18n::td_string;
use leptos_meta::Title;

use super::{progress::Progress, use_choice, use_query_value};
use crate::{
    api::booking::{form_key, service},
    i18n::{locale, use_language},
    site::Lost,
    ui::{ErrorSummary, FieldErrorText, long_day_of},
};

/// A form that came back: what was typed, and what is wrong with it.
#[derive(Clone, Debug, Default)]
pub struct Posted {
    pub form: BookingForm,
    pub errors: FieldErrors,
    /// Somebody else was faster.
    pub taken: bool,
}

/// Third screen: who, and how to reach them safely.
#[component]
pub fn Who() -> impl IntoView {
    let language = use_language();
    let posted = use_context::<Posted>().unwrap_or_else(|| Posted { form: form_of_query(), ..Posted::default() });
    let (slug, old_key) = (posted.form.service.clone(), posted.form.key.clone());
    let found = Resource::new_blocking(
        || (),
        move |()| {
            let (slug, old_key) = (slug.clone(), old_key.clone());
            async move {
                let key = if old_key.is_empty() { form_key().await? } else { old_key };
                Ok::<_, crate::api::Failure>((service(language, slug).await?, key))
            }
        },
    );
    view! {
        <Title text=td_string!(locale(language), booking.title) />
        <div class="band"><div class="band__inner">
            <Progress language step=3 />
            <Suspense>
                {move || {
                    let mut posted = posted.clone();
                    Suspend::new(async move {
                        match found.await {
                            Ok((service, key)) => {
                                posted.form.key = key;
                                view! { <WhoForm language posted service=service.name /> }.into_any()
                            }
                            Err(_) => view! { <Lost /> }.into_any(),
                        }
                    })
                }}
            </Suspense>
        </div></div>
    }
}

fn form_of_query() -> BookingForm {
    let choice = use_choice();
    let start = use_query_value("start");
    BookingForm { service: choice.service, mode: choice.mode, with: choice.with, start, ..BookingForm::default() }
}

#[component]
fn WhoForm(language: Language, posted: Posted, service: String) -> impl IntoView {
    let at = locale(language);
    let Posted { form, errors, taken } = posted;
    let query = format!("service={}&mode={}&with={}", form.service, form.mode, form.with);
    let times = format!("/{}/book/times?{query}", language.code());
    let action = format!("/{}/book/details?{query}&start={}", language.code(), form.start);
    let (day, time) = form.start.split_once('T').map(|(d, t)| (d.to_owned(), t.to_owned())).unwrap_or_default();
    let hidden = [
        ("service", form.service.clone()),
        ("mode", form.mode.clone()),
        ("with", form.with.clone()),
        ("start", form.start.clone()),
        ("key", form.key.clone()),
    ];
    view! {
        <ErrorSummary language errors=errors.clone() />
        {taken.then(|| view! {
            <div class="error-summary" role="alert" tabindex="-1">
                <p>{td_string!(at, booking.taken)}</p>
                <a class="button" href=times.clone()>{td_string!(at, booking.change)}</a>
            </div>
        })}
        <h1>{td_string!(at, booking.who_title)}</h1>
        <p class="chosen">
            {service} " · " {long_day_of(language, &day)} " · " <bdi>{time}</bdi> " "
            <a class="chosen__change" href=times>{td_string!(at, booking.change)}</a>
        </p>
        <form class="form" method="post" action=action novalidate autocomplete="off">
            {hidden.map(|(name, value)| view! { <input type="hidden" name=name value=value /> }).collect_view()}
            <TextField language field=Field::Name label=td_string!(at, booking.name) hint=td_string!(at, booking.name_hint)
                value=form.name.clone() error=error_of(&errors, Field::Name) kind="text" />
            <Channels language form=form.clone() errors=errors.clone() />
            <Languages language chosen=form.language.clone() error=error_of(&errors, Field::Language) />
            <Messages language chosen=form.may_leave_message.clone() error=error_of(&errors, Field::MayLeaveMessage) />
            <Consent language agreed=form.consent == "yes" error=error_of(&errors, Field::Consent) />
            <div class="form__actions">
                <button class="button button--primary" type="submit">{td_string!(at, booking.confirm)}</button>
            </div>
        </form>
    }
}

fn error_of(errors: &FieldErrors, field: Field) -> Option<FieldError> {
    errors.iter().find(|(of, _)| *of == field).map(|(_, error)| *error)
}

/// One line to type in, with its hint and its error.
#[component]
fn TextField(
    language: Language,
    field: Field,
    label: &'static str,
    hint: &'static str,
    value: String,
    error: Option<FieldError>,
    /// `text`, `tel` or `email`.
    kind: &'static str,
) -> impl IntoView {
    let id = field.as_str();
    let described = if error.is_some() { format!("{id}-hint {id}-error") } else { format!("{id}-hint") };
    let dir = if kind == "text" { "auto" } else { "ltr" };
    view! {
        <div class="field" class:field--error=error.is_some()>
            <label class="field__label" for=id>{label}</label>
            <p class="field__hint" id=format!("{id}-hint")>{hint}</p>
            <FieldErrorText language field error />
            <input class="field__input" id=id name=id type=kind dir=dir value=value autocomplete="off"
                aria-describedby=described aria-invalid=error.is_some().then_some("true") />
        </div>
    }
}

#[component]
fn Channels(language: Language, form: BookingForm, errors: FieldErrors) -> impl IntoView {
    let at = locale(language);
    let error = error_of(&errors, Field::Channel);
    let radio = |value: &'static str, name: &'static str| {
        view! {
            <label class="choice">
                <input class="choice__input" type="radio" name="channel" value=value checked=form.channel == value />
                <span class="choice__body"><span class="choice__title">{name}</span></span>
            </label>
        }
    };
    let radios = (radio("mobile", td_string!(at, booking.mobile)), radio("email", td_string!(at, booking.email)));
    view! {
        <fieldset class="choices" class:field--error=error.is_some() id="channel">
            <legend class="choices__legend">{td_string!(at, booking.channel_legend)}</legend>
            <p class="field__hint">{td_string!(at, booking.channel_hint)}</p>
            <FieldErrorText language field=Field::Channel error />
            <div class="choices__list">{radios}</div>
            <TextField language field=Field::Mobile label=td_string!(at, booking.mobile)
                hint=td_string!(at, booking.mobile_hint) value=form.mobile.clone()
                error=error_of(&errors, Field::Mobile) kind="tel" />
            <TextField language field=Field::Email label=td_string!(at, booking.email)
                hint=td_string!(at, booking.email_hint) value=form.email.clone()
                error=error_of(&errors, Field::Email) kind="email" />
        </fieldset>
    }
}

#[component]
fn Languages(language: Language, chosen: String, error: Option<FieldError>) -> impl IntoView {
    let chosen = if chosen.is_empty() { language.code().to_owned() } else { chosen };
    let names = [("ar", "العربية"), ("fr", "Français"), ("en", "English")];
    let choices = names.map(|(code, name)| (code, name, chosen == code));
    let legend = td_string!(locale(language), booking.language_legend);
    view! { <Choices language field=Field::Language legend hint="" choices=choices.to_vec() error /> }
}

#[component]
fn Messages(language: Language, chosen: String, error: Option<FieldError>) -> impl IntoView {
    let at = locale(language);
    let choices =
        vec![("yes", td_string!(at, booking.yes), chosen == "yes"), ("no", td_string!(at, booking.no), chosen == "no")];
    let (legend, hint) = (td_string!(at, booking.message_legend), td_string!(at, booking.message_hint));
    view! { <Choices language field=Field::MayLeaveMessage legend hint choices error /> }
}

/// A question with a few answers: value, words, whether it is chosen.
#[component]
fn Choices(
    language: Language,
    field: Field,
    legend: &'static str,
    hint: &'static str,
    choices: Vec<(&'static str, &'static str, bool)>,
    error: Option<FieldError>,
) -> impl IntoView {
    let radios = choices.into_iter().map(|(value, words, checked)| {
        view! {
            <label class="choice">
                <input class="choice__input" type="radio" name=field.as_str() value=value checked=checked />
                <span class="choice__body"><span class="choice__title">{words}</span></span>
            </label>
        }
    });
    view! {
        <fieldset class="choices" class:field--error=error.is_some() id=field.as_str()>
            <legend class="choices__legend">{legend}</legend>
            {(!hint.is_empty()).then(|| view! { <p class="field__hint">{hint}</p> })}
            <FieldErrorText language field error />
            <div class="choices__list">{radios.collect_view()}</div>
        </fieldset>
    }
}

#[component]
fn Consent(language: Language, agreed: bool, error: Option<FieldError>) -> impl IntoView {
    let at = locale(language);
    view! {
        <div class="field" class:field--error=error.is_some()>
            <FieldErrorText language field=Field::Consent error />
            <label class="tick">
                <input class="tick__input" type="checkbox" id="consent" name="consent" value="yes" checked=agreed />
                <span class="tick__text">{td_string!(at, booking.consent)}</span>
            </label>
        </div>
    }
}
