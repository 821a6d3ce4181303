use domain::language::Language;
use jiff::civil::Date;
use leptos::prelude::*;
use leptos_i18n::td_string;
use store::{TaskCard, TaskKind};

use crate::{i18n::Locale, ui::long_day};

/// One task, with the button that ends it or takes that back.
#[component]
pub fn Row(
    at: Locale,
    language: Language,
    card: TaskCard,
    today: Date,
    /// Whether the page shows everybody's, and comes back so.
    all: bool,
) -> impl IntoView {
    let words = match card.kind {
        TaskKind::Hand => card.words.clone(),
        TaskKind::Outcome => td_string!(at, people.task.outcome).to_owned(),
        TaskKind::Undelivered => td_string!(at, people.task.undelivered).to_owned(),
        TaskKind::Call => td_string!(at, people.task.call).to_owned(),
    };
    let late =
        (!card.over && card.due < today).then(|| view! { " · " <strong>{td_string!(at, people.task.late)}</strong> });
    let person = card.person.map(|(id, name)| {
        view! { <a href=format!("/staff/persons/{id}")><bdi>{name}</bdi></a> }
    });
    let visit = card.appointment.map(|id| {
        view! { " " <a href=format!("/staff/visits/{id}")>{td_string!(at, people.task.open)}</a> }
    });
    let owner = card.owner.unwrap_or_else(|| td_string!(at, people.task.anybody).to_owned());
    let (path, button) = if card.done {
        (format!("/staff/tasks/{}/end/undo", card.id), td_string!(at, people.task.undo))
    } else {
        (format!("/staff/tasks/{}/end", card.id), td_string!(at, people.task.end))
    };
    view! {
        <li class="entry">
            <span class="entry__what">
                <strong><bdi>{words}</bdi></strong>
                <span class="entry__more">
                    {td_string!(at, people.task.until)} " " {long_day(language, card.due)} {late} " · "
                    {td_string!(at, people.task.whose)} " " <bdi>{owner}</bdi>
                </span>
                <span class="entry__more">{person} {visit}</span>
            </span>
            <form method="post" action=path data-at-once="">
                {all.then(|| view! { <input type="hidden" name="whose" value="all" /> })}
                <button class="button button--small" type="submit">{button}</button>
            </form>
        </li>
    }
}
