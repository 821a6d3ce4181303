use domain::{board::Rights, language::Language};
use leptos::prelude::*;
use leptos_i18n::td_string;

use crate::i18n::locale;

/// The bar above every page of the desk.
#[component]
pub fn DeskBar(language: Language, who: String, rights: Rights) -> impl IntoView {
    let at = locale(language);
    let pages = [
        (true, "/staff", td_string!(at, desk.today)),
        (rights.book, "/staff/book", td_string!(at, desk.book_for_caller)),
        (rights.waiting, "/staff/waiting", td_string!(at, desk.nav_waiting)),
        (rights.workshops, "/staff/workshops", td_string!(at, desk.nav_workshops)),
        (rights.hours, "/staff/hours", td_string!(at, desk.nav_hours)),
        (rights.services, "/staff/services", td_string!(at, desk.nav_services)),
        (rights.accounts, "/staff/accounts", td_string!(at, desk.nav_centre)),
    ];
    let links = pages.into_iter().filter(|(open, _, _)| *open).map(|(_, path, words)| {
        // Pages beside the board bring no client: the browser loads them.
        let external = (path != "/staff" && path != "/staff/book").then_some("external");
        view! { <a class="deskbar__link" href=path rel=external>{words}</a> }
    });
    view! {
        <header class="deskbar">
            <a class="brand" href="/staff">
                <img class="brand__mark" src="/img/mark.svg" alt="" width="40" height="40" />
                <span class="brand__name">{td_string!(at, desk.title)}</span>
            </a>
            <nav class="deskbar__nav" aria-label=td_string!(at, desk.title)>{links.collect_view()}</nav>
            <div class="deskbar__end">
                <a class="deskbar__link" href="/staff/account" rel="external"><bdi class="deskbar__who">{who}</bdi></a>
                <form method="post" action="/staff/sign-out">
                    <button class="button" type="submit">{td_string!(at, desk.sign_out)}</button>
                </form>
            </div>
        </header>
    }
}
