use domain::{
    booking::{Field, FieldError, FieldErrors},
    language::Language,
};
use leptos::{html::Div, prelude::*};
use leptos_i18n::td_string;

use crate::{
    i18n::locale,
    ui::{Icon, changing, focus},
};

/// Everything that needs correcting, with links to the fields. Nothing when there is nothing.
#[component]
pub fn ErrorSummary(language: Language, #[prop(into)] errors: Signal<FieldErrors>) -> impl IntoView {
    changing(move || {
        let errors = errors.get();
        (!errors.is_empty()).then(|| view! { <Summary language errors /> })
    })
}

#[component]
fn Summary(language: Language, errors: FieldErrors) -> impl IntoView {
    let title = td_string!(locale(language), booking.errors_title);
    let items = errors.into_iter().map(|(field, error)| {
        view! { <li><a href=format!("#{}", field.as_str()) rel="external">{error_words(language, error)}</a></li> }
    });
    let summary = NodeRef::<Div>::new();
    summary.on_load(focus);
    view! {
        <div class="error-summary" role="alert" tabindex="-1" node_ref=summary>
            <h2 class="error-summary__title">{title}</h2>
            <ul class="error-summary__list">{items.collect_view()}</ul>
        </div>
    }
}

/// The error of one field, where there is one.
#[component]
pub fn FieldErrorText(language: Language, field: Field, error: Signal<Option<FieldError>>) -> impl IntoView {
    changing(move || {
        error.get().map(|error| {
            view! {
                <p class="field__error" id=format!("{}-error", field.as_str())>
                    <Icon name="alert" />
                    {error_words(language, error)}
                </p>
            }
        })
    })
}

/// What is wrong, and how to mend it.
pub fn error_words(language: Language, error: FieldError) -> &'static str {
    let at = locale(language);
    match error {
        FieldError::Missing => td_string!(at, booking.e.missing),
        FieldError::StartInvalid => td_string!(at, booking.e.start_invalid),
        FieldError::DayInvalid => td_string!(at, booking.e.day_invalid),
        FieldError::NameEmpty => td_string!(at, booking.e.name_empty),
        FieldError::NameTooLong => td_string!(at, booking.e.name_too_long),
        FieldError::NameNoLetter => td_string!(at, booking.e.name_no_letter),
        FieldError::PhoneEmpty => td_string!(at, booking.e.phone_empty),
        FieldError::PhoneTooShort => td_string!(at, booking.e.phone_too_short),
        FieldError::PhoneTooLong => td_string!(at, booking.e.phone_too_long),
        FieldError::PhoneNotANumber => td_string!(at, booking.e.phone_not_a_number),
        FieldError::PhoneUnknownCountry => td_string!(at, booking.e.phone_unknown_country),
        FieldError::PhoneNotPossible => td_string!(at, booking.e.phone_not_possible),
        FieldError::PhoneToCall => td_string!(at, booking.e.phone_to_call),
        FieldError::PhoneNotMobile => td_string!(at, booking.e.phone_not_mobile),
        FieldError::EmailEmpty => td_string!(at, booking.e.email_empty),
        FieldError::EmailInvalid => td_string!(at, booking.e.email_invalid),
        FieldError::ChoiceMissing => td_string!(at, booking.e.choice_missing),
        FieldError::ConsentMissing => td_string!(at, booking.e.consent_missing),
    }
}
