//! What every form of hours says, and whose hours it is about.

use leptos::prelude::*;
use leptos_i18n::td_string;
use store::Resource;

use crate::i18n::Locale;

/// How forms name the whole centre.
pub const CENTRE: &str = "centre";

/// Where every form of these pages is sent.
pub const ACTION: &str = "/staff/hours/change";

/// The page of somebody's hours.
pub fn page_of(whose: Option<Resource>) -> String {
    match whose {
        None => "/staff/hours".to_owned(),
        Some(Resource::Staff(id)) => format!("/staff/hours/staff/{id}"),
        Some(Resource::Room(id)) => format!("/staff/hours/room/{id}"),
    }
}

/// How forms name whose hours they change.
pub fn named(whose: Option<Resource>) -> String {
    match whose {
        None => CENTRE.to_owned(),
        Some(Resource::Staff(id)) => format!("staff:{id}"),
        Some(Resource::Room(id)) => format!("room:{id}"),
    }
}

/// The centre, then everybody, then the rooms.
#[component]
pub fn Tabs(at: Locale, all: Vec<(Resource, String)>, here: Option<Resource>) -> impl IntoView {
    let centre = (None, td_string!(at, desk.hours.centre).to_owned());
    let all = std::iter::once(centre).chain(all.into_iter().map(|(whose, name)| (Some(whose), name)));
    let links = all.map(|(whose, name)| {
        view! {
            <a class="tabs__link" href=page_of(whose) aria-current=(whose == here).then_some("page")>
                <bdi>{name}</bdi>
            </a>
        }
    });
    view! { <nav class="tabs" aria-label=td_string!(at, desk.nav_hours)>{links.collect_view()}</nav> }
}

/// What every form sends along: which change, whose, and the page to come back to.
#[component]
pub fn Hidden(change: &'static str, whose: Option<Resource>, #[prop(optional)] id: Option<i64>) -> impl IntoView {
    view! {
        <input type="hidden" name="change" value=change />
        <input type="hidden" name="whose" value=named(whose) />
        <input type="hidden" name="back" value=page_of(whose) />
        {id.map(|id| view! { <input type="hidden" name="id" value=id /> })}
    }
}

/// A row's button that takes it away.
#[component]
pub fn Remove(
    at: Locale,
    change: &'static str,
    whose: Option<Resource>,
    id: i64,
    /// The edition that the row shows, of what can be changed.
    #[prop(optional)]
    seen: Option<String>,
) -> impl IntoView {
    view! {
        <form method="post" action=ACTION>
            <Hidden change whose id />
            {seen.map(|seen| view! { <input type="hidden" name="seen" value=seen /> })}
            <button class="button button--small" type="submit">{td_string!(at, desk.hours.remove)}</button>
        </form>
    }
}
