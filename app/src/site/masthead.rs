use domain::language::Language;
use leptos::prelude::*;
use leptos_i18n::td_string;

use crate::{here::is_demo, i18n::locale, says::centre_name, ui::Icon};

/// The head of every public page: who we are, where to go, which language.
#[component]
pub fn Masthead(language: Language, path: String, query: String, bare: bool) -> impl IntoView {
    let at = locale(language);
    let code = language.code();
    view! {
        <header class="masthead">
            {is_demo().then(|| view! { <p class="notice notice--demo">{td_string!(at, site.demo)}</p> })}
            <div class="masthead__row">
                <a class="brand" href=format!("/{code}")>
                    <img class="brand__mark" src="/img/mark.svg" alt="" width="40" height="40" />
                    <span class="brand__text">
                        <span class="brand__name">{centre_name(language)}</span>
                        {(!bare).then(|| view! { <span class="brand__sub">{td_string!(at, site.tagline)}</span> })}
                    </span>
                </a>
                <Languages language path=path.clone() query />
                {(!bare).then(|| view! {
                    <a class="button button--primary masthead__book" href=format!("/{code}/book")>
                        {td_string!(at, site.book)}
                    </a>
                    <details class="menu">
                        <summary class="menu__name">
                            <Icon name="menu" /><span class="menu__word">{td_string!(at, site.menu)}</span>
                        </summary>
                        <Pages language path=path.clone() whole=true />
                    </details>
                })}
            </div>
            {(!bare).then(|| view! {
                <nav class="mainnav" aria-label=td_string!(at, site.menu)><Pages language path /></nav>
            })}
            <Aloud language />
        </header>
    }
}

/// Reads the page aloud for whoever reads slowly or not at all, where the device has a voice for its language; without one, and
/// without script, it is not there.
#[component]
fn Aloud(language: Language) -> impl IntoView {
    let at = locale(language);
    view! {
        <div class="aloud">
            <button class="button aloud__button" type="button" data-aloud="">
                <Icon name="sound" />
                <span class="aloud__listen">{td_string!(at, site.aloud_listen)}</span>
                <span class="aloud__stop">{td_string!(at, site.aloud_stop)}</span>
            </button>
        </div>
    }
}

/// The pages people look for first.
#[component]
fn Pages(
    language: Language,
    path: String,
    /// With those that have no room in one row.
    #[prop(optional)]
    whole: bool,
) -> impl IntoView {
    let at = locale(language);
    let mut pages = vec![
        ("mediation", td_string!(at, site.nav.mediation)),
        ("support", td_string!(at, site.nav.support)),
        ("training", td_string!(at, site.nav.training)),
        ("what-to-expect", td_string!(at, site.nav.what_to_expect)),
        ("my-appointment", td_string!(at, site.nav.my_appointment)),
        ("questions", td_string!(at, site.nav.questions)),
        ("about", td_string!(at, site.nav.about)),
        ("contact", td_string!(at, site.nav.contact)),
        ("danger", td_string!(at, site.nav.danger)),
    ];
    if whole {
        pages.insert(0, ("search", td_string!(at, site.search.title)));
    }
    view! { <PageLinks language path pages /> }
}

/// Links to pages of the site; the one at hand says so.
#[component]
pub fn PageLinks(
    language: Language,
    /// Path of the page at hand.
    path: String,
    pages: Vec<(&'static str, &'static str)>,
) -> impl IntoView {
    let links = pages.into_iter().map(|(slug, name)| {
        let href = format!("/{}/{slug}", language.code());
        let class = if slug == "danger" { "pages__link pages__link--danger" } else { "pages__link" };
        let current = (path == href).then_some("page");
        view! { <li><a class=class href=href aria-current=current>{name}</a></li> }
    });
    view! { <ul class="pages">{links.collect_view()}</ul> }
}

/// The same page in the other languages.
#[component]
fn Languages(language: Language, path: String, query: String) -> impl IntoView {
    let rest = path.splitn(3, '/').nth(2).unwrap_or_default();
    let mark = if query.is_empty() { "" } else { "?" };
    let links = [(Language::Ar, "العربية", "ع"), (Language::Fr, "Français", "Fr"), (Language::En, "English", "En")]
        .map(|(other, name, short)| {
            let code = other.code();
            let address = format!("/{code}/{rest}");
            let href = format!("{}{mark}{query}", address.trim_end_matches('/'));
            view! {
                <li>
                    <a class="locales__link" lang=code hreflang=code href=href
                        aria-current=(other == language).then_some("true")>
                        <span class="locales__name">{name}</span>
                        <span class="locales__short" aria-hidden="true">{short}</span>
                    </a>
                </li>
            }
        });
    view! { <ul class="locales" aria-label=td_string!(locale(language), site.languages)>{links}</ul> }
}
