use domain::language::Language;
use leptos::prelude::*;
use leptos_i18n::td_string;

use crate::i18n::locale;

/// Where the person is among the screens.
#[component]
pub fn Progress(
    language: Language,
    /// 1 to 4.
    step: usize,
) -> impl IntoView {
    let at = locale(language);
    let names = [
        td_string!(at, booking.step_what),
        td_string!(at, booking.step_how),
        td_string!(at, booking.step_when),
        td_string!(at, booking.step_who),
    ];
    let items = (1..).zip(names).map(|(number, name)| {
        let class = if number < step { "progress__step progress__step--done" } else { "progress__step" };
        view! {
            <li class=class aria-current=(number == step).then_some("step")>
                <span class="progress__number">{number}</span>
                <span class="progress__name">{name}</span>
            </li>
        }
    });
    view! {
        <nav class="progress" aria-label=td_string!(at, booking.progress)>
            <ol class="progress__list">{items.collect_view()}</ol>
        </nav>
    }
}
