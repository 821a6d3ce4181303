use domain::{
    board::Rights,
    language::Language,
    look::{Appearance, Density, FirstScreen, Look},
};
use leptos::prelude::*;
use leptos_i18n::td_string;
use store::StaffMember;

use crate::{
    i18n::{Locale, locale},
    ui::Icon,
};

/// The bar of every page of the desk: its pages, and what is one's own.
#[component]
pub fn DeskBar(
    language: Language,
    /// Path of the page, and its query.
    path: String,
    query: String,
    reader: StaffMember,
) -> impl IntoView {
    let at = locale(language);
    let rights = Rights::of(&reader.roles);
    let pages = [
        (true, "/staff", "calendar", td_string!(at, desk.today)),
        (rights.book, "/staff/book", "phone", td_string!(at, desk.nav_book)),
        (rights.find, "/staff/find", "search", td_string!(at, desk.nav_find)),
        (rights.waiting, "/staff/waiting", "clock", td_string!(at, desk.nav_waiting)),
        (true, "/staff/tasks", "check", td_string!(at, people.task.title)),
        (rights.workshops, "/staff/workshops", "people", td_string!(at, desk.nav_workshops)),
        (rights.hours, "/staff/hours", "place", td_string!(at, desk.nav_hours)),
        (rights.figures, "/staff/figures", "book", td_string!(at, desk.nav_figures)),
        (rights.services, "/staff/services", "heart", td_string!(at, desk.nav_services)),
        // Whoever keeps accounts finds the pages beside them.
        (rights.pages && !rights.accounts, "/staff/pages", "book", td_string!(at, admin.pages.title)),
        (rights.accounts, "/staff/accounts", "lock", td_string!(at, desk.nav_centre)),
    ];
    let links = pages.into_iter().filter(|(open, ..)| *open).map(|(_, page, icon, words)| {
        let here = (path == page).then_some("page");
        view! { <a class="deskbar__link" href=page aria-current=here><Icon name=icon />{words}</a> }
    });
    let links = links.collect_view();
    let mark = if query.is_empty() { "" } else { "?" };
    view! {
        <header class="deskbar">
            <a class="brand" href="/staff">
                <img class="brand__mark" src="/img/mark.svg" alt="" width="40" height="40" />
                <span class="brand__name">{td_string!(at, desk.title)}</span>
            </a>
            <nav class="deskbar__nav" aria-label=td_string!(at, desk.title)>{links}</nav>
            <Own at back=format!("{path}{mark}{query}") reader />
        </header>
    }
}

/// One's own account, how one likes the desk, and the way out.
#[component]
fn Own(at: Locale, back: String, reader: StaffMember) -> impl IntoView {
    view! {
        <details class="own">
            <summary class="own__open"><Icon name="person" /><bdi class="deskbar__who">{reader.name}</bdi></summary>
            <div class="own__menu">
                <a class="own__link" href="/staff/account">{td_string!(at, desk.account)}</a>
                <button class="own__link own__keys" type="button" data-keys="">{td_string!(at, desk.keys.title)}</button>
                <LookForm at back look=reader.look />
                <form method="post" action="/staff/sign-out">
                    <button class="button" type="submit">{td_string!(at, desk.sign_out)}</button>
                </form>
            </div>
        </details>
    }
}

#[component]
fn LookForm(at: Locale, back: String, look: Look) -> impl IntoView {
    let languages = [(Language::Ar, "العربية"), (Language::Fr, "Français"), (Language::En, "English")];
    let languages = languages.map(|(of, words)| (of.code(), words, of == look.language)).to_vec();
    let appearances = Appearance::ALL.map(|of| {
        let words = match of {
            Appearance::Device => td_string!(at, desk.look.device),
            Appearance::Light => td_string!(at, desk.look.light),
            Appearance::Dark => td_string!(at, desk.look.dark),
        };
        (of.as_str(), words, of == look.appearance)
    });
    let densities = Density::ALL.map(|of| {
        let words = match of {
            Density::Roomy => td_string!(at, desk.look.roomy),
            Density::Dense => td_string!(at, desk.look.dense),
        };
        (of.as_str(), words, of == look.density)
    });
    let firsts = FirstScreen::ALL.map(|of| {
        let words = match of {
            FirstScreen::Today => td_string!(at, desk.today),
            FirstScreen::Find => td_string!(at, desk.nav_find),
            FirstScreen::Waiting => td_string!(at, desk.nav_waiting),
        };
        (of.as_str(), words, of == look.first)
    });
    view! {
        <form class="own__look" method="post" action="/staff/account/look">
            <input type="hidden" name="back" value=back />
            <Choose name="language" label=td_string!(at, desk.look.language) options=languages />
            <Choose name="appearance" label=td_string!(at, desk.look.appearance) options=appearances.to_vec() />
            <Choose name="density" label=td_string!(at, desk.look.density) options=densities.to_vec() />
            <Choose name="first" label=td_string!(at, desk.look.first) options=firsts.to_vec() />
            <button class="button button--primary" type="submit">{td_string!(at, admin.save)}</button>
        </form>
    }
}

/// One of a few: value, words, whether it is chosen.
#[component]
fn Choose(name: &'static str, label: &'static str, options: Vec<(&'static str, &'static str, bool)>) -> impl IntoView {
    let options = options.into_iter().map(|(value, words, chosen)| {
        view! { <option value=value selected=chosen>{words}</option> }
    });
    view! {
        <label class="own__choice">
            <span>{label}</span>
            <select class="field__input" name=name>{options.collect_view()}</select>
        </label>
    }
}
