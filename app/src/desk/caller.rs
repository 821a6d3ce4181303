use domain::{
    appointment::Mode,
    booking::{BookingForm, FieldErrors},
    language::Language,
};
use leptos::prelude::*;
use leptos_i18n::td_string;
use leptos_meta::Title;
use leptos_router::hooks::use_query_map;

use super::{frame::DeskBar, words::desk_language};
use crate::{
    api::desk::{CallerTimes, caller_offer},
    booking::mode_words,
    i18n::locale,
    ui::{ErrorSummary, long_day_of},
};

/// The form that came back, or the reference of the booking it made.
#[derive(Clone, Debug, Default)]
pub struct CallerPosted {
    pub form: BookingForm,
    pub errors: FieldErrors,
    pub taken: bool,
}

/// Booking for a caller in one form.
#[component]
pub fn CallerPage() -> impl IntoView {
    let language = desk_language();
    let at = locale(language);
    let posted =
        use_context::<CallerPosted>().unwrap_or_else(|| CallerPosted { form: form_of_query(), ..Default::default() });
    let (service, mode) = (posted.form.service.clone(), posted.form.mode.clone());
    let found = Resource::new_blocking(|| (), move |()| caller_offer(language, service.clone(), mode.clone()));
    view! {
        <Title text=td_string!(at, desk.book_for_caller) />
        <Suspense>
            {move || {
                let posted = posted.clone();
                Suspend::new(async move {
                    match found.await {
                        Ok(offer) => view! { <CallerForm language offer posted /> }.into_any(),
                        Err(_) => view! { <main class="sign" id="main"><p>{td_string!(at, desk.forbidden)}</p></main> }.into_any(),
                    }
                })
            }}
        </Suspense>
    }
}

fn form_of_query() -> BookingForm {
    use_query_map().with_untracked(|map| {
        let get = |name: &str| map.get(name).unwrap_or_default();
        BookingForm { service: get("service"), mode: get("mode"), ..BookingForm::default() }
    })
}

#[component]
fn CallerForm(language: Language, offer: CallerTimes, posted: CallerPosted) -> impl IntoView {
    let at = locale(language);
    let booked = use_query_map().with_untracked(|map| map.get("booked"));
    let form = posted.form;
    let key = if form.key.is_empty() { offer.key.clone() } else { form.key.clone() };
    let services = offer.services.iter().map(|(slug, name)| {
        view! { <option value=slug.clone() selected=*slug == offer.service>{name.clone()}</option> }
    });
    let services = services.collect_view();
    let modes = offer.modes.iter().map(|mode: &Mode| {
        view! { <option value=mode.as_str() selected=mode.as_str() == offer.mode>{mode_words(language, *mode).1}</option> }
    });
    let modes = modes.collect_view();
    let days = offer.days.iter().map(|day| {
        let times = day.times.iter().map(|time| {
            let value = format!("{}T{time}", day.day);
            view! { <option selected=value == form.start value=value.clone()>{time.clone()}</option> }
        });
        view! { <optgroup label=long_day_of(language, &day.day)>{times.collect_view()}</optgroup> }
    });
    let days = days.collect_view();
    view! {
        <DeskBar language who=offer.who.clone() may_book=true />
        <main class="desk" id="main">
            <h1>{td_string!(at, desk.book_for_caller)}</h1>
            {booked.map(|reference| view! {
                <p class="chosen" role="status">{td_string!(at, desk.booked_ok)} " " <bdi dir="ltr">{reference}</bdi></p>
            })}
            {posted.taken.then(|| view! { <p class="error-summary" role="alert">{td_string!(at, desk.taken)}</p> })}
            <ErrorSummary language errors=posted.errors />
            <form class="form form--row" method="get" action="/staff/book">
                <div class="field">
                    <label class="field__label" for="service">{td_string!(at, booking.service)}</label>
                    <select class="field__input" id="service" name="service">{services}</select>
                </div>
                <div class="field">
                    <label class="field__label" for="mode">{td_string!(at, booking.mode)}</label>
                    <select class="field__input" id="mode" name="mode">{modes}</select>
                </div>
                <button class="button" type="submit">{td_string!(at, booking.change)}</button>
            </form>
            <form class="form" method="post" action="/staff/book" novalidate autocomplete="off">
                <input type="hidden" name="service" value=offer.service.clone() />
                <input type="hidden" name="mode" value=offer.mode.clone() />
                <input type="hidden" name="channel" value="mobile" />
                <input type="hidden" name="key" value=key />
                <div class="field">
                    <label class="field__label" for="start">{td_string!(at, booking.time)}</label>
                    <select class="field__input" id="start" name="start">{days}</select>
                </div>
                <div class="field">
                    <label class="field__label" for="name">{td_string!(at, booking.name)}</label>
                    <input class="field__input" id="name" name="name" dir="auto" value=form.name />
                </div>
                <div class="field">
                    <label class="field__label" for="mobile">{td_string!(at, booking.mobile)}</label>
                    <input class="field__input" id="mobile" name="mobile" type="tel" dir="ltr" value=form.mobile />
                </div>
                <label class="tick">
                    <input class="tick__input" type="checkbox" name="may_leave_message" value="yes" />
                    <span class="tick__text">{td_string!(at, booking.message_legend)}</span>
                </label>
                <label class="tick">
                    <input class="tick__input" type="checkbox" id="consent" name="consent" value="yes" />
                    <span class="tick__text">{td_string!(at, booking.consent)}</span>
                </label>
                <div class="form__actions">
                    <button class="button button--primary" type="submit">{td_string!(at, booking.confirm)}</button>
                </div>
            </form>
        </main>
    }
}
