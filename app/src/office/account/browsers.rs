use leptos::prelude::*;
use leptos_i18n::td_string;
use store::{SESSION_LIMITS, Secret};

use crate::{
    api::Failure,
    i18n::Locale,
    office::{Reader, moment},
};

/// A browser with which one is signed in.
#[derive(Clone, Debug)]
pub struct Browser {
    id: String,
    device: String,
    since: String,
    this: bool,
}

/// Those of the reader.
pub async fn of(reader: &Reader, session: &Secret) -> Result<Vec<Browser>, Failure> {
    let (here, member) = (&reader.here, &reader.member);
    let now = (here.now)().as_second();
    let known = here.store.signed_in_browsers(&here.centre, member.id, (session, SESSION_LIMITS), now).await?;
    let browser = |of: store::SignedInBrowser| Browser {
        since: td_string!(reader.at, admin.own.since, when = moment(reader, of.since)).to_string(),
        id: of.id,
        device: of.device,
        this: of.this,
    };
    Ok(known.into_iter().map(browser).collect())
}

/// The browsers with which one is signed in, and the way out of each.
#[component]
pub fn Browsers(at: Locale, browsers: Vec<Browser>) -> impl IntoView {
    let several = browsers.len() > 1;
    let rows = browsers.into_iter().map(|browser| {
        let Browser { id, device, since, this } = browser;
        let end = if this {
            view! { <span>{td_string!(at, admin.own.this)}</span> }.into_any()
        } else {
            view! {
                <form method="post" action="/staff/account/browser/end">
                    <input type="hidden" name="browser" value=id />
                    <button class="button button--small" type="submit">{td_string!(at, admin.own.end)}</button>
                </form>
            }
            .into_any()
        };
        view! {
            <li class="entry">
                <span class="entry__what"><bdi>{device}</bdi><span class="entry__more">{since}</span></span>
                {end}
            </li>
        }
    });
    let rows = rows.collect_view();
    view! {
        <section class="office__part">
            <h2>{td_string!(at, admin.own.browsers)}</h2>
            <ul class="entries">{rows}</ul>
            <div class="office__row">
                {several.then(|| view! {
                    <form method="post" action="/staff/account/browsers/end">
                        <button class="button" type="submit">{td_string!(at, admin.own.elsewhere)}</button>
                    </form>
                })}
                <form method="post" action="/staff/sign-out/everywhere">
                    <button class="button" type="submit">{td_string!(at, desk.sign_out_everywhere)}</button>
                </form>
            </div>
        </section>
    }
}
