use domain::language::Language;
use leptos::prelude::*;
use leptos_router::{
    components::Outlet,
    hooks::{use_location, use_params_map},
};

use super::lost::Lost;
use crate::ui::Moved;

/// The page inside. An unknown language is an unknown page.
#[component]
pub fn InLanguage() -> impl IntoView {
    let known =
        use_params_map().with_untracked(|params| params.get_str("locale").and_then(Language::from_code)).is_some();
    notice_moves();
    if known { view! { <Outlet /> }.into_any() } else { view! { <Lost /> }.into_any() }
}

/// Remembers that the client, not the server, brought the screen; the frame around it has to be told.
fn notice_moves() {
    let location = use_location();
    let moved = RwSignal::new(false);
    provide_context(Moved(moved));
    Effect::new(move |before: Option<String>| {
        let address = format!("{}{}", location.pathname.get(), location.search.get());
        if before.is_some_and(|before| before != address) {
            moved.set(true);
            #[cfg(feature = "hydrate")]
            {
                let query = location.search.get_untracked();
                crate::browser::lead_languages_to(&location.pathname.get_untracked(), query.trim_start_matches('?'));
            }
        }
        address
    });
}
