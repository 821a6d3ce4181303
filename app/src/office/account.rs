//! One's own account: language, password, devices, the second factor, and the calendar's address.

mod browsers;
mod factor;
mod feed;
mod password;

pub use factor::{FactorPage, NewFactor, RecoveryCodes};
pub use feed::NewFeed;

use domain::access::Verb;
use leptos::prelude::*;
use leptos_i18n::td_string;
use leptos_router::hooks::use_query_map;

use self::{browsers::Browsers, factor::Factor, feed::Feed, password::ChangePassword};
use super::{Reader, Returned, Wrongs, guarded};
use crate::{api::Failure, here::session_of_request};

/// One's own account.
#[component]
pub fn AccountPage() -> impl IntoView {
    let (new, returned, session) = (use_context::<NewFeed>(), Returned::of_request(), session_of_request());
    let changed = use_query_map().with_untracked(|query| query.get("changed").is_some());
    guarded(
        |at| td_string!(at, desk.account),
        Verb::SeeOwnAccount,
        move |reader| {
            let (new, returned, session) = (new.clone(), returned.clone(), session.clone());
            async move { account(reader, returned, new, session, changed).await }
        },
    )
}

async fn account(
    reader: Reader,
    returned: Returned,
    new: Option<NewFeed>,
    session: Option<store::Secret>,
    changed: bool,
) -> Result<AnyView, Failure> {
    let (at, here, member) = (reader.at, &reader.here, &reader.member);
    let has_feed = new.is_some() || here.store.has_feed(&here.centre, member.id).await?;
    let codes = here.store.factor_codes(member.id).await?;
    let session = session.ok_or(Failure::SignedOut)?;
    let browsers = browsers::of(&reader, &session).await?;
    let (name, email) = (member.name.clone(), member.email.clone());
    Ok(view! {
        <p><bdi>{name}</bdi> " · " <bdi dir="ltr">{email}</bdi></p>
        <Wrongs at returned=returned.clone() />
        {changed.then(|| view! { <p class="chosen" role="status">{td_string!(at, admin.own.changed)}</p> })}
        <Feed at new has_feed />
        <Factor at codes />
        <ChangePassword at returned />
        <Browsers at browsers />
    }
    .into_any())
}
