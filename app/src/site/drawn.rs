//! Pages that the server draws and the client shows. What a page says is not in the client: it asks for the page that
//! every browser is given, and shows what stands in its middle.

use leptos::prelude::*;

/// A page that the server draws.
#[cfg(feature = "ssr")]
pub fn drawn<V: IntoView + 'static>(page: fn() -> V) -> impl Fn() -> AnyView + Clone + Send + 'static {
    move || view! { <div class="drawn">{page()}</div> }.into_any()
}

/// The place of such a page. What the server wrote into it stays as it is: no change that something else made to it (a
/// translator, an extension) keeps the client from waking.
#[cfg(feature = "hydrate")]
#[component]
pub fn Drawn() -> impl IntoView {
    let place = NodeRef::<leptos::html::Div>::new();
    place.on_load(|place| crate::browser::moves::fill(&place));
    view! { <div class="drawn" node_ref=place></div> }
}
