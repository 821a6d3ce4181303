use domain::language::Language;
use leptos::prelude::*;
use leptos_i18n::td_string;

use crate::{i18n::locale, ui::set_title};

/// What stands in the place of an article that the centre has taken back.
#[component]
pub fn Withdrawn(language: Language) -> impl IntoView {
    let at = locale(language);
    set_title(td_string!(at, site.articles.withdrawn_title));
    view! {
        <div class="lost">
            <h1>{td_string!(at, site.articles.withdrawn_title)}</h1>
            <p>{td_string!(at, site.articles.withdrawn_text)}</p>
            <ul><li><a href=format!("/{}/articles", language.code())>{td_string!(at, site.articles.all)}</a></li></ul>
        </div>
    }
}
