//! The questions of the third screen.

use domain::{
    booking::{BookingForm, Field, FieldError},
    language::Language,
};
use leptos::prelude::*;
use leptos_i18n::td_string;

use super::answer::Answer;
use crate::{
    i18n::locale,
    live::Checked,
    ui::{FieldErrorText, TextField, described, is_wrong},
};

#[component]
pub fn Name(language: Language, value: String, checked: Checked) -> impl IntoView {
    let at = locale(language);
    let (label, hint) = (td_string!(at, booking.name), td_string!(at, booking.name_hint));
    view! { <TextField language field=Field::Name label hint value error=checked.error(Field::Name) kind="text" /> }
}

/// One safe way to reach the person.
#[component]
pub fn Channels(language: Language, form: BookingForm, checked: Checked) -> impl IntoView {
    let at = locale(language);
    let choices = vec![
        ("mobile", td_string!(at, booking.mobile), form.channel == "mobile"),
        ("email", td_string!(at, booking.email), form.channel == "email"),
    ];
    let (legend, hint) = (td_string!(at, booking.channel_legend), td_string!(at, booking.channel_hint));
    view! {
        <Choices language field=Field::Channel legend hint choices error=checked.error(Field::Channel)>
            <div class="channel channel--mobile">
                <TextField language field=Field::Mobile label=td_string!(at, booking.mobile)
                    hint=td_string!(at, booking.mobile_hint) value=form.mobile.clone()
                    error=checked.error(Field::Mobile) kind="tel" />
            </div>
            <div class="channel channel--email">
                <TextField language field=Field::Email label=td_string!(at, booking.email)
                    hint=td_string!(at, booking.email_hint) value=form.email.clone()
                    error=checked.error(Field::Email) kind="email" />
            </div>
        </Choices>
    }
}

#[component]
pub fn Languages(language: Language, chosen: String, checked: Checked) -> impl IntoView {
    let chosen = if chosen.is_empty() { language.code().to_owned() } else { chosen };
    let names = [("ar", "العربية"), ("fr", "Français"), ("en", "English")];
    let choices = names.map(|(code, name)| (code, name, chosen == code)).to_vec();
    let legend = td_string!(locale(language), booking.language_legend);
    view! { <Choices language field=Field::Language legend hint="" choices error=checked.error(Field::Language) /> }
}

#[component]
pub fn Messages(language: Language, chosen: String, checked: Checked) -> impl IntoView {
    let at = locale(language);
    let choices =
        vec![("yes", td_string!(at, booking.yes), chosen == "yes"), ("no", td_string!(at, booking.no), chosen == "no")];
    let (legend, hint) = (td_string!(at, booking.message_legend), td_string!(at, booking.message_hint));
    let error = checked.error(Field::MayLeaveMessage);
    view! { <Choices language field=Field::MayLeaveMessage legend hint choices error /> }
}

#[component]
pub fn Consent(language: Language, agreed: bool, checked: Checked) -> impl IntoView {
    let at = locale(language);
    let notice = format!("/{}/privacy", language.code());
    view! {
        <div class="field" class:field--error=is_wrong(checked.error(Field::Consent))>
            <ConsentTick language words=td_string!(at, booking.consent) agreed checked />
            <a class="field__more" href=notice target="_blank" rel="external">{td_string!(at, booking.consent_link)}</a>
        </div>
    }
}

/// The tick alone, in the words of the person, or of whoever has read the notice aloud.
#[component]
pub fn ConsentTick(language: Language, words: &'static str, agreed: bool, checked: Checked) -> impl IntoView {
    let error = checked.error(Field::Consent);
    view! {
        <FieldErrorText language field=Field::Consent error />
        <label class="tick">
            <input class="tick__input" type="checkbox" id="consent" name="consent" value="yes" checked=agreed
                aria-describedby=described(Field::Consent, "", error) />
            <span class="tick__text">{words}</span>
        </label>
    }
}

/// A question with a few answers: value, words, whether it is chosen.
#[component]
fn Choices(
    language: Language,
    field: Field,
    legend: &'static str,
    hint: &'static str,
    choices: Vec<(&'static str, &'static str, bool)>,
    error: Signal<Option<FieldError>>,
    #[prop(optional)] children: Option<Children>,
) -> impl IntoView {
    let name = field.as_str();
    let radios = choices.into_iter().enumerate().map(|(n, (value, words, checked))| {
        // A link of the error summary leads to the first answer.
        let id = if n == 0 { name.to_owned() } else { format!("{name}-{value}") };
        view! { <Answer name value title=words id checked /> }
    });
    let radios = radios.collect_view();
    view! {
        <fieldset class="choices" class:field--error=is_wrong(error)
            aria-describedby=described(field, hint, error)>
            <legend class="choices__legend">{legend}</legend>
            {(!hint.is_empty()).then(|| view! { <p class="field__hint" id=format!("{name}-hint")>{hint}</p> })}
            <FieldErrorText language field error />
            <div class="choices__list">{radios}</div>
            {children.map(|children| children())}
        </fieldset>
    }
}
