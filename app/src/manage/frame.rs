use domain::language::Language;
use leptos::prelude::*;
use leptos_i18n::td_string;
use leptos_meta::Title;

use crate::{
    api::visit::{Own, own_appointment},
    ask::ask,
    i18n::{locale, use_language},
};

/// A page about one's own appointment: what `content` makes of it, or of its visit being over.
pub fn own_page(content: impl Fn(Language, Option<Own>) -> AnyView + Clone + Send + Sync + 'static) -> impl IntoView {
    let language = use_language();
    let found = ask(|| (), move |()| own_appointment(language));
    view! {
        <Title text=td_string!(locale(language), booking.title) />
        <div class="band"><div class="band__inner">
            <Suspense>
                {move || {
                    let content = content.clone();
                    Suspend::new(async move { content(language, found.await.ok()) })
                }}
            </Suspense>
        </div></div>
    }
}
