use leptos::prelude::*;
use leptos_i18n::td_string;
use store::{Colleague, ServiceRecord};

use crate::{i18n::Locale, office::Returned};

/// Who offers the service.
#[component]
pub fn Staff(at: Locale, record: ServiceRecord, returned: Returned, colleagues: Vec<Colleague>) -> impl IntoView {
    let none = colleagues.is_empty().then(|| view! { <p class="field__hint">{td_string!(at, desk.people.none)}</p> });
    let ticks = colleagues.into_iter().map(|person| {
        let name = format!("staff_{}", person.id);
        let checked = if returned.values.is_empty() {
            record.staff.contains(&person.id)
        } else {
            returned.values.contains_key(&name)
        };
        view! {
            <label class="tick">
                <input class="tick__input" type="checkbox" name=name value="yes" checked=checked />
                <span class="tick__text"><bdi>{person.name}</bdi></span>
            </label>
        }
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
