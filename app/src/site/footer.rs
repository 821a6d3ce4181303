use domain::language::Language;
use leptos::prelude::*;
use leptos_i18n::td_string;

use super::{masthead::PageLinks, official_pages::OfficialPages, telephone::Telephone};
use crate::{
    i18n::locale,
    says::{centre_address, centre_name, says},
};

/// The foot of every public page: all the other pages, and where the centre is.
#[component]
pub fn Footer(language: Language, path: String) -> impl IntoView {
    let at = locale(language);
    let mut about = vec![
        ("about", td_string!(at, site.nav.about)),
        ("team", td_string!(at, site.nav.team)),
        ("partners", td_string!(at, site.nav.partners)),
        ("vision", td_string!(at, site.nav.vision)),
        ("contact", td_string!(at, site.nav.contact)),
    ];
    if !says().latest.is_empty() {
        about.insert(3, ("articles", td_string!(at, site.articles.title)));
    }
    let help = vec![
        ("search", td_string!(at, site.search.title)),
        ("my-appointment", td_string!(at, site.nav.my_appointment)),
        ("danger", td_string!(at, site.nav.danger)),
        ("safe-browsing", td_string!(at, site.nav.safe_browsing)),
        ("questions", td_string!(at, site.nav.questions)),
        ("privacy", td_string!(at, site.nav.privacy)),
        ("accessibility", td_string!(at, site.nav.accessibility)),
    ];
    view! {
        <footer class="footer">
            <div class="footer__row">
                <nav class="footer__part" aria-labelledby="footer-about">
                    <h2 class="footer__title" id="footer-about">{td_string!(at, site.footer_about)}</h2>
                    <PageLinks language path=path.clone() pages=about />
                </nav>
                <nav class="footer__part" aria-labelledby="footer-help">
                    <h2 class="footer__title" id="footer-help">{td_string!(at, site.footer_help)}</h2>
                    <PageLinks language path pages=help />
                </nav>
                <address class="footer__part footer__small">
                    <strong>{centre_name(language)}</strong>
                    <br />
                    {centre_address(language)}
                    <Telephone at />
                    <OfficialPages at />
                </address>
            </div>
        </footer>
    }
}
