use domain::access::{Role, Verb};
use leptos::prelude::*;
use leptos_i18n::td_string;
use store::{Account, Edition, Thing, ThingKind};

use super::{
    password_link::{NewPasswordLink, PasswordLink},
    roles::{Roles, languages, role_field, role_words},
};
use crate::{
    api::Failure,
    i18n::Locale,
    office::{AdminTabs, Entry, Pick, Reader, Returned, Seen, Tick, Wrongs, guarded, moment},
};

/// Everybody with an account here, and a form to invite one more.
#[component]
pub fn AccountsPage() -> impl IntoView {
    let (returned, made) = (Returned::of_request(), use_context::<NewPasswordLink>());
    guarded(
        |at| td_string!(at, admin.accounts.title),
        Verb::ManageAccounts,
        move |reader| {
            let (returned, made) = (returned.clone(), made.clone());
            async move { list(reader, returned, made).await }
        },
    )
}

async fn list(reader: Reader, returned: Returned, made: Option<NewPasswordLink>) -> Result<AnyView, Failure> {
    let (at, here) = (reader.at, &reader.here);
    let edition = here.store.edition(&here.centre, &Thing::new(ThingKind::Factor, "")).await?;
    let accounts = here.store.accounts(&here.centre).await?;
    let required = here.store.factor_roles(&here.centre).await?;
    let rows = accounts.into_iter().map(|account| row(&reader, account)).collect_view();
    let made = made.map(|made| match made {
        NewPasswordLink::Of(_, address) => view! { <PasswordLink at address /> }.into_any(),
        NewPasswordLink::NotNeeded => {
            view! { <p class="chosen" role="status">{td_string!(at, admin.accounts.joined)}</p> }.into_any()
        }
    });
    Ok(view! {
        <AdminTabs at roles=reader.member.roles.clone() here="/staff/accounts" />
        <Wrongs at returned=returned.clone() />
        {made}
        <p>{td_string!(at, admin.accounts.lead)}</p>
        <ul class="entries">{rows}</ul>
        <Invite at returned=if returned.clash { Returned::default() } else { returned.clone() } />
        <Required reader=reader.clone() required returned edition />
    }
    .into_any())
}

fn row(reader: &Reader, account: Account) -> impl IntoView + use<> {
    let at = reader.at;
    let roles = account.roles.iter().map(|role| role_words(at, *role)).collect::<Vec<_>>().join(" · ");
    let roles = if roles.is_empty() { td_string!(at, admin.accounts.left).to_owned() } else { roles };
    let state = [
        (!account.has_password).then(|| td_string!(at, admin.accounts.invited).to_owned()),
        account.has_factor.then(|| td_string!(at, admin.accounts.factor).to_owned()),
        account.seen_at.map(|seen| td_string!(at, admin.accounts.seen, when = moment(reader, seen)).to_string()),
    ];
    let state = state.into_iter().flatten().collect::<Vec<_>>().join(" · ");
    view! {
        <li class="entry">
            <span class="entry__what">
                <strong><bdi>{account.name}</bdi></strong> " · " <bdi dir="ltr">{account.email}</bdi>
                <span class="entry__more">{roles}</span>
                {(!state.is_empty()).then(|| view! { <span class="entry__more">{state}</span> })}
            </span>
            <a class="button button--small" href=format!("/staff/accounts/{}", account.id)>{td_string!(at, admin.accounts.open)}</a>
        </li>
    }
}

#[component]
fn Invite(at: Locale, returned: Returned) -> impl IntoView {
    let language = returned.value("language", "ar");
    view! {
        <section class="office__part">
            <h2>{td_string!(at, admin.accounts.invite)}</h2>
            <p>{td_string!(at, admin.accounts.invite_text)}</p>
            <form class="form" method="post" action="/staff/accounts" novalidate autocomplete="off">
                <Entry at returned=returned.clone() name="name" kind="text" label=td_string!(at, desk.name) />
                <Entry at returned=returned.clone() name="email" kind="email" label=td_string!(at, desk.email) />
                <Roles at returned=returned.clone() has=Vec::new() legend=td_string!(at, admin.accounts.roles) />
                <Pick at returned name="language" label=td_string!(at, admin.accounts.language) options=languages()
                    value=language />
                <button class="button button--primary" type="submit">{td_string!(at, admin.accounts.invite_do)}</button>
            </form>
        </section>
    }
}

/// Whose password alone is not enough.
#[component]
fn Required(reader: Reader, required: Vec<Role>, returned: Returned, edition: Edition) -> impl IntoView {
    let at = reader.at;
    // Nothing else of it can come back; what else came back is the form above.
    let returned = if returned.clash { returned } else { Returned::default() };
    let own = returned.clone();
    let ticks = Role::ALL.into_iter().map(|role| {
        let name = role_field(role);
        let (id, ticked) = (format!("factor_{name}"), required.contains(&role));
        view! { <Tick returned=own.clone() name id label=role_words(at, role) ticked /> }
    });
    view! {
        <section class="office__part">
            <form class="form" method="post" action="/staff/accounts/second-factor" autocomplete="off">
                <Seen reader returned edition page="/staff/accounts" />
                <fieldset class="choices">
                    <legend class="choices__legend">{td_string!(at, admin.accounts.required)}</legend>
                    <p class="field__hint">{td_string!(at, admin.accounts.required_text)}</p>
                    {ticks.collect_view()}
                </fieldset>
                <button class="button" type="submit">{td_string!(at, admin.save)}</button>
            </form>
        </section>
    }
}
