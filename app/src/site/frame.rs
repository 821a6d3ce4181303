use domain::language::Language;
use leptos::{either::Either, prelude::*};
use leptos_i18n::td_string;
use leptos_router::{
    components::Outlet,
    hooks::{use_location, use_params_map},
};

use super::{footer::Footer, lost::Lost, masthead::Masthead};
use crate::{
    i18n::{locale, use_language},
    ui::{Icon, Moved},
};

/// What surrounds every public page. An unknown language is an unknown page.
#[component]
pub fn Frame() -> impl IntoView {
    let known =
        use_params_map().with_untracked(|params| params.get_str("locale").and_then(Language::from_code)).is_some();
    let language = use_language();
    let at = locale(language);
    notice_moves();
    view! {
        <a class="skip" href="#main" rel="external">{td_string!(at, site.skip)}</a>
        <Exit language />
        <p class="notice notice--demo">{td_string!(at, site.demo)}</p>
        <Masthead language />
        <main class="main" id="main">
            {if known { Either::Left(view! { <Outlet /> }) } else { Either::Right(view! { <Lost /> }) }}
        </main>
        <Footer language />
    }
}

/// Remembers that the client, not the server, brought the screen.
fn notice_moves() {
    let location = use_location();
    let moved = RwSignal::new(false);
    provide_context(Moved(moved));
    Effect::new(move |before: Option<String>| {
        let address = format!("{}{}", location.pathname.get(), location.search.get());
        if before.is_some_and(|before| before != address) {
            moved.set(true);
        }
        address
    });
}

/// Leaves at once. A plain link to a neutral site; the little script also replaces the history entry.
#[component]
fn Exit(language: Language) -> impl IntoView {
    let at = locale(language);
    view! {
        <div class="exit">
            <a class="exit__link" href="https://www.google.com/" rel="noreferrer nofollow external" data-exit="">
                <Icon name="exit" />
                {td_string!(at, site.exit)}
                <span class="visually-hidden">{td_string!(at, site.exit_hint)}</span>
            </a>
        </div>
    }
}
