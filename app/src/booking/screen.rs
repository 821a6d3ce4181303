use std::{future::Future, pin::Pin};

use domain::language::Language;
use leptos::prelude::*;
use leptos_i18n::td_string;

use super::progress::Progress;
use crate::{
    i18n::locale,
    ui::{Loading, changing, set_title},
};

/// What a screen shows once its answer is there.
pub type Content = Pin<Box<dyn Future<Output = AnyView> + Send>>;

/// The frame of the screens. What they show is asked for again whenever it depends on something that changed.
#[component]
pub fn Screen(
    language: Language,
    step: Box<dyn Fn() -> usize + Send>,
    content: Box<dyn Fn() -> Content + Send>,
) -> impl IntoView {
    set_title(td_string!(locale(language), booking.title));
    view! {
        <div class="band"><div class="band__inner">
            {changing(move || view! { <Progress language step=step() /> })}
            <Suspense fallback=move || view! { <Loading language /> }>
                {move || Suspend::new(content())}
            </Suspense>
        </div></div>
    }
}

/// What earlier screens settled, and where to change it.
#[component]
pub fn Settled(
    language: Language,
    #[prop(into)] words: String,
    /// Stands apart from the words, whichever way they are written; empty for none.
    #[prop(optional)]
    time: String,
    change: String,
) -> impl IntoView {
    view! {
        <p class="chosen">
            {words} {(!time.is_empty()).then(|| view! { " · " <bdi>{time}</bdi> })} " "
            <a class="chosen__change" href=change>{td_string!(locale(language), booking.change)}</a>
        </p>
    }
}

/// The way to the next screen.
#[component]
pub fn Onward(words: &'static str) -> impl IntoView {
    view! {
        <div class="form__actions">
            <button class="button button--primary" type="submit">{words}</button>
        </div>
    }
}
