use domain::language::Language;
use leptos::prelude::*;
use leptos_i18n::td_string;

use super::shown::{Line, Shown};
use crate::i18n::locale;

/// Keeps the board up to date, and says whether it is.
#[component]
pub fn LineState(language: Language, shown: Shown, last_event: i64) -> impl IntoView {
    let at = locale(language);
    let line = RwSignal::new(Line::Unopened);
    #[cfg(feature = "hydrate")]
    Effect::new(move |_| super::follow::follow(shown, line, last_event));
    #[cfg(not(feature = "hydrate"))]
    let _ = (shown, last_event);
    let words = move || match line.get() {
        Line::Unopened => "",
        Line::Live => td_string!(at, desk.live),
        Line::Lost => td_string!(at, desk.lost),
        Line::SignedOut => td_string!(at, desk.signed_out),
    };
    let class = move || match line.get() {
        Line::Unopened => "line",
        Line::Live => "line line--live",
        Line::Lost | Line::SignedOut => "line line--lost",
    };
    view! {
        <p class=class role="status">
            {words}
            <Show when=move || line.get() == Line::SignedOut>
                " "
                <a href="/staff/sign-in" rel="external">{td_string!(at, desk.sign_in)}</a>
            </Show>
        </p>
    }
}
