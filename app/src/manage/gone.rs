//! Says that a link, or the proof behind it, is over.

use domain::language::Language;
use leptos::prelude::*;
use leptos_i18n::td_string;

use crate::{
    i18n::locale,
    unsent::{SendAgain, Unsent},
};

/// The visit is over: says so, and what to do.
#[component]
pub fn Gone(language: Language) -> impl IntoView {
    let at = locale(language);
    let unsent = use_context::<Unsent>();
    view! {
        <h1>{td_string!(at, booking.manage_gone_title)}</h1>
        <p>{td_string!(at, booking.manage_gone)}</p>
        <p><a href=format!("/{}/my-appointment", language.code())>{td_string!(at, site.nav.my_appointment)}</a></p>
        {unsent.map(|unsent| view! {
            <p role="alert">{td_string!(at, booking.unsent)}</p>
            <SendAgain unsent words=td_string!(at, booking.unsent_send) />
        })}
    }
}
