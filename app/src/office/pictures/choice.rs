use domain::language::Language;
use leptos::prelude::*;
use leptos_i18n::td_string;
use store::KeptPicture;

use super::{Small, unsaid};
use crate::{api::Failure, office::Reader};

/// Pictures to choose from.
const OFFERED: u64 = 12;

/// The pictures that are offered beside a text: the newest ones.
pub async fn offered_pictures(reader: &Reader) -> Result<Vec<KeptPicture>, Failure> {
    Ok(reader.here.store.pictures(&reader.here.centre, 0, OFFERED).await?.0)
}

/// The newest pictures beside a text: a click writes one where one types. Only the client can; without it a picture's own page
/// says how it is written.
#[component]
pub fn PictureChoice(reader: Reader, language: Language, pictures: Vec<KeptPicture>) -> impl IntoView {
    let at = reader.at;
    let buttons = pictures.into_iter().map(|KeptPicture { picture, words, added, .. }| {
        let said = words.get(&language).cloned();
        let mark = format!("\n\n{}\n\n", picture.mark(said.as_deref().unwrap_or_default()));
        let lang = said.is_some().then(|| language.code());
        let shown = said.unwrap_or_else(|| unsaid(&reader, added));
        view! {
            <li class="tile">
                <button class="tile__link" type="button" data-mark=mark aria-controls="text">
                    <Small picture />
                    <span class="tile__words" lang=lang><bdi>{shown}</bdi></span>
                </button>
            </li>
        }
    });
    view! {
        <details class="usual picture-choice">
            <summary>{td_string!(at, admin.pictures.choose)}</summary>
            <ul class="tiles">{buttons.collect_view()}</ul>
            <p><a href="/staff/pictures" target="_blank" rel="noopener">{td_string!(at, admin.pictures.add_elsewhere)}</a></p>
        </details>
    }
}
