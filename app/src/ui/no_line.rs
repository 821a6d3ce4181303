use domain::language::Language;
use leptos::prelude::*;
use leptos_i18n::td_string;

use crate::i18n::locale;

/// The line is lost, or the server starts again: says so, and asks again by itself when the line is back.
#[component]
pub fn NoLine(language: Language, again: Callback<()>) -> impl IntoView {
    let at = locale(language);
    #[cfg(feature = "hydrate")]
    crate::browser::when_online(move || again.run(()));
    view! {
        <div class="empty" role="alert">
            <h2 class="empty__title">{td_string!(at, site.no_line_title)}</h2>
            <p>{td_string!(at, site.no_line_text)}</p>
            <div class="empty__actions">
                <button class="button button--primary" type="button" on:click=move |_| again.run(())>
                    {td_string!(at, site.no_line_again)}
                </button>
            </div>
        </div>
    }
}
