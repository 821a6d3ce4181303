use domain::{
    booking::{BookingForm, Field, FieldError, FieldErrors},
    language::Language,
    offer::DayOffer,
};
use leptos::{either::Either, prelude::*};
use leptos_i18n::td_string;
use leptos_router::hooks::use_query_map;

use super::{frame::DeskBar, refused::refused};
use crate::{
    api::{
        booking::Choice,
        desk::{CallerTimes, caller_offer},
    },
    ask::ask,
    booking::{ConsentTick, mode_words},
    i18n::{language_of_page, locale},
    live::Checked,
    ui::{ErrorSummary, FieldErrorText, TextField, set_title},
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
    let language = language_of_page();
    let at = locale(language);
    let posted =
        use_context::<CallerPosted>().unwrap_or_else(|| CallerPosted { form: form_of_query(), ..Default::default() });
    let BookingForm { service, mode, with, speaks, .. } = posted.form.clone();
    let choice = Choice { service, mode, with, speaks };
    let found = ask(|| (), move |()| caller_offer(language, choice.clone()));
    set_title(td_string!(at, desk.book_for_caller));
    view! {
        <Suspense>
            {move || {
                let posted = posted.clone();
                Suspend::new(async move {
                    match found.await {
                        Ok(offer) => view! { <CallerForm language offer posted /> }.into_any(),
                        Err(failure) => refused(at, failure),
                    }
                })
            }}
        </Suspense>
    }
}

fn form_of_query() -> BookingForm {
    use_query_map().with_untracked(|map| {
        let get = |name: &str| map.get(name).unwrap_or_default();
        BookingForm {
            service: get("service"),
            mode: get("mode"),
            with: get("with"),
            speaks: get("speaks"),
            ..BookingForm::default()
        }
    })
}

#[component]
fn CallerForm(language: Language, offer: CallerTimes, posted: CallerPosted) -> impl IntoView {
    let at = locale(language);
    let booked = use_query_map().with_untracked(|map| map.get("booked"));
    let checked = Checked::new(posted.errors);
    view! {
        <DeskBar language who=offer.who.clone() rights=offer.rights />
        <main class="desk" id="main">
            <h1>{td_string!(at, desk.book_for_caller)}</h1>
            {booked.map(|reference| view! {
                <p class="chosen" role="status">{td_string!(at, desk.booked_ok)} " " <bdi dir="ltr">{reference}</bdi></p>
            })}
            {posted.taken.then(|| view! { <p class="error-summary" role="alert">{td_string!(at, desk.taken)}</p> })}
            <ErrorSummary language errors=checked.summary />
            <Wish language offer=offer.clone() />
            <Person language offer form=posted.form checked />
        </main>
    }
}

/// Which service, and how: decides about the times below.
#[component]
fn Wish(language: Language, offer: CallerTimes) -> impl IntoView {
    let at = locale(language);
    let services = offer.services.into_iter().map(|(slug, name)| {
        let selected = slug == offer.service;
        view! { <option value=slug selected=selected>{name}</option> }
    });
    let modes = offer.modes.into_iter().map(|mode| {
        view! { <option value=mode.as_str() selected=mode.as_str() == offer.mode>{mode_words(language, mode).1}</option> }
    });
    view! {
        <form class="form form--row" method="get" action="/staff/book">
            <div class="field">
                <label class="field__label" for="service">{td_string!(at, booking.service)}</label>
                <select class="field__input" id="service" name="service">{services.collect_view()}</select>
            </div>
            <div class="field">
                <label class="field__label" for="mode">{td_string!(at, booking.mode)}</label>
                <select class="field__input" id="mode" name="mode">{modes.collect_view()}</select>
            </div>
            <Preference name="with" label=td_string!(at, waiting.desk.add_with) options=offer.withs chosen=offer.with />
            <Preference name="speaks" label=td_string!(at, booking.prefer.speaks) options=offer.spoken chosen=offer.speaks />
            <button class="button" type="submit">{td_string!(at, booking.change)}</button>
        </form>
    }
}

