use leptos::{html::H1, prelude::*};

/// The heading of a screen. When the client brought the screen, it takes the focus, as a page load would.
#[component]
pub fn StepTitle(words: &'static str) -> impl IntoView {
    let heading = NodeRef::<H1>::new();
    #[cfg(feature = "hydrate")]
    heading.on_load(|heading| {
        if crate::browser::moves::has_moved() {
            crate::browser::moves::arrive(heading);
        }
    });
    view! { <h1 class="step-title" tabindex="-1" node_ref=heading>{words}</h1> }
}
