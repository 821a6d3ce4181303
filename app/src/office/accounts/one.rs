use domain::access::Verb;
use leptos::prelude::*;
use leptos_i18n::td_string;
use leptos_router::hooks::use_params_map;
use store::{Thing, ThingKind};

use super::{
    password_link::{NewPasswordLink, PasswordLink},
    roles::Roles,
};
use crate::{
    api::Failure,
    office::{Opened, Reader, Returned, Seen, Wrongs, guarded, open},
};

/// One account: its roles, a new password link, its devices, its code.
#[component]
pub fn AccountOfPage() -> impl IntoView {
    let (returned, made) = (Returned::of_request(), use_context::<NewPasswordLink>());
    let id: Option<i64> = use_params_map().with_untracked(|params| params.get("id").and_then(|id| id.parse().ok()));
    guarded(
        |at| td_string!(at, admin.accounts.one),
        Verb::ManageAccounts,
        move |reader| {
            let (returned, made) = (returned.clone(), made.clone());
            async move { account(reader, id, returned, made).await }
        },
    )
}

async fn account(
    reader: Reader,
    id: Option<i64>,
    returned: Returned,
    made: Option<NewPasswordLink>,
) -> Result<AnyView, Failure> {
    let Opened { edition, others } = open(&reader, &Thing::new(ThingKind::Account, id.unwrap_or(0))).await?;
    let (here, at) = (reader.here.clone(), reader.at);
    let accounts = here.store.accounts(&here.centre).await?;
    let account = accounts.into_iter().find(|account| Some(account.id) == id).ok_or(Failure::NotFound)?;
    let path = format!("/staff/accounts/{}", account.id);
    let works_here = !account.roles.is_empty();
    let made = made.and_then(|made| match made {
        NewPasswordLink::Of(of, address) if of == account.id => Some(view! { <PasswordLink at address /> }),
        _ => None,
    });
    Ok(view! {
        <p class="office__back"><a href="/staff/accounts">{td_string!(at, admin.accounts.back)}</a></p>
        {others}
        <Wrongs at returned=returned.clone() />
        {made}
        <h2><bdi>{account.name}</bdi></h2>
        <p><bdi dir="ltr">{account.email}</bdi></p>
        <form class="form" method="post" action=format!("{path}/roles") autocomplete="off">
            <Seen reader returned=returned.clone() edition page=path.clone() />
            <Roles at returned has=account.roles legend=td_string!(at, admin.accounts.roles) />
            <p class="field__hint">{td_string!(at, admin.accounts.roles_text)}</p>
            <button class="button button--primary" type="submit">{td_string!(at, admin.save)}</button>
        </form>
        {works_here.then(|| view! {
            <section class="office__part">
                <h2>{td_string!(at, desk.password)}</h2>
                <p>{td_string!(at, admin.accounts.new_link_text)}</p>
                <form method="post" action=format!("{path}/password-link")>
                    <button class="button" type="submit">{td_string!(at, admin.accounts.new_link)}</button>
                </form>
            </section>
            <section class="office__part">
                <h2>{td_string!(at, admin.own.browsers)}</h2>
                <form method="post" action=format!("{path}/sign-out")>
                    <button class="button" type="submit">{td_string!(at, admin.accounts.sign_out)}</button>
                </form>
            </section>
        })}
        {(works_here && account.has_factor).then(|| view! {
            <section class="office__part">
                <h2>{td_string!(at, admin.own.factor)}</h2>
                <p>{td_string!(at, admin.accounts.end_factor_text)}</p>
                <form method="post" action=format!("{path}/second-factor/end")>
                    <button class="button button--danger" type="submit">{td_string!(at, admin.accounts.end_factor)}</button>
                </form>
            </section>
        })}
    }
    .into_any())
}
