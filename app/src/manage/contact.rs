use domain::{
    booking::{BookingForm, FieldErrors},
    language::Language,
};
use leptos::prelude::*;
use leptos_i18n::td_string;

use super::{frame::own_page, gone::Gone};
use crate::{
    booking::{Channels, Languages, Messages},
    i18n::locale,
    live::Checked,
    ui::ErrorSummary,
};

/// A contact that came back.
#[derive(Clone, Debug, Default)]
pub struct ContactPosted {
    pub form: BookingForm,
    pub errors: FieldErrors,
}

/// Another way to be reached. The one that is known is not shown: whoever holds the telephone may be anybody.
#[component]
pub fn Contact() -> impl IntoView {
    let posted = use_context::<ContactPosted>().unwrap_or_default();
    own_page(move |language, own| match own.filter(|own| own.status.is_ahead()) {
        Some(_) => view! { <ContactForm language posted /> }.into_any(),
        None => view! { <Gone language /> }.into_any(),
    })
}

#[component]
fn ContactForm(language: Language, posted: ContactPosted) -> impl IntoView {
    let at = locale(language);
    let path = format!("/{}/appointment", language.code());
    let ContactPosted { form, errors } = posted;
    let checked = Checked::new(errors);
    view! {
        <ErrorSummary language errors=checked.summary />
        <h1>{td_string!(at, booking.own.contact_title)}</h1>
        <p>{td_string!(at, booking.own.contact_text)}</p>
        <form class="form" method="post" action=format!("{path}/contact") novalidate autocomplete="off">
            <Channels language form=form.clone() checked />
            <Languages language chosen=form.language.clone() checked />
            <Messages language chosen=form.may_leave_message checked />
            <div class="form__actions">
                <button class="button button--primary" type="submit">{td_string!(at, booking.own.contact_save)}</button>
                <a class="button" href=path.clone()>{td_string!(at, booking.back)}</a>
            </div>
        </form>
    }
}
