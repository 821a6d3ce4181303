use domain::{
    access::Verb,
    booking::Field,
    language::Language,
    preference::{Gender, Spoken},
};
use leptos::prelude::*;
use leptos_i18n::td_string;
use store::{Colleague, Secret};

use crate::{
    api::Failure,
    booking::{ConsentTick, Languages, Messages, mode_words},
    i18n::Locale,
    live::Checked,
    office::{Pick, Reader, Returned, guarded},
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
    let colleagues = here.store.colleagues(&here.centre).await?;
    let (withs, spoken) = (people(at, &colleagues), languages(at, &colleagues));
    let told = if person.language.is_empty() { Language::Ar.code().to_owned() } else { person.language.clone() };
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
            <div class="office__row">
                <Pick at returned=Returned::default() name="with" label=td_string!(at, waiting.desk.add_with) options=withs
                    value=person.with.clone() />
                <Pick at returned=Returned::default() name="speaks" label=td_string!(at, booking.prefer.speaks) options=spoken
                    value=person.speaks.clone() />
            </div>
            <Days language form=form.clone() error=checked.error(Field::Start) />
            <TextField language field=Field::Name label=td_string!(at, booking.name) hint="" value=person.name.clone()
                error=checked.error(Field::Name) kind="text" />
            <TextField language field=Field::Mobile label=td_string!(at, booking.mobile) hint="" value=person.mobile.clone()
                error=checked.error(Field::Mobile) kind="tel" />
            <Languages language chosen=told checked />
            <Messages language chosen=person.may_leave_message.clone() checked />
            <ConsentTick language words=td_string!(at, desk.visit.second_consent) agreed=person.consent == "yes" checked />
            <div class="form__actions">
                <button class="button button--primary" type="submit">{td_string!(at, waiting.desk.add)}</button>
                <a class="button" href="/staff/waiting">{td_string!(at, booking.back)}</a>
            </div>
        </form>
    }
    .into_any())
}

/// What a form sends, and the words for it.
type Options = Vec<(String, String)>;

/// Who can be asked for.
fn people(at: Locale, colleagues: &[Colleague]) -> Options {
    let anyone = (String::new(), td_string!(at, waiting.desk.any_person).to_owned());
    let genders = Gender::ALL.map(|gender| {
        let words = match gender {
            Gender::Woman => td_string!(at, booking.prefer.woman),
            Gender::Man => td_string!(at, booking.prefer.man),
        };
        (gender.as_str().to_owned(), words.to_owned())
    });
    let people = colleagues.iter().map(|person| (person.id.to_string(), person.name.clone()));
    std::iter::once(anyone).chain(genders).chain(people).collect()
}

/// The languages of those who receive, any of them first.
fn languages(at: Locale, colleagues: &[Colleague]) -> Options {
    let any = (String::new(), td_string!(at, booking.prefer.any_language).to_owned());
    let spoken =
        Spoken::ALL.into_iter().filter(|spoken| colleagues.iter().any(|person| person.speaks.contains(spoken)));
    std::iter::once(any).chain(spoken.map(|spoken| (spoken.code().to_owned(), spoken.own_name().to_owned()))).collect()
}
