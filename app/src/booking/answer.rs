use leptos::prelude::*;

use crate::ui::Icon;

/// One answer of a question, large enough for a thumb: a choice of its name's group.
#[component]
pub fn Answer(
    name: &'static str,
    #[prop(into)] value: String,
    #[prop(into)] title: String,
    /// Explains the title; empty for none.
    #[prop(into, optional)]
    text: String,
    /// Name in `icons.svg`.
    #[prop(optional)]
    icon: Option<&'static str>,
    /// What a link to the question leads to.
    #[prop(optional, into)]
    id: Option<String>,
    #[prop(optional)] checked: bool,
    #[prop(optional)] required: bool,
) -> impl IntoView {
    view! {
        <label class="choice">
            <input class="choice__input" type="radio" id=id name=name value=value checked=checked required=required />
            <span class="choice__body">
                <span class="choice__title">{icon.map(|name| view! { <Icon name=name /> " " })}<bdi>{title}</bdi></span>
                {(!text.is_empty()).then(|| view! { <span class="choice__text">{text}</span> })}
            </span>
        </label>
    }
}

/// A question answered by choosing.
#[component]
pub fn Question(legend: &'static str, answers: Vec<AnyView>) -> impl IntoView {
    view! {
        <fieldset class="choices">
            <legend class="choices__legend">{legend}</legend>
            <div class="choices__list">{answers}</div>
        </fieldset>
    }
}
