use leptos::prelude::*;
use leptos_i18n::td_string;

use crate::{
    i18n::{language_of_page, locale},
    ui::set_title,
    unsent::{SendAgain, Unsent},
};

/// A form came when its session was over: says so, and keeps what was typed.
#[component]
pub fn UnsentPage() -> impl IntoView {
    let at = locale(language_of_page());
    let unsent = use_context::<Unsent>();
    set_title(td_string!(at, desk.unsent.title));
    view! {
        <div class="sign">
            <img class="brand__mark" src="/img/mark.svg" alt="" width="64" height="64" />
            <h1>{td_string!(at, desk.unsent.title)}</h1>
            {unsent.is_some().then(|| view! { <p role="alert">{td_string!(at, desk.unsent.text)}</p> })}
            <p><a href="/staff/sign-in" target="_blank">{td_string!(at, desk.unsent.sign_in)}</a></p>
            {unsent.map(|unsent| view! { <SendAgain unsent words=td_string!(at, desk.unsent.send) /> })}
        </div>
    }
}
