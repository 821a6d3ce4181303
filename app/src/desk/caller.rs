//! Booking for a caller, or for whoever stands at the desk: person, service and time on one screen, by the keyboard alone.

mod known;
mod person;
mod slots;
mod wanted;
mod wish;

use domain::{
    booking::{BookingForm, FieldErrors, check_desk_field},
    language::Language,
};
use leptos::{ev::SubmitEvent, prelude::*};
use leptos_i18n::td_string;
use leptos_router::hooks::use_query_map;

use self::{person::Person, slots::Slots, wanted::Wanted, wish::Wish};
use super::refused::refused;
use crate::{
    api::{
        Failure,
        booking::Choice,
        caller::{CallerBooked, CallerTold, book_for_caller, booking_of_caller, caller_offer, caller_person},
    },
    ask::ask,
    booking::ConsentTick,
    i18n::{language_of_page, locale},
    live::Checked,
    ui::{ErrorSummary, Icon, Loading, focus, set_title},
};

/// The form that came back.
#[derive(Clone, Debug, Default)]
pub struct CallerPosted {
    pub form: BookingForm,
    pub errors: FieldErrors,
    pub taken: bool,
    /// The day from which times are asked for.
    pub from: String,
    /// How many minutes it is to last; empty for as long as the service.
    pub minutes: String,
}

/// Booking for a caller in one form.
#[component]
pub fn CallerPage() -> impl IntoView {
    let language = language_of_page();
    let at = locale(language);
    let posted = use_context::<CallerPosted>().unwrap_or_default();
    let query = use_query_map();
    let of_query = move |name: &str| query.with_untracked(|query| query.get(name).unwrap_or_default());
    let first = posted.form.clone();
    let or_query = |sent: String, name: &str| if sent.is_empty() { of_query(name) } else { sent };
    let choice = Choice {
        service: or_query(first.service, "service"),
        mode: or_query(first.mode, "mode"),
        with: or_query(first.with, "with"),
        speaks: or_query(first.speaks, "speaks"),
    };
    let wanted = Wanted {
        choice: RwSignal::new(choice),
        from: RwSignal::new(or_query(posted.from.clone(), "from")),
        minutes: RwSignal::new(or_query(posted.minutes.clone(), "minutes")),
        again: RwSignal::new(0),
    };
    let (person, booked) = (of_query("person"), of_query("booked"));
    let known = ask(
        move || (person.clone(), booked.clone()),
        |(person, booked)| async move {
            let form = caller_person(person).await?;
            let booked = if booked.is_empty() { None } else { Some(booking_of_caller(booked).await?) };
            Ok::<_, Failure>((form, booked))
        },
    );
    set_title(td_string!(at, desk.book_for_caller));
    view! {
        <div class="caller">
            <h1 class="desk__title">{td_string!(at, desk.book_for_caller)}</h1>
            <Suspense fallback=move || view! { <Loading language /> }>
                {move || {
                    let posted = posted.clone();
                    Suspend::new(async move {
                        match known.await {
                            Ok((person, booked)) => {
                                let sent = !posted.form.key.is_empty();
                                let form = if sent { posted.form.clone() } else { person };
                                let posted = CallerPosted { form, ..posted };
                                view! { <CallerForm language wanted posted booked /> }.into_any()
                            }
                            Err(failure) => refused(at, failure),
                        }
                    })
                }}
            </Suspense>
        </div>
    }
}

