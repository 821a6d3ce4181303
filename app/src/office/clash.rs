//! Two who change the same thing: the later is told before anything of the earlier is gone, with what they typed beside
//! what stands.

use leptos::prelude::*;
use leptos_i18n::td_string;
use store::Edition;

use super::{Reader, Returned, moment};
use crate::i18n::Locale;

/// The edition that a form shows, which it sends along; and what to do when somebody was faster. It stands first in the form.
#[component]
pub fn Seen(
    reader: Reader,
    returned: Returned,
    edition: Edition,
    /// The page with what stands, and nothing typed.
    #[prop(into)]
    page: String,
) -> impl IntoView {
    let at = reader.at;
    let number = edition.number.to_string();
    // A form that came back for another reason has seen no more than it was first shown.
    let seen = if returned.clash { number } else { returned.value("seen", &number) };
    view! {
        <input type="hidden" name="seen" value=seen />
        {returned.clash.then(|| view! {
            <Faster reader edition>
                <p class="form__actions">
                    <button class="button button--primary" type="submit">{td_string!(at, desk.clash.keep)}</button>
                    <a class="button" href=page>{td_string!(at, desk.clash.take)}</a>
                </p>
            </Faster>
        })}
    }
}

/// Says who was faster, and that nothing is lost.
#[component]
pub fn Faster(reader: Reader, edition: Edition, children: Children) -> impl IntoView {
    let at = reader.at;
    let who = edition.by.map(|who| view! { <bdi>{who}</bdi> " · " });
    let when = edition.at.map(|when| view! { <bdi>{moment(&reader, when)}</bdi> });
    view! {
        <div class="error-summary" role="alert">
            <h2 class="error-summary__title">{td_string!(at, desk.clash.title)}</h2>
            <p>{who} {when}</p>
            <p>{td_string!(at, desk.clash.text)}</p>
            {children()}
        </div>
    }
}

/// A field, and beside it what stands where that is something else.
#[component]
pub fn Versions(
    at: Locale,
    /// What stands; `None` where there is nothing to compare.
    stands: Option<String>,
    children: Children,
) -> impl IntoView {
    let Some(stands) = stands else { return children().into_any() };
    let stands = if stands.is_empty() { td_string!(at, desk.clash.empty).to_owned() } else { stands };
    view! {
        <div class="versions">
            <div class="versions__one">
                <p class="versions__whose">{td_string!(at, desk.clash.mine)}</p>
                {children()}
            </div>
            <div class="versions__one versions__one--stands">
                <p class="versions__whose">{td_string!(at, desk.clash.stands)}</p>
                <p class="versions__value"><bdi>{stands}</bdi></p>
            </div>
        </div>
    }
    .into_any()
}
