//! What messages to families say, in the centre's own words where it wants some.

mod editor;
mod preview;
mod telling;

use domain::{access::Verb, language::Language, message::Template};
use leptos::prelude::*;
use leptos_i18n::td_string;

pub use editor::{MESSAGE_TEXTS, MessagePage};

use super::{AdminTabs, CentreTabs, Reader, guarded};
use crate::{api::Failure, i18n::Locale};

/// Every message that there is.
#[component]
pub fn MessagesPage() -> impl IntoView {
    guarded(|at| td_string!(at, admin.messages.title), Verb::ManageCentre, messages)
}

async fn messages(reader: Reader) -> Result<AnyView, Failure> {
    let (at, here) = (reader.at, &reader.here);
    let own = here.store.message_texts(&here.centre).await?;
    let rows = Template::ALL.map(|template| {
        let in_own: Vec<&str> = Language::ALL
            .into_iter()
            .filter(|language| own.contains_key(&(template, *language)))
            .map(|language| super::language_words(at, language))
            .collect();
        let note = if in_own.is_empty() {
            td_string!(at, admin.messages.all_usual).to_owned()
        } else {
            td_string!(at, admin.messages.own_in, languages = in_own.join(" · ")).to_string()
        };
        view! {
            <li class="entry">
                <a class="button" href=format!("/staff/centre/messages/{}", template.as_str())>{template_words(at, template)}</a>
                <span>{note}</span>
            </li>
        }
    });
    Ok(view! {
        <AdminTabs at roles=reader.member.roles.clone() here="/staff/centre" />
        <CentreTabs at here="/staff/centre/messages" />
        <p>{td_string!(at, admin.messages.lead)}</p>
        <ul class="entries">{rows}</ul>
    }
    .into_any())
}

/// What a message is about.
fn template_words(at: Locale, template: Template) -> &'static str {
    match template {
        Template::Booked => td_string!(at, admin.messages.booked),
        Template::Requested => td_string!(at, admin.messages.requested),
        Template::Confirmed => td_string!(at, admin.messages.confirmed),
        Template::Moved => td_string!(at, admin.messages.moved),
        Template::Cancelled => td_string!(at, admin.messages.cancelled),
        Template::Reminder => td_string!(at, admin.messages.reminder),
        Template::Waiting => td_string!(at, admin.messages.waiting),
        Template::Offered => td_string!(at, admin.messages.offered),
    }
}
