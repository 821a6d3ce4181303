//! A change of hours.

use domain::{
    recurrence::Recurrence,
    schedule::{DayChange, Opening, Season},
};
use jiff::civil::{Date, DateTime};

use crate::{
    hours::holidays::HolidayKey,
    resource::Resource,
    thing::{Thing, ThingKind},
};

/// One change of hours. Ids are those of the rows.
#[derive(Clone, Debug)]
pub enum HoursChange {
    AddOpening(Resource, Opening),
    /// The range holds up to `last_day`; when that lies before its first day it never held.
    EndOpening {
        id: i64,
        last_day: Date,
    },
    /// A room has no hours of its own any more: it is always open.
    OpenAlways(Resource),
    AddDayChange(Resource, DayChange),
    RemoveDayChange(i64),
    AddAbsence(NewAbsence),
    RemoveAbsence(i64),
    /// Seasons do not overlap: each day has one plan.
    AddSeason {
        label: String,
        season: Season,
    },
    /// Other days, hours or another name.
    ChangeSeason {
        id: i64,
        label: String,
        season: Season,
    },
    RemoveSeason(i64),
    /// `None` for a day on which the centre works after all.
    SetHoliday {
        key: HolidayKey,
        day: Option<Date>,
    },
}

impl HoursChange {
    /// What it says anew or takes away that somebody else may have said anew meanwhile; `None` for what only adds, and for
    /// what nobody can change.
    pub fn thing(&self) -> Option<Thing> {
        match self {
            Self::EndOpening { id, .. } => Some(Thing::new(ThingKind::Opening, id)),
            Self::ChangeSeason { id, .. } | Self::RemoveSeason(id) => Some(Thing::new(ThingKind::Season, id)),
            Self::SetHoliday { key, .. } => Some(key.thing()),
            _ => None,
        }
    }

    /// Whose hours change, or which row of them, and how.
    pub(super) fn named(&self) -> (String, &'static str) {
        let of = |whose: &Resource| format!("{}:{}", whose.kind().0, whose.id());
        match self {
            Self::AddOpening(whose, _) => (of(whose), "add_opening"),
            Self::EndOpening { id, .. } => (format!("opening:{id}"), "end_opening"),
            Self::OpenAlways(whose) => (of(whose), "open_always"),
            Self::AddDayChange(whose, _) => (of(whose), "add_day_change"),
            Self::RemoveDayChange(id) => (format!("day_change:{id}"), "remove_day_change"),
            Self::AddAbsence(new) => (new.whose.as_ref().map_or_else(|| "centre".to_owned(), of), "add_absence"),
            Self::RemoveAbsence(id) => (format!("absence:{id}"), "remove_absence"),
            Self::AddSeason { .. } => ("centre".to_owned(), "add_season"),
            Self::ChangeSeason { id, .. } => (format!("season:{id}"), "change_season"),
            Self::RemoveSeason(id) => (format!("season:{id}"), "remove_season"),
            Self::SetHoliday { key, .. } => (format!("holiday:{}:{}", key.holiday.as_str(), key.year), "set_holiday"),
        }
    }
}

/// A time in which somebody, or nobody at all, receives.
#[derive(Clone, Debug)]
pub struct NewAbsence {
    /// `None` closes the centre.
    pub whose: Option<Resource>,
    pub from: DateTime,
    pub to: DateTime,
    /// Comes back by this rule.
    pub rule: Option<Recurrence>,
    pub label: String,
}
