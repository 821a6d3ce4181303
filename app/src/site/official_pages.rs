use leptos::prelude::*;
use leptos_i18n::td_string;

use crate::{i18n::Locale, says::says};

/// The centre's pages elsewhere, which leave this site and say so; nothing where it names none.
#[component]
pub fn OfficialPages(at: Locale) -> impl IntoView {
    let says = says();
    let link = |page: &domain::official_page::OfficialPage| {
        let (address, name) = (page.address().to_owned(), page.name().to_owned());
        view! { <li><a href=address rel="external noreferrer noopener"><bdi>{name}</bdi></a></li> }
    };
    let links: Vec<_> = says.official_pages.iter().map(link).collect();
    (!links.is_empty()).then(|| {
        view! {
            <p class="official__title">{td_string!(at, site.official)}</p>
            <ul class="official">{links}</ul>
            <p class="official__out">{td_string!(at, site.official_out)}</p>
        }
    })
}
