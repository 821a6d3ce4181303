//! What a person may ask about their own appointment.

use super::{
    Failure,
    booking::{
        Choice, FreeTimes,
        read::{Asker, times},
    },
};
use domain::{
    appointment::{Mode, Status},
    language::Language,
};

/// Name of the cookie that shows the done page once more to the browser that booked: a proof, with its end.
pub const BOOKED_COOKIE: &str = "__Host-booked";

/// Name of the cookie with the private link that the done page shows; by itself it opens nothing.
pub const LINK_COOKIE: &str = "__Host-link";

/// Name of the cookie that keeps a proved visit open.
pub const VISIT_COOKIE: &str = "__Host-visit";

/// An appointment as its own person sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Own {
    pub reference: String,
    pub service: String,
    pub mediator: String,
    pub mode: Mode,
    /// ISO day.
    pub day: String,
    /// `HH:MM`.
    pub time: String,
    pub status: Status,
    pub may_move: bool,
    pub may_cancel: bool,
}

/// Times that a person can move to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OtherTimes {
    pub times: FreeTimes,
    /// Whether the move waits for the centre's yes.
    pub asks: bool,
}

/// The appointment that this browser has just booked, and its private link.
///
/// # Errors
/// [`Failure::NotFound`] when it is too long ago, or cancelled since.
pub async fn just_booked(language: Language) -> Result<(Own, String), Failure> {
    let here = crate::here::here()?;
    let secret =
        |name| crate::cookies::cookie(name).and_then(|value| store::Secret::parse(&value)).ok_or(Failure::NotFound);
    let (proof, link) = (secret(BOOKED_COOKIE)?, secret(LINK_COOKIE)?);
    let own = here.store.proved(&here.centre, &proof, language, (here.now)()).await?;
    // What was cancelled since is not announced once more.
    if !own.status.holds_time() {
        return Err(Failure::NotFound);
    }
    let address = format!("{}/{}/appointment/{}", here.site, language.code(), link.as_str());
    Ok((read::own(own), address))
}

/// The appointment whose link this browser has proved.
///
/// # Errors
/// [`Failure::NotFound`] when the proof is over.
pub async fn own_appointment(language: Language) -> Result<Own, Failure> {
    let here = crate::here::here()?;
    Ok(read::own(read::visited(&here, language).await?))
}

/// Free times of the mediator whose appointment it is; of a workshop, the others of its kind.
///
/// # Errors
/// [`Failure::NotFound`] when the proof is over, or it cannot be moved.
pub async fn times_to_move_to(language: Language, from: String) -> Result<OtherTimes, Failure> {
    let here = crate::here::here()?;
    let own = read::visited(&here, language).await?;
    if !own.may_move {
        return Err(Failure::NotFound);
    }
    let (mode, with) = (own.mode.as_str().to_owned(), own.staff_id.to_string());
    let same = Choice { service: own.service, mode, with, speaks: String::new() };
    let times = match times(here.clone(), language, same.clone(), &from, Asker::Own(own.id)).await {
        // They receive nobody for it any more: whoever is what was asked for.
        Err(Failure::NotFound) => {
            let (gender, speaks) = own.asked;
            let with = gender.map_or("", |gender| gender.as_str()).to_owned();
            let choice = Choice { with, speaks: speaks.map_or("", |s| s.code()).to_owned(), ..same };
            times(here, language, choice, &from, Asker::Own(own.id)).await?
        }
        times => times?,
    };
    Ok(OtherTimes { times, asks: own.needs_approval })
}

pub mod read {
    use domain::language::Language;
    use store::{OwnAppointment, Secret};

    use super::{Own, VISIT_COOKIE};
    use crate::{api::Failure, cookies::cookie, here::Here};

    /// The appointment behind the visit cookie of this request.
    pub async fn visited(here: &Here, language: Language) -> Result<OwnAppointment, Failure> {
        let visit = cookie(VISIT_COOKIE).and_then(|value| Secret::parse(&value)).ok_or(Failure::NotFound)?;
        Ok(here.store.proved(&here.centre, &visit, language, (here.now)()).await?)
    }

    pub fn own(own: OwnAppointment) -> Own {
        Own {
            reference: own.reference.display(),
            service: own.service_name,
            mediator: own.mediator,
            mode: own.mode,
            day: own.start.date().to_string(),
            time: own.start.strftime("%H:%M").to_string(),
            status: own.status,
            may_move: own.may_move,
            may_cancel: own.may_cancel,
        }
    }
}
