use leptos::prelude::*;

/// A drawing from the sprite; it says nothing to a screen reader.
#[component]
pub fn Icon(
    /// Name in `icons.svg`.
    name: &'static str,
) -> impl IntoView {
    view! {
        <svg class="icon" aria-hidden="true" focusable="false">
            <use href=format!("/img/icons.svg#{name}")></use>
        </svg>
    }
}
