use leptos::{html::H1, prelude::*};

use super::focus;

/// Whether the client has changed the screen since the page was loaded.
#[derive(Clone, Copy)]
pub struct Moved(pub RwSignal<bool>);

/// The heading of a screen. When the client brought the screen, it takes the focus, as a page load would.
#[component]
pub fn StepTitle(words: &'static str) -> impl IntoView {
    let heading = NodeRef::<H1>::new();
    let moved = use_context::<Moved>();
    heading.on_load(move |heading| {
        if moved.is_some_and(|moved| moved.0.get_untracked()) {
            focus(heading);
        }
    });
    view! { <h1 class="step-title" tabindex="-1" node_ref=heading>{words}</h1> }
}
