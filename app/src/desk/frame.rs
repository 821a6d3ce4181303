use domain::language::Language;
use leptos::prelude::*;
use leptos_i18n::td_string;

use crate::i18n::locale;

/// The bar above every page of the desk.
#[component]
pub fn DeskBar(language: Language, who: String, may_book: bool) -> impl IntoView {
    let at = locale(language);
    view! {
        <header class="deskbar">
            <a class="brand" href="/staff">
                <img class="brand__mark" src="/img/mark.svg" alt="" width="40" height="40" />
                <span class="brand__name">{td_string!(at, desk.title)}</span>
            </a>
            <nav class="deskbar__nav" aria-label=td_string!(at, desk.title)>
                <a class="deskbar__link" href="/staff">{td_string!(at, desk.today)}</a>
                {may_book.then(|| view! {
                    <a class="deskbar__link" href="/staff/book">{td_string!(at, desk.book_for_caller)}</a>
                })}
            </nav>
            <div class="deskbar__end">
                <bdi class="deskbar__who">{who}</bdi>
                <form method="post" action="/staff/sign-out">
                    <button class="button" type="submit">{td_string!(at, desk.sign_out)}</button>
                </form>
                <form method="post" action="/staff/sign-out/everywhere">
                    <button class="button" type="submit">{td_string!(at, desk.sign_out_everywhere)}</button>
                </form>
            </div>
        </header>
    }
}
