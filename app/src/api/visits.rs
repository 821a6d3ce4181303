//! Moving the cards of the board.

use domain::{appointment::Status, board::Card};
use leptos::prelude::*;

use super::Failure;

/// Moves a visit to `status`, when it is still at `version`; answers with the card as it is then.
#[server(prefix = "/staff/api", endpoint = "set-status")]
pub async fn set_status(id: String, version: i32, status: Status) -> Result<Card, Failure> {
    let reader = crate::here::signed_in()?;
    change::set_status(&crate::here::here()?, &reader, &id, version, status).await
}

/// Takes the last move of a visit back.
#[server(prefix = "/staff/api", endpoint = "undo")]
pub async fn undo(id: String, version: i32) -> Result<Card, Failure> {
    let reader = crate::here::signed_in()?;
    change::undo(&crate::here::here()?, &reader, &id, version).await
}

/// What forms without script and server functions share.
#[cfg(feature = "ssr")]
pub mod change {
    use domain::{appointment::Status, board::Card};
    use store::{Change, StaffMember};

    use crate::{api::Failure, here::Here};

    /// # Errors
    /// [`Failure::Forbidden`] when this card is not for this member to move; [`Failure::Stale`], [`Failure::Taken`].
    pub async fn set_status(
        here: &Here,
        member: &StaffMember,
        id: &str,
        version: i32,
        status: Status,
    ) -> Result<Card, Failure> {
        let change = allowed(here, member, id, version).await?;
        here.store.set_status(&here.centre, &change, status).await?;
        Ok(here.store.card(&here.centre, member, change.id, member.language).await?)
    }

    /// # Errors
    /// As [`set_status`].
    pub async fn undo(here: &Here, member: &StaffMember, id: &str, version: i32) -> Result<Card, Failure> {
        let change = allowed(here, member, id, version).await?;
        here.store.undo(&here.centre, &change).await?;
        Ok(here.store.card(&here.centre, member, change.id, member.language).await?)
    }

    /// The change, when this member may see the card and move it. What one may not see does not exist.
    pub async fn allowed(here: &Here, member: &StaffMember, id: &str, version: i32) -> Result<Change, Failure> {
        let id = id.parse().map_err(|_| Failure::Forbidden)?;
        match here.store.card(&here.centre, member, id, member.language).await {
            Ok(card) if card.movable => Ok(Change { id, seen: Some(version), by: Some(member.id), now: (here.now)() }),
            Ok(_) | Err(store::Error::NotFound) => Err(Failure::Forbidden),
            Err(error) => Err(error.into()),
        }
    }
}
