//! A form that changes one appointment, as it was seen.

use leptos::prelude::*;
use store::History;

/// Where a form of this page is sent, and the version that its sender sees.
#[component]
pub fn ChangeForm(
    visit: History,
    verb: &'static str,
    /// Whether the answer is a file: the browser knows what to do with one.
    #[prop(optional)]
    file: bool,
    children: Children,
) -> impl IntoView {
    view! {
        <form class="form" method="post" action=format!("/staff/visits/{}/{verb}", visit.card.id) autocomplete="off"
            data-file=file.then_some("")>
            <input type="hidden" name="version" value=visit.card.version />
            {children()}
        </form>
    }
}
