//! What somebody asked for when they booked.

use domain::preference::{Gender, Spoken, With};

use crate::{
    Wish,
    appointments::Appointment,
    entities::{attendance, service},
};

/// What somebody asked for when they booked, so that another time or mediator is looked for likewise.
pub(crate) fn wish_again(service: &service::Model, of: &Appointment, desk: bool) -> Wish {
    let (gender, speaks) = asked_of(&of.row);
    let with = gender.map_or(With::Anyone, With::Of);
    Wish { service: service.slug.clone(), mode: of.session.mode.0, with, speaks, desk, minutes: None }
}

/// What the person asked of whoever receives them: a woman or a man, a language.
pub(crate) fn asked_of(row: &attendance::Model) -> (Option<Gender>, Option<Spoken>) {
    (row.asked_gender.map(|gender| gender.0), row.asked_language.map(|spoken| spoken.0))
}
