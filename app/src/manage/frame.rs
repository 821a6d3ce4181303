use domain::language::Language;
use leptos::prelude::*;
use leptos_i18n::td_string;

use crate::{
    api::visit::{Own, own_appointment},
    i18n::{locale, use_language},
    ui::set_title,
};

/// A page about one's own appointment: what `content` makes of it, or of its visit being over.
pub fn own_page(content: impl FnOnce(Language, Option<Own>) -> AnyView + Send + 'static) -> impl IntoView {
    let language = use_language();
    set_title(td_string!(locale(language), booking.title));
    view! {
        <div class="band"><div class="band__inner">
            <Suspense>
                {Suspend::new(async move { content(language, own_appointment(language).await.ok()) })}
            </Suspense>
        </div></div>
    }
}
