//! The buttons that move a card. Each is a plain form; the client moves the card without a load.

use domain::{appointment::Status, board::Card, language::Language};
use leptos::prelude::*;
use leptos_i18n::td_string;

use super::{shown::Step, words::step_words};
use crate::{i18n::locale, ui::Icon};

/// Moves a card to the states `to`; `number` is the key of the first.
#[component]
pub fn Moves(
    language: Language,
    card: Card,
    to: Vec<Status>,
    /// The key of the first.
    number: usize,
    take: Callback<Step>,
) -> impl IntoView {
    let buttons = to.into_iter().enumerate().map(|(n, next)| {
        view! {
            <button class="move" type="submit" name="status" value=next.as_str()
                on:click=move |event| {
                    event.prevent_default();
                    take.run(Step::To(next));
                }
            >
                <span class="move__words">{step_words(language, next)}</span>
                <kbd class="move__key" aria-hidden="true">{number + n}</kbd>
            </button>
        }
    });
    let buttons = buttons.collect_view();
    view! {
        <form class="moves" method="post" action=format!("/staff/visits/{}/status", card.id)>
            <input type="hidden" name="version" value=card.version />
            <input type="hidden" name="day" value=card.day />
            {buttons}
        </form>
    }
}

/// Takes the last move back.
#[component]
pub fn Undo(language: Language, card: Card, take: Callback<Step>) -> impl IntoView {
    view! {
        <form class="moves" method="post" action=format!("/staff/visits/{}/undo", card.id)>
            <input type="hidden" name="version" value=card.version />
            <input type="hidden" name="day" value=card.day />
            <button class="move" type="submit"
                on:click=move |event| {
                    event.prevent_default();
                    take.run(Step::Back);
                }
            >
                <Icon name="undo" />
                <span class="move__words">{td_string!(locale(language), desk.undo)}</span>
                <kbd class="move__key" aria-hidden="true">"U"</kbd>
            </button>
        </form>
    }
}
