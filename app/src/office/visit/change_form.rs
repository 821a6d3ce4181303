//! A form that changes one appointment, as it was seen.

use leptos::prelude::*;
use store::History;

/// Where a form of this page is sent, and the version that its sender sees.
#[component]
pub fn ChangeForm(visit: History, verb: &'static str, children: Children) -> impl IntoView {
    view! {
        <form class="form" method="post" action=format!("/staff/visits/{}/{verb}", visit.card.id) autocomplete="off">
            <input type="hidden" name="version" value=visit.card.version />
            {children()}
        </form>
    }
}
