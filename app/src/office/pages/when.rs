use leptos::prelude::*;
use leptos_i18n::td_string;

use crate::{
    i18n::Locale,
    office::{Entry, Returned},
};

/// From when until when families read what is shown: at once and for good where nothing is said.
#[component]
pub fn When(at: Locale, returned: Returned) -> impl IntoView {
    const FIELDS: [&str; 4] = ["from_day", "from_time", "until_day", "until_time"];
    let open = FIELDS.iter().any(|name| returned.error(name).is_some() || !returned.value(name, "").is_empty());
    view! {
        <details class="usual" open=open>
            <summary>{td_string!(at, admin.pages.when)}</summary>
            <p class="field__hint">{td_string!(at, admin.pages.when_hint)}</p>
            <div class="office__row">
                <Entry at returned=returned.clone() name="from_day" label=td_string!(at, admin.pages.from_day) kind="date" />
                <Entry at returned=returned.clone() name="from_time" label=td_string!(at, admin.pages.time) kind="time" />
            </div>
            <div class="office__row">
                <Entry at returned=returned.clone() name="until_day" label=td_string!(at, admin.pages.until_day) kind="date" />
                <Entry at returned name="until_time" label=td_string!(at, admin.pages.time) kind="time" />
            </div>
        </details>
    }
}
