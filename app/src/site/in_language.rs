use leptos::prelude::*;
use leptos_router::components::Outlet;

/// The page inside. An unknown language is an unknown page.
#[cfg(feature = "ssr")]
#[component]
pub fn InLanguage() -> impl IntoView {
    let known = crate::place::language_in(&crate::here::path_of_request()).is_some();
    if known { view! { <Outlet /> }.into_any() } else { super::drawn::drawn(super::lost::Lost)() }
}

/// The page inside, followed wherever the client goes.
#[cfg(feature = "hydrate")]
#[component]
pub fn InLanguage() -> impl IntoView {
    crate::browser::moves::follow_address();
    view! { <Outlet /> }.into_any()
}
