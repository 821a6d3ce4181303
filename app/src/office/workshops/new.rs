use domain::{appointment::Mode, language::Language};
use leptos::prelude::*;
use leptos_i18n::td_string;
use store::{Colleague, ServiceRecord};

use crate::{
    booking::mode_words,
    i18n::Locale,
    office::{Entry, Pick, Returned, Wrongs, services::name_of},
};

/// Sets a workshop up.
#[component]
pub fn NewForm(
    at: Locale,
    language: Language,
    /// Those with seats that are offered.
    services: Vec<ServiceRecord>,
    colleagues: Vec<Colleague>,
    returned: Returned,
) -> impl IntoView {
    if services.is_empty() {
        return view! { <p class="notice">{td_string!(at, desk.workshops.no_service)}</p> }.into_any();
    }
    let services = services.iter().map(|service| (service.slug.clone(), name_of(service, language))).collect();
    let modes = Mode::ALL.map(|mode| (mode.as_str().to_owned(), mode_words(language, mode).1.to_owned())).to_vec();
    let anyone = (String::new(), td_string!(at, desk.workshops.least_loaded).to_owned());
    let people = colleagues.into_iter().map(|person| (person.id.to_string(), person.name));
    let people = std::iter::once(anyone).chain(people).collect();
    view! {
        <section class="office__part">
            <h2>{td_string!(at, desk.workshops.set_up)}</h2>
            <Wrongs at returned=returned.clone() />
            <form class="form" method="post" action="/staff/workshops" novalidate autocomplete="off">
                <div class="office__row">
                    <Pick at returned=returned.clone() name="service" label=td_string!(at, booking.service) options=services />
                    <Pick at returned=returned.clone() name="mode" label=td_string!(at, booking.mode) options=modes />
                </div>
                <div class="office__row">
                    <Entry at returned=returned.clone() name="day" label=td_string!(at, booking.day) kind="date" />
                    <Entry at returned=returned.clone() name="time" label=td_string!(at, booking.time) kind="time" />
                </div>
                <div class="office__row">
                    <Pick at returned=returned.clone() name="with" label=td_string!(at, desk.workshops.leader) options=people />
                    <Entry at returned name="seats" label=td_string!(at, desk.services.seats) kind="number"
                        hint=td_string!(at, desk.workshops.seats_hint) />
                </div>
                <button class="button button--primary" type="submit">{td_string!(at, desk.workshops.set_up)}</button>
            </form>
        </section>
    }
    .into_any()
}
