//! Who may be, was made, or is not one person with somebody, on their file.

use std::collections::BTreeMap;

use leptos::prelude::*;
use leptos_i18n::td_string;
use store::{Alike, Merged, SaidApart};
use uuid::Uuid;

use crate::{
    api::Failure,
    i18n::Locale,
    office::{Reader, likeness::likeness_words, moment},
};

/// What is known of who is who; nothing where there is nothing.
pub async fn who_is_who(reader: &Reader, person: Uuid) -> Result<AnyView, Failure> {
    let Reader { here, at, .. } = reader;
    let at = *at;
    let who = here.store.who_is_who(&here.centre, person, (here.now)()).await?;
    let accounts = here.store.accounts(&here.centre).await?;
    let staff: BTreeMap<i64, String> = accounts.into_iter().map(|account| (account.id, account.name)).collect();
    let likely = who.likely.into_iter().map(|of| alike(at, person, of)).collect::<Vec<_>>();
    let merges = who.merges.into_iter().map(|of| merged(reader, &staff, of)).collect::<Vec<_>>();
    let apart = who.apart.into_iter().map(|of| said(reader, &staff, person, of)).collect::<Vec<_>>();
    Ok(view! {
        {part(td_string!(at, people.same.maybe), likely)}
        {part(td_string!(at, people.same.merged), merges)}
        {part(td_string!(at, people.same.said), apart)}
    }
    .into_any())
}

fn part(title: &'static str, rows: Vec<impl IntoView + 'static>) -> impl IntoView {
    (!rows.is_empty()).then(|| {
        view! {
            <section class="office__part">
                <h2>{title}</h2>
                <ul class="entries">{rows}</ul>
            </section>
        }
    })
}

fn alike(at: Locale, person: Uuid, of: Alike) -> impl IntoView {
    view! {
        <li class="entry entry--proposed">
            <span class="entry__what">
                <strong><bdi>{of.name}</bdi></strong>
                <span class="entry__more">{likeness_words(at, Some(of.likeness))}</span>
            </span>
            <a class="button button--small" href=format!("/staff/persons/{person}/same/{}", of.id)>
                {td_string!(at, people.same.compare)}
            </a>
        </li>
    }
}

fn merged(reader: &Reader, staff: &BTreeMap<i64, String>, of: Merged) -> impl IntoView + use<> {
    let at = reader.at;
    let by = staff.get(&of.by).cloned().unwrap_or_default();
    let name = of.name.unwrap_or_else(|| td_string!(at, people.same.gone).to_owned());
    let when = moment(reader, of.at);
    let back = of.until.map(|until| {
        view! {
            <form method="post" action=format!("/staff/merges/{}/end", of.id)>
                <span class="entry__more">{td_string!(at, people.same.until)} " " <bdi>{moment(reader, until)}</bdi></span>
                <button class="button button--small" type="submit">{td_string!(at, people.same.take_back)}</button>
            </form>
        }
    });
    view! {
        <li class="entry">
            <span class="entry__what">
                <strong><bdi>{name}</bdi></strong>
                <span class="entry__more">{td_string!(at, people.same.merged_by)} " " <bdi>{by}</bdi> " · " {when}</span>
            </span>
            {back}
        </li>
    }
}

fn said(reader: &Reader, staff: &BTreeMap<i64, String>, person: Uuid, of: SaidApart) -> impl IntoView + use<> {
    let at = reader.at;
    let by = staff.get(&of.by).cloned().unwrap_or_default();
    let (one, other) = of.of;
    view! {
        <li class="entry">
            <span class="entry__what">
                <strong><bdi>{of.name}</bdi></strong>
                <span class="entry__more">
                    {td_string!(at, people.same.said_by)} " " <bdi>{by}</bdi> " · " {moment(reader, of.at)}
                </span>
            </span>
            <form method="post" action=format!("/staff/persons/{one}/apart/{other}/end") data-at-once="">
                <input type="hidden" name="back" value=person.to_string() />
                <button class="button button--small" type="submit">{td_string!(at, people.same.unsay)}</button>
            </form>
        </li>
    }
}
