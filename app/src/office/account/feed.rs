use leptos::prelude::*;
use leptos_i18n::td_string;

use crate::i18n::Locale;

/// The address of a new calendar feed; it is shown once.
#[derive(Clone, Debug)]
pub struct NewFeed(pub String);

/// The secret address of one's own calendar.
#[component]
pub fn Feed(at: Locale, new: Option<NewFeed>, has_feed: bool) -> impl IntoView {
    let make = if has_feed { td_string!(at, desk.feed_renew) } else { td_string!(at, desk.feed_make) };
    view! {
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
    }
}
