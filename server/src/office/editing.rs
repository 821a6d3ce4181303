//! Who has which thing of the desk open: browsers say it by themselves, and are told who else has.

use std::collections::BTreeMap;

use app::{i18n::locale, office::others_words};
use axum::{
    http::{StatusCode, header},
    response::{IntoResponse, Response},
};
use domain::access::{Verb, may};
use store::{StaffMember, Thing, ThingKind};

use super::form::Typed;
use crate::{at::At, now, state::AppState, unavailable::broken};

/// `of` is open, `left` is no longer; the answer says who else has which of `shown` open.
pub async fn hear(At(state): At, typed: Typed) -> Response {
    let Some(member) = typed.member.clone() else { return StatusCode::UNAUTHORIZED.into_response() };
    match note(&state, &member, &typed).await {
        Ok(Some(words)) => {
            let text = serde_json::to_string(&words).unwrap_or_default();
            ([(header::CONTENT_TYPE, "application/json")], text).into_response()
        }
        Ok(None) => StatusCode::FORBIDDEN.into_response(),
        Err(error) => broken(&error),
    }
}

/// `None` for a thing that is not theirs to change.
async fn note(
    state: &AppState,
    member: &StaffMember,
    typed: &Typed,
) -> store::Result<Option<BTreeMap<String, String>>> {
    let (store, centre) = (&state.here.store, &state.here.centre);
    if let Some(left) = Thing::parse(typed.get("left")) {
        store.leaves(centre, &left, member.id).await?;
    }
    if let Some(open) = Thing::parse(typed.get("of")) {
        if !may_change(state, member, &open).await? {
            return Ok(None);
        }
        store.opens(centre, &open, member.id, now()).await?;
    }
    let editors = store.editors(centre, now()).await?;
    let at = locale(member.language);
    let mut words = BTreeMap::new();
    for thing in typed.get("shown").split(' ').filter_map(Thing::parse) {
        let others = others_words(at, &centre.zone, member.id, &thing, &editors);
        if !others.is_empty() && may_change(state, member, &thing).await? {
            words.insert(thing.to_string(), others);
        }
    }
    Ok(Some(words))
}

/// Whether a form of the desk changes a thing for somebody. An appointment that one may not see does not exist.
async fn may_change(state: &AppState, member: &StaffMember, thing: &Thing) -> store::Result<bool> {
    let verb = match thing.kind() {
        ThingKind::Account | ThingKind::Factor => Verb::ManageAccounts,
        ThingKind::Centre | ThingKind::Help | ThingKind::Message | ThingKind::Words => Verb::ManageCentre,
        ThingKind::Colleague | ThingKind::Holiday | ThingKind::Hours | ThingKind::Opening => Verb::ManageHours,
        ThingKind::Room | ThingKind::Season => Verb::ManageHours,
        ThingKind::Page | ThingKind::Picture => Verb::WritePages,
        ThingKind::Person => Verb::KeepPeople,
        ThingKind::Service => Verb::ManageServices,
        ThingKind::Visit => Verb::OpenVisit,
        ThingKind::Waiting => Verb::ManageWaiting,
    };
    if thing.kind() != ThingKind::Visit || !may(&member.roles, verb) {
        return Ok(may(&member.roles, verb));
    }
    let Ok(id) = thing.subject().parse() else { return Ok(false) };
    match state.here.store.card(&state.here.centre, member, id, member.language).await {
        Ok(_) => Ok(true),
        Err(store::Error::NotFound) => Ok(false),
        Err(error) => Err(error),
    }
}
