use domain::language::Language;
use leptos::prelude::*;
use leptos_i18n::td_string;

use crate::{
    here::{Here, here},
    i18n::{locale, use_language},
    ui::set_title,
};

/// The frame of every page of the waiting list; `content` is made on the server.
pub fn framed<Made>(content: impl FnOnce(Language, Option<Here>) -> Made + Send + 'static) -> impl IntoView
where
    Made: Future<Output = AnyView> + Send + 'static,
{
    let (language, asked) = (use_language(), here().ok());
    set_title(td_string!(locale(language), booking.title));
    view! {
        <div class="band"><div class="band__inner">
            // No closure around it: what is read would be read twice.
            <Suspense>{Suspend::new(content(language, asked))}</Suspense>
        </div></div>
    }
}
