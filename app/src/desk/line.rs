use domain::language::Language;
use leptos::prelude::*;
use leptos_i18n::td_string;

use crate::i18n::locale;

/// Says whether what is shown follows what happens.
#[component]
pub fn LineState(language: Language) -> impl IntoView {
    let at = locale(language);
    let told = RwSignal::new(Told::Nothing);
    #[cfg(feature = "hydrate")]
    Effect::new(move |_| {
        use crate::browser::heard::{State, state};

        told.set(match state().get() {
            State::Unopened => Told::Nothing,
            State::Live => Told::Live,
            State::Lost => Told::Lost,
            State::SignedOut => Told::SignedOut,
        });
    });
    let words = move || match told.get() {
        Told::Nothing => "",
        Told::Live => td_string!(at, desk.live),
        Told::Lost => td_string!(at, desk.lost),
        Told::SignedOut => td_string!(at, desk.signed_out),
    };
    let class = move || match told.get() {
        Told::Nothing => "line",
        Told::Live => "line line--live",
        Told::Lost | Told::SignedOut => "line line--lost",
    };
    view! {
        <p class=class role="status">
            {words}
            <Show when=move || told.get() == Told::SignedOut>
                " "
                <a href="/staff/sign-in" rel="external">{td_string!(at, desk.sign_in)}</a>
            </Show>
        </p>
    }
}

/// What is said of the line. Without script nothing is.
#[derive(Clone, Copy, PartialEq, Eq)]
#[cfg_attr(not(feature = "hydrate"), allow(dead_code))] // the server opens no line
enum Told {
    Nothing,
    Live,
    Lost,
    SignedOut,
}
