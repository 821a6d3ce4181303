//! Every form of the hours pages: read the change, make it, or ask what is to become of what stands under it.

mod read;

use std::collections::BTreeMap;

use app::office::{Asked, Wrong};
use axum::{
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};
use domain::{access::Verb, calendar::read_start};
use leptos::prelude::provide_context;
use store::{Decision, HoursChange, HoursOutcome, Proposal};

use super::form::Typed;
use crate::{at::At, now, unavailable::broken};

const ASK: &str = "/staff/hours/change";

pub async fn change(At(state): At, typed: Typed) -> Response {
    let member = match typed.sender(Verb::ManageHours) {
        Ok(member) => member,
        Err(refusal) => return *refusal,
    };
    let back = back_of(&typed);
    let today = state.here.centre.zone.to_datetime(now()).date();
    let change = match read::change(&typed, today) {
        Ok(change) => change,
        Err(wrong) => return typed.again(&state, &back, wrong).await,
    };
    let mut decisions = decisions(&typed.values);
    let mut taken = false;
    loop {
        let store = &state.here.store;
        let by = (member.id, Some(typed.seen()));
        match store.change_hours_as_seen(&state.here.centre, &change, &decisions, by, now()).await {
            Ok(HoursOutcome::Done) => return Redirect::to(after(&change, &back)).into_response(),
            Ok(HoursOutcome::Touches(touched)) => {
                let asked = Asked { values: typed.values.clone(), touched, taken };
                let status = StatusCode::CONFLICT;
                return typed.page(&state, ASK, status, move || provide_context(asked.clone())).await;
            }
            // A time that was chosen is gone: ask again, with the times that are free now.
            Err(store::Error::Taken | store::Error::Stale) if !decisions.is_empty() => {
                decisions.clear();
                taken = true;
            }
            Err(store::Error::Overlaps) => {
                return typed.again(&state, &back, vec![("season_first", Wrong::Overlaps)]).await;
            }
            Err(store::Error::Stale) => return typed.clashes(&state, &back).await,
            // A season that is gone has no page: what was typed goes to the others.
            Err(store::Error::NotFound) => {
                let page = after(&change, &back).to_owned();
                return typed.again(&state, &page, vec![("", Wrong::Stale)]).await;
            }
            Err(error) => return broken(&error),
        }
    }
}

/// A corrected season is seen among the others.
fn after<'a>(change: &HoursChange, back: &'a str) -> &'a str {
    if matches!(change, HoursChange::ChangeSeason { .. }) { "/staff/hours" } else { back }
}

/// One of these pages; anything else leads to the centre's.
fn back_of(typed: &Typed) -> String {
    let back = typed.get("back");
    let own = back.strip_prefix("/staff/hours").is_some_and(|rest| {
        rest.is_empty() || (rest.starts_with('/') && rest.chars().all(|c| c == '/' || c.is_ascii_alphanumeric()))
    });
    if own { back.to_owned() } else { "/staff/hours".to_owned() }
}

/// Reads `2026-11-24T10:00@17`: a start, and who is to lead it.
pub fn read_proposal(text: &str) -> Option<Proposal> {
    let (start, staff) = text.split_once('@')?;
    Some(Proposal { start: read_start(start)?, staff_id: staff.parse().ok()? })
}

fn decisions(values: &BTreeMap<String, String>) -> BTreeMap<uuid::Uuid, Decision> {
    let decided = values.iter().filter_map(|(name, value)| {
        let id = name.strip_prefix("decide_")?.parse().ok()?;
        let decision = match value.as_str() {
            "keep" => Decision::Keep,
            "cancel" => Decision::Cancel,
            other => Decision::MoveTo(read_proposal(other)?),
        };
        Some((id, decision))
    });
    decided.collect()
}
