use domain::access::Verb;
use leptos::prelude::*;
use leptos_i18n::td_string;

use super::{Reader, guarded};
use crate::{api::Failure, here::Here};

/// The address of a new calendar feed; it is shown once.
#[derive(Clone, Debug)]
pub struct NewFeed(pub String);

/// One's own account: the calendar feed, and signing out everywhere.
#[component]
pub fn AccountPage() -> impl IntoView {
    let new = use_context::<NewFeed>();
    guarded(
        |at| td_string!(at, desk.account),
        Verb::SeeOwnAccount,
        move |reader| {
            let new = new.clone();
            async move { account(reader, new).await }
        },
    )
}

async fn account(Reader { here, member, at, .. }: Reader, new: Option<NewFeed>) -> Result<AnyView, Failure> {
    let Here { store, centre, .. } = here;
    let has_feed = new.is_some() || store.has_feed(&centre, member.id).await?;
    let make = if has_feed { td_string!(at, desk.feed_renew) } else { td_string!(at, desk.feed_make) };
    Ok(view! {
        <p><bdi>{member.name}</bdi> " · " <bdi dir="ltr">{member.email}</bdi></p>
        <section class="office__part">
            <h2>{td_string!(at, desk.feed)}</h2>
            <p>{td_string!(at, desk.feed_text)}</p>
            {new.map(|NewFeed(address)| view! {
                <div class="private-link">
                    <label class="field__label" for="feed">{td_string!(at, desk.feed_address)}</label>
                    <p class="field__hint">{td_string!(at, desk.feed_once)}</p>
                    <input class="field__input" id="feed" readonly dir="ltr" value=address />
                </div>
            })}
            <div class="office__row">
                <form method="post" action="/staff/account/feed">
                    <button class="button button--primary" type="submit">{make}</button>
                </form>
                {has_feed.then(|| view! {
                    <form method="post" action="/staff/account/feed/end">
                        <button class="button button--danger" type="submit">{td_string!(at, desk.feed_end)}</button>
                    </form>
                })}
            </div>
        </section>
        <section class="office__part">
            <h2>{td_string!(at, desk.sign_out_everywhere)}</h2>
            <form method="post" action="/staff/sign-out/everywhere">
                <button class="button" type="submit">{td_string!(at, desk.sign_out_everywhere)}</button>
            </form>
        </section>
    }
    .into_any())
}
