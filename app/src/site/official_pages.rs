use domain::official_page::OfficialPage;
use leptos::prelude::*;
use leptos_i18n::td_string;

use crate::{i18n::Locale, says::says};

/// The centre's pages elsewhere, which leave this site and say so; nothing where it names none.
#[component]
pub fn OfficialPages(at: Locale) -> impl IntoView {
    let says = says();
    let link = |page: &OfficialPage| {
        let address = page.address().to_owned();
        // Two pages on one network are told apart by what follows its name.
        let alike = says.official_pages.iter().filter(|other| other.name() == page.name()).count() > 1;
        let last = address.trim_end_matches('/').rsplit('/').next().filter(|_| alike);
        let name = last.map_or(page.name().to_owned(), |last| format!("{} · {last}", page.name()));
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
