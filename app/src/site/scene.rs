use leptos::prelude::*;

/// A drawing that shows what the words beside it say; a screen reader has the words.
#[component]
pub fn Scene(
    /// Name of `scene-….svg`.
    name: &'static str,
) -> impl IntoView {
    let src = format!("/img/scene-{name}.svg");
    view! { <img class="scene" src=src alt="" width="160" height="110" loading="lazy" decoding="async" /> }
}
