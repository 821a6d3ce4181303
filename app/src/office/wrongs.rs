use leptos::prelude::*;

use super::Returned;
use crate::i18n::Locale;

/// What is wrong with the form that came back, with links to its fields.
#[component]
pub fn Wrongs(at: Locale, returned: Returned) -> impl IntoView {
    let lines = returned.wrong.into_iter().map(|(field, wrong)| {
        let words = wrong.words(at);
        if field.is_empty() {
            view! { <li>{words}</li> }.into_any()
        } else {
            view! { <li><a href=format!("#{field}")>{words}</a></li> }.into_any()
        }
    });
    let lines: Vec<_> = lines.collect();
    (!lines.is_empty()).then(|| {
        view! { <div class="error-summary" role="alert"><ul class="error-summary__list">{lines}</ul></div> }
    })
}