#[component]
fn CallerForm(language: Language, wanted: Wanted, posted: CallerPosted, booked: Option<CallerBooked>) -> impl IntoView {
    let at = locale(language);
    let checked = Checked::of(posted.errors, check_desk_field);
    let booked = RwSignal::new(booked);
    let taken = RwSignal::new(posted.taken);
    let failed = RwSignal::new(None::<Failure>);
    let sending = RwSignal::new(false);
    let sent = move |event: SubmitEvent| {
        let Some(form) = form_to_send(&event, checked) else { return };
        if sending.get_untracked() {
            return;
        }
        sending.set(true);
        leptos::task::spawn_local(async move {
            let told = book_for_caller(form, wanted.minutes.get_untracked()).await;
            sending.set(false);
            taken.set(matches!(told, Ok(CallerTold::Taken)));
            failed.set(told.as_ref().err().cloned());
            match told {
                Ok(CallerTold::Booked(now)) => {
                    booked.set(Some(now));
                    clear_form();
                    wanted.minutes.set(String::new());
                    wanted.again.update(|n| *n += 1);
                }
                Ok(CallerTold::Wrong(errors)) => checked.show(errors),
                Ok(CallerTold::Taken) => wanted.again.update(|n| *n += 1),
                Err(_) => {}
            }
        });
    };
    let offer = ask(
        move || (wanted.choice.get(), wanted.from.get(), wanted.minutes.get(), wanted.again.get()),
        move |(choice, from, minutes, _)| caller_offer(language, choice, from, minutes),
    );
    let form = posted.form;
    let (start, agreed) = (form.start.clone(), form.consent == "yes");
    let trouble = move || {
        failed.get().map(|failure| match failure {
            Failure::Offline => td_string!(at, desk.offline),
            Failure::SignedOut | Failure::Forbidden => td_string!(at, desk.signed_out),
            _ => td_string!(at, site.failed_text),
        })
    };
    view! {
        {move || booked.get().map(|booked| view! { <Booked language booked /> })}
        <Show when=move || taken.get()>
            <p class="error-summary" role="alert">{td_string!(at, desk.taken)}</p>
        </Show>
        {move || trouble().map(|words| view! { <p class="error-summary" role="alert">{words}</p> })}
        <ErrorSummary language errors=checked.summary />
        <form class="caller__form" method="post" action="/staff/book" novalidate autocomplete="off"
            on:change=move |event| checked.check_changed(&event)
            on:submit=sent
        >
            <Person language form checked />
            <section class="caller__part">
                <Transition fallback=move || view! { <Loading language /> }>
                    {move || {
                        let start = start.clone();
                        Suspend::new(async move {
                            match offer.await {
                                Ok(offer) => {
                                    view! {
                                        <Wish language offer=offer.clone() wanted />
                                        <Slots language offer chosen=start wanted checked />
                                    }
                                    .into_any()
                                }
                                Err(failure) => refused(at, failure),
                            }
                        })
                    }}
                </Transition>
                <ConsentTick language words=td_string!(at, desk.visit.second_consent) agreed checked />
                <div class="form__actions">
                    <button class="button button--primary" type="submit" disabled=move || sending.get()>
                        {td_string!(at, booking.confirm)}
                    </button>
                </div>
            </section>
        </form>
    }
}

/// What was booked, and what can be handed over.
#[component]
fn Booked(language: Language, booked: CallerBooked) -> impl IntoView {
    let at = locale(language);
    let place = NodeRef::<leptos::html::Div>::new();
    place.on_load(focus);
    view! {
        <div class="chosen caller__booked" role="status" tabindex="-1" node_ref=place>
            <p>
                <Icon name="check" />
                {td_string!(at, desk.booked_ok)} " " <strong><bdi dir="ltr">{booked.reference}</bdi></strong>
                " · " {booked.when}
            </p>
            <p class="caller__next">
                <a class="button button--small" href=format!("/staff/visits/{}/slip", booked.id)>
                    <Icon name="print" />{td_string!(at, desk.caller.slip)}
                </a>
                <a class="button button--small" href=format!("/staff/visits/{}", booked.id)>{td_string!(at, desk.visit.title)}</a>
            </p>
        </div>
    }
}

/// The form as it is sent, where the client sends it and nothing is wrong with it.
fn form_to_send(event: &SubmitEvent, checked: Checked) -> Option<BookingForm> {
    #[cfg(feature = "hydrate")]
    {
        let form = crate::browser::submitted_form(event)?;
        event.prevent_default();
        checked.passes(&form).then_some(form)
    }
    #[cfg(not(feature = "hydrate"))]
    {
        let _ = (event, checked);
        None
    }
}

/// The next caller is somebody else.
fn clear_form() {
    #[cfg(feature = "hydrate")]
    crate::browser::clear_fields(
        ".caller__form",
        &["name", "mobile", "email", "may_leave_message", "consent", "channel"],
    );
}
