//! What somebody sent when their session, or the proof of their link, was over: it stays on the page, to be sent again.

use leptos::prelude::*;

/// A form that was not taken, and where it was going.
#[derive(Clone, Debug)]
pub struct Unsent {
    pub action: String,
    /// Names and values, as they came.
    pub fields: Vec<(String, String)>,
}

/// The form again, behind one button. What was typed is not shown: somebody else may look at this page by now.
#[component]
pub fn SendAgain(unsent: Unsent, words: &'static str) -> impl IntoView {
    let fields = unsent.fields.into_iter().map(|(name, value)| view! { <input type="hidden" name=name value=value /> });
    view! {
        <form class="form" method="post" action=unsent.action autocomplete="off">
            {fields.collect_view()}
            <div class="form__actions"><button class="button button--primary" type="submit">{words}</button></div>
        </form>
    }
}
