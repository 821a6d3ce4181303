use leptos::prelude::*;
use leptos_i18n::td_string;
use store::{Colleague, ServiceRecord};

use crate::{
    i18n::Locale,
    office::{Returned, Tick},
};

/// Who offers the service.
#[component]
pub fn Staff(at: Locale, record: ServiceRecord, returned: Returned, colleagues: Vec<Colleague>) -> impl IntoView {
    let none = colleagues.is_empty().then(|| view! { <p class="field__hint">{td_string!(at, desk.people.none)}</p> });
    let ticks = colleagues.into_iter().map(|person| {
        let (name, ticked) = (format!("staff_{}", person.id), record.staff.contains(&person.id));
        view! { <Tick returned=returned.clone() name label=person.name ticked /> }
    });
    view! {
        <fieldset class="choices">
            <legend class="choices__legend">{td_string!(at, desk.services.staff)}</legend>
            <p class="field__hint">{td_string!(at, desk.services.staff_hint)}</p>
            {none}
            {ticks.collect_view()}
        </fieldset>
    }
}
