use leptos::prelude::*;
use leptos_router::components::Outlet;

/// The page inside, followed wherever the client goes.
#[component]
pub fn InDesk() -> impl IntoView {
    #[cfg(feature = "hydrate")]
    crate::browser::moves::follow_address();
    view! { <Outlet /> }
}
