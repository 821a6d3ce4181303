//! Putting an appointment somewhere by hand.

use domain::board::{Card, Ground};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use super::Failure;

/// What became of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Placed {
    /// Something stands in the way, which the ground says.
    pub hindered: bool,
    /// The card as it is now; none when it is for its reader no longer.
    pub card: Option<Card>,
}

/// Where an appointment can be put, from an ISO day to another.
#[server(prefix = "/staff/api", endpoint = "ground", input = leptos::server_fn::codec::GetUrl)]
pub async fn ground_of(id: String, first: String, last: String) -> Result<Ground, Failure> {
    deed::ground(&id, (&first, &last)).await
}

/// Puts an appointment somewhere, when it is still at `version`. Outside the hours it takes a reason.
#[server(prefix = "/staff/api", endpoint = "place")]
pub async fn place(
    id: String,
    version: i32,
    start: String,
    minutes: u32,
    staff: i64,
    room: String,
    reason: String,
) -> Result<Placed, Failure> {
    let reader = crate::here::signed_in()?;
    let start = domain::calendar::read_start(&start).ok_or(Failure::Unreadable)?;
    let reason = domain::limits::read_reason(&reason).map_err(|_| Failure::Unreadable)?.map(str::to_owned);
    let to = store::Placement { start, minutes, staff, room: room.parse().ok(), reason };
    deed::place(&crate::here::here()?, &reader, (&id, version), &to).await
}

#[cfg(feature = "ssr")]
mod deed {
    use domain::{
        access::{Verb, may},
        board::Ground,
    };
    use jiff::{ToSpan, civil::Date};
    use store::{Placement, StaffMember};

    use super::{Failure, Placed};
    use crate::{
        api::visits::change::allowed,
        here::{Here, here, signed_in},
    };

    /// Days that are asked for at once.
    const MOST_DAYS: i64 = 7;

    pub async fn ground(id: &str, (first, last): (&str, &str)) -> Result<Ground, Failure> {
        let (here, reader) = (here()?, signed_in()?);
        let change = allowed(&here, &reader, id, 0).await?;
        let day = |text: &str| text.parse::<Date>().map_err(|_| Failure::Unreadable);
        let days = (day(first)?, day(last)?);
        if days.1 >= days.0.saturating_add(MOST_DAYS.days()) {
            return Err(Failure::Unreadable);
        }
        Ok(here.store.ground(&here.centre, &reader, change.id, days, change.now).await?)
    }

    /// # Errors
    /// [`Failure::Forbidden`] when this card is not for this member to move; [`Failure::Stale`], [`Failure::Taken`].
    pub async fn place(
        here: &Here,
        member: &StaffMember,
        (id, version): (&str, i32),
        to: &Placement,
    ) -> Result<Placed, Failure> {
        let change = allowed(here, member, id, version).await?;
        if !may(&member.roles, Verb::SeeBoard) {
            // A colleague's time is not theirs to fill.
            let card = here.store.card(&here.centre, member, change.id, member.language).await?;
            if to.staff != member.id && !card.people.contains(&to.staff) {
                return Ok(Placed { hindered: true, card: None });
            }
        }
        if here.store.place(&here.centre, &change, to).await?.is_err() {
            return Ok(Placed { hindered: true, card: None });
        }
        match here.store.card(&here.centre, member, change.id, member.language).await {
            Ok(card) => Ok(Placed { hindered: false, card: Some(card) }),
            Err(store::Error::NotFound) => Ok(Placed { hindered: false, card: None }),
            Err(error) => Err(error.into()),
        }
    }
}
