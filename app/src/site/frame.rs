use domain::language::Language;
use leptos::{either::Either, prelude::*};
use leptos_i18n::td_string;
use leptos_router::{
    components::Outlet,
    hooks::{use_location, use_params_map},
};

use super::lost::Lost;
use crate::{
    i18n::{locale, use_language},
    ui::Icon,
};

/// What surrounds every public page. An unknown language is an unknown page.
#[component]
pub fn Frame() -> impl IntoView {
    let known =
        use_params_map().with_untracked(|params| params.get_str("locale").and_then(Language::from_code)).is_some();
    let language = use_language();
    let at = locale(language);
    view! {
        <a class="skip" href="#main">{td_string!(at, site.skip)}</a>
        <Exit language />
        <Masthead language />
        <main class="main" id="main">
            {if known { Either::Left(view! { <Outlet /> }) } else { Either::Right(view! { <Lost /> }) }}
        </main>
        <Footer language />
    }
}

/// Leaves at once. A plain link to a neutral site; the little script also replaces the history entry.
#[component]
fn Exit(language: Language) -> impl IntoView {
    let at = locale(language);
    view! {
        <div class="exit">
            <a class="exit__link" href="https://www.google.com/" rel="noreferrer nofollow" data-exit>
                <Icon name="exit" />
                {td_string!(at, site.exit)}
                <span class="visually-hidden">{td_string!(at, site.exit_hint)}</span>
            </a>
        </div>
    }
}

#[component]
fn Masthead(language: Language) -> impl IntoView {
    let at = locale(language);
    let code = language.code();
    view! {
        <header class="masthead">
            <div class="masthead__row">
                <a class="brand" href=format!("/{code}")>
                    <img class="brand__mark" src="/img/mark.svg" alt="" width="40" height="40" />
                    <span class="brand__text">
                        <span class="brand__name">{td_string!(at, site.name)}</span>
                        <span class="brand__sub">{td_string!(at, site.tagline)}</span>
                    </span>
                </a>
                <Languages language />
                <a class="button button--primary masthead__book" href=format!("/{code}/book")>
                    {td_string!(at, site.book)}
                </a>
            </div>
        </header>
    }
}

/// The same page in the other languages.
#[component]
fn Languages(language: Language) -> impl IntoView {
    let location = use_location();
    let rest = location.pathname.with_untracked(|path| path.splitn(3, '/').nth(2).unwrap_or_default().to_owned());
    let query = location.search.get_untracked();
    let query = if query.is_empty() { query } else { format!("?{}", query.trim_start_matches('?')) };
    let link = move |other: Language, name: &'static str| {
        let path = format!("/{}/{rest}", other.code());
        view! {
            <li>
                <a
                    class="locales__link"
                    lang=other.code()
                    hreflang=other.code()
                    rel="external"
                    aria-current=(other == language).then_some("true")
                    href=format!("{}{query}", path.trim_end_matches('/'))
                >
                    {name}
                </a>
            </li>
        }
    };
    view! {
        <ul class="locales" aria-label=td_string!(locale(language), site.languages)>
            {[(Language::Ar, "العربية"), (Language::Fr, "Français"), (Language::En, "English")]
                .map(|(other, name)| link(other, name))
                .collect_view()}
        </ul>
    }
}

#[component]
fn Footer(language: Language) -> impl IntoView {
    let at = locale(language);
    view! {
        <footer class="footer">
            <div class="footer__row">
                <p class="footer__small">{td_string!(at, site.address)}</p>
            </div>
        </footer>
    }
}
