use domain::language::Language;
use leptos::prelude::*;
use leptos_i18n::td_string;

use super::{footer::Footer, masthead::Masthead};
use crate::{i18n::locale, place::is_screen, ui::Icon};

/// What surrounds every public page. It stays as the server wrote it: a client wakes only what is in `main`, and takes the
/// next page's frame as it comes.
#[component]
pub fn Frame<Page: IntoView + 'static>(
    language: Language,
    /// Path and query of the page.
    path: String,
    query: String,
    /// Whether it is about a person: it says no more of the centre than its name, and leads nowhere that says more.
    bare: bool,
    page: Page,
) -> impl IntoView {
    let at = locale(language);
    view! {
        <a class="skip" href="#main" rel="external">{td_string!(at, site.skip)}</a>
        <div class="bar">
            {(!bare && !is_screen(&path)).then(|| view! {
                <nav class="bar__way" aria-label=td_string!(at, site.book)>
                    <a class="bar__book" href=format!("/{}/book", language.code())>
                        <Icon name="calendar" />
                        {td_string!(at, site.book_short)}
                    </a>
                </nav>
            })}
            <Exit language />
        </div>
        <Masthead language path=path.clone() query bare />
        <main class="main" id="main">{page}</main>
        {(!bare).then(|| view! { <Footer language path /> })}
    }
}

/// Leaves at once. A plain link to a neutral site; the little script also replaces the history entry.
#[component]
fn Exit(language: Language) -> impl IntoView {
    let at = locale(language);
    view! {
        <div class="exit" role="region" aria-label=td_string!(at, site.exit)>
            <a class="exit__link" href="https://www.google.com/" rel="noreferrer nofollow external" data-exit="">
                <Icon name="exit" />
                {td_string!(at, site.exit)}
                <span class="visually-hidden">{td_string!(at, site.exit_hint)}</span>
            </a>
        </div>
    }
}
