use leptos::prelude::*;
use leptos_i18n::td_string;

use crate::i18n::Locale;

/// What the keys of the desk do. The client opens it; without it there are no keys.
#[component]
pub fn Keys(at: Locale) -> impl IntoView {
    let keys = [
        ("Ctrl K", td_string!(at, desk.keys.find)),
        ("?", td_string!(at, desk.keys.help)),
        ("↑ ↓", td_string!(at, desk.keys.walk)),
        ("1 2 3", td_string!(at, desk.keys.step)),
        ("U", td_string!(at, desk.keys.undo)),
        ("Esc", td_string!(at, desk.keys.close)),
    ];
    let rows = keys
        .map(|(key, words)| view! { <div class="keys__row"><dt><kbd dir="ltr">{key}</kbd></dt><dd>{words}</dd></div> });
    view! {
        <dialog class="keys" id="keys" aria-labelledby="keys-title">
            <h2 id="keys-title">{td_string!(at, desk.keys.title)}</h2>
            <dl class="keys__list">{rows}</dl>
            <form method="dialog"><button class="button" type="submit">{td_string!(at, desk.keys.close)}</button></form>
        </dialog>
    }
}