/// What the caller asks of whoever receives them; nothing where there is no choice.
#[component]
fn Preference(
    name: &'static str,
    label: &'static str,
    options: Vec<(String, String)>,
    chosen: String,
) -> impl IntoView {
    let none = options.is_empty();
    let options = options.into_iter().map(|(value, words)| {
        let selected = value == chosen;
        view! { <option value=value selected=selected>{words}</option> }
    });
    let options = options.collect_view();
    (!none).then(|| {
        view! {
            <div class="field">
                <label class="field__label" for=name>{label}</label>
                <select class="field__input" id=name name=name>{options}</select>
            </div>
        }
    })
}

/// When, who, and where to reach them.
#[component]
fn Person(language: Language, offer: CallerTimes, form: BookingForm, checked: Checked) -> impl IntoView {
    let at = locale(language);
    let key = if form.key.is_empty() { offer.key } else { form.key };
    let spoken = Language::from_code(&form.language).unwrap_or_default();
    let languages =
        [(Language::Ar, "العربية"), (Language::Fr, "Français"), (Language::En, "English")].map(|(other, name)| {
            view! { <option value=other.code() lang=other.code() selected=other == spoken>{name}</option> }
        });
    view! {
        <form class="form" method="post" action="/staff/book" novalidate autocomplete="off"
            on:change=move |event| checked.check_changed(&event)
        >
            <input type="hidden" name="service" value=offer.service />
            <input type="hidden" name="mode" value=offer.mode />
            <input type="hidden" name="with" value=offer.with />
            <input type="hidden" name="speaks" value=offer.speaks />
            <input type="hidden" name="channel" value="mobile" />
            <input type="hidden" name="key" value=key />
            <Times language days=offer.days chosen=form.start error=checked.error(Field::Start) />
            <TextField language field=Field::Name label=td_string!(at, booking.name) hint="" value=form.name
                error=checked.error(Field::Name) kind="text" />
            <TextField language field=Field::Mobile label=td_string!(at, booking.mobile) hint="" value=form.mobile
                error=checked.error(Field::Mobile) kind="tel" />
            <div class="field">
                <label class="field__label" for="language">{td_string!(at, booking.language_legend)}</label>
                <select class="field__input" id="language" name="language">{languages}</select>
            </div>
            <label class="tick">
                <input class="tick__input" type="checkbox" name="may_leave_message" value="yes"
                    checked=form.may_leave_message == "yes" />
                <span class="tick__text">{td_string!(at, desk.takes_messages)}</span>
            </label>
            <ConsentTick language words=td_string!(at, desk.visit.second_consent) agreed=form.consent == "yes" checked />
            <div class="form__actions">
                <button class="button button--primary" type="submit">{td_string!(at, booking.confirm)}</button>
            </div>
        </form>
    }
}

#[component]
fn Times(language: Language, days: Vec<DayOffer>, chosen: String, error: Signal<Option<FieldError>>) -> impl IntoView {
    let at = locale(language);
    if days.is_empty() {
        return Either::Left(view! { <p class="notice" id="start">{td_string!(at, booking.no_times_title)}</p> });
    }
    // A closed list shows one option alone: each says its day.
    let starts = days.into_iter().flat_map(|DayOffer { day, name, times, .. }| {
        times.into_iter().map(move |time| (format!("{day}T{time}"), format!("{name} · {time}")))
    });
    let options = starts.map(|(start, words)| {
        let selected = start == chosen;
        view! { <option selected=selected value=start>{words}</option> }
    });
    Either::Right(view! {
        <div class="field">
            <label class="field__label" for="start">{td_string!(at, booking.time)}</label>
            <FieldErrorText language field=Field::Start error />
            <select class="field__input" id="start" name="start">{options.collect_view()}</select>
        </div>
    })
}
