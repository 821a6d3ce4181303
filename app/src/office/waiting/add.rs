use domain::{access::Verb, booking::Field, language::Language};
use leptos::prelude::*;
use leptos_i18n::td_string;
use store::Secret;

use crate::{
    api::Failure,
    booking::{ConsentTick, Languages, Messages, mode_words},
    live::Checked,
    office::{Reader, guarded},
    ui::{ErrorSummary, TextField},
    waiting::{Days, WaitingPosted},
};

/// A place on the list for a caller, in one form.
#[component]
pub fn WaitingNewPage() -> impl IntoView {
    let posted = use_context::<WaitingPosted>().unwrap_or_else(|| {
        let mut posted = WaitingPosted::default();
        posted.form.person.key = Secret::random().as_str().to_owned();
        posted
    });
    guarded(
        |at| td_string!(at, waiting.desk.add_title),
        Verb::ManageWaiting,
        move |reader| {
            let posted = posted.clone();
            async move { form(reader, posted).await }
        },
    )
}

async fn form(reader: Reader, posted: WaitingPosted) -> Result<AnyView, Failure> {
    let Reader { here, at, language, .. } = reader;
    let WaitingPosted { form, errors, .. } = posted;
    let offers = here.store.services(&here.centre, language).await?;
    let checked = Checked::new(errors);
    let person = form.person.clone();
    let services = offers.iter().map(|offer| {
        view! { <option value=offer.slug.clone() selected=offer.slug == person.service>{offer.name.clone()}</option> }
    });
    let services = services.collect_view();
    let modes = domain::appointment::Mode::ALL.map(|mode| {
        view! { <option value=mode.as_str() selected=mode.as_str() == person.mode>{mode_words(language, mode).1}</option> }
    });
    let spoken = if person.language.is_empty() { Language::Ar.code().to_owned() } else { person.language.clone() };
    Ok(view! {
        <ErrorSummary language errors=checked.summary />
        <form class="form" method="post" action="/staff/waiting/new" novalidate autocomplete="off">
            <input type="hidden" name="channel" value="mobile" />
            <input type="hidden" name="key" value=person.key.clone() />
            <div class="office__row">
                <div class="field">
                    <label class="field__label" for="service">{td_string!(at, booking.service)}</label>
                    <select class="field__input" id="service" name="service">{services}</select>
                </div>
                <div class="field">
                    <label class="field__label" for="mode">{td_string!(at, booking.mode)}</label>
                    <select class="field__input" id="mode" name="mode">{modes}</select>
                </div>
            </div>
            <Days language form=form.clone() error=checked.error(Field::Start) />
            <TextField language field=Field::Name label=td_string!(at, booking.name) hint="" value=person.name.clone()
                error=checked.error(Field::Name) kind="text" />
            <TextField language field=Field::Mobile label=td_string!(at, booking.mobile) hint="" value=person.mobile.clone()
                error=checked.error(Field::Mobile) kind="tel" />
            <Languages language chosen=spoken checked />
            <Messages language chosen=person.may_leave_message.clone() checked />
            <ConsentTick language agreed=person.consent == "yes" checked />
            <div class="form__actions">
                <button class="button button--primary" type="submit">{td_string!(at, waiting.desk.add)}</button>
                <a class="button" href="/staff/waiting">{td_string!(at, booking.back)}</a>
            </div>
        </form>
    }
    .into_any())
}
