//! Reads a form as a change of hours.

use app::office::Wrong;
use domain::{
    digits::to_latin_digits,
    holidays::Holiday,
    recurrence::Recurrence,
    schedule::{ALWAYS, DayChange, FOREVER, Modes, Opening, Season, at_minute},
};
use jiff::civil::Date;
use store::{HolidayKey, HoursChange, NewAbsence, Resource};

use crate::office::form::{Typed, read_day, read_minute};

type Read<T> = Result<T, Vec<(&'static str, Wrong)>>;

/// Longest label.
const LABEL: usize = 120;

pub fn change(typed: &Typed, today: Date) -> Read<HoursChange> {
    let id = || typed.get("id").parse().map_err(|_| vec![("", Wrong::Stale)]);
    match typed.get("change") {
        "add_opening" => Ok(HoursChange::AddOpening(resource(typed)?, opening(typed)?)),
        "open_always" => resource(typed).map(HoursChange::OpenAlways),
        "end_opening" => Ok(HoursChange::EndOpening { id: id()?, last_day: last_day(typed, today)? }),
        "add_day" => Ok(HoursChange::AddDayChange(resource(typed)?, day_change(typed)?)),
        "remove_day" => id().map(HoursChange::RemoveDayChange),
        "add_absence" => absence(typed).map(HoursChange::AddAbsence),
        "remove_absence" => id().map(HoursChange::RemoveAbsence),
        "add_season" => season(typed).map(|(label, season)| HoursChange::AddSeason { label, season }),
        "change_season" => {
            let (id, (label, season)) = (id()?, season(typed)?);
            Ok(HoursChange::ChangeSeason { id, label, season })
        }
        "remove_season" => id().map(HoursChange::RemoveSeason),
        "holiday" => holiday(typed),
        _ => Err(vec![("", Wrong::Stale)]),
    }
}

fn resource(typed: &Typed) -> Read<Resource> {
    whose(typed).ok_or_else(|| vec![("", Wrong::Stale)])
}

/// Whose absence it is; `None` closes the centre, and has to be said.
fn absent(typed: &Typed) -> Read<Option<Resource>> {
    if typed.get("whose") == app::office::CENTRE { Ok(None) } else { resource(typed).map(Some) }
}

fn whose(typed: &Typed) -> Option<Resource> {
    let (kind, id) = typed.get("whose").split_once(':')?;
    let id = id.parse().ok()?;
    match kind {
        "staff" => Some(Resource::Staff(id)),
        "room" => Some(Resource::Room(id)),
        _ => None,
    }
}

/// Reads two times of a day, the first before the second.
fn range(typed: &Typed, from: &'static str, to: &'static str) -> Read<(u16, u16)> {
    match (read_minute(typed.get(from)), read_minute(typed.get(to))) {
        (Ok(begin), Ok(end)) if begin < end => Ok((begin, end)),
        (Ok(_), Ok(_)) => Err(vec![(to, Wrong::Backwards)]),
        (begin, end) => Err([begin.err().map(|wrong| (from, wrong)), end.err().map(|wrong| (to, wrong))]
            .into_iter()
            .flatten()
            .collect()),
    }
}

fn day(typed: &Typed, name: &'static str) -> Read<Date> {
    read_day(typed.get(name)).map_err(|wrong| vec![(name, wrong)])
}

/// A day that may be left out.
fn day_or(typed: &Typed, name: &'static str, otherwise: Date) -> Read<Date> {
    if typed.get(name).is_empty() { Ok(otherwise) } else { day(typed, name) }
}

fn opening(typed: &Typed) -> Read<Opening> {
    let (from_minute, to_minute) = range(typed, "opening_from", "opening_to")?;
    let weekday = typed.get("opening_weekday").parse().ok().filter(|day| (1..=7).contains(day));
    let weekday = weekday.ok_or_else(|| vec![("opening_weekday", Wrong::Missing)])?;
    let (first_day, last_day) = (day_or(typed, "opening_first", ALWAYS)?, day_or(typed, "opening_last", FOREVER)?);
    if last_day < first_day {
        return Err(vec![("opening_last", Wrong::Backwards)]);
    }
    let every_weeks = weeks(typed, "opening_weeks")?.unwrap_or(1);
    // Every second week needs a first one to be counted from.
    if every_weeks > 1 && first_day == ALWAYS {
        return Err(vec![("opening_first", Wrong::Missing)]);
    }
    let modes = Modes {
        in_person: typed.ticked("opening_in_person"),
        telephone: typed.ticked("opening_telephone"),
        video: typed.ticked("opening_video"),
    };
    if !modes.in_person && !modes.telephone && !modes.video {
        return Err(vec![("opening_in_person", Wrong::Missing)]);
    }
    let service = match typed.get("opening_service") {
        "" => None,
        id => Some(id.parse().map_err(|_| vec![("opening_service", Wrong::Missing)])?),
    };
    Ok(Opening { weekday, from_minute, to_minute, first_day, last_day, every_weeks, modes, service })
}

/// A number of weeks from one to the next, up to a year; `None` when nothing was said.
fn weeks<T: TryFrom<u32>>(typed: &Typed, name: &'static str) -> Read<Option<T>> {
    let text = to_latin_digits(typed.get(name));
    if text.is_empty() {
        return Ok(None);
    }
    let weeks = text.parse().ok().filter(|weeks| (1..=52).contains(weeks)).and_then(|weeks| T::try_from(weeks).ok());
    weeks.map(Some).ok_or_else(|| vec![(name, Wrong::OutOfRange)])
}

/// The last day on which a range holds; yesterday when none was given.
fn last_day(typed: &Typed, today: Date) -> Read<Date> {
    day_or(typed, "end_day", today.yesterday().unwrap_or(today))
}

fn day_change(typed: &Typed) -> Read<DayChange> {
    let day = day(typed, "day_day")?;
    let (from_minute, to_minute) = range(typed, "day_from", "day_to")?;
    Ok(DayChange { day, from_minute, to_minute, opens: typed.get("day_opens") == "yes" })
}

fn absence(typed: &Typed) -> Read<NewAbsence> {
    let from_day = day(typed, "absence_from_day")?;
    let to_day = day_or(typed, "absence_to_day", from_day)?;
    let minute = |name: &'static str, otherwise: u16| {
        if typed.get(name).is_empty() {
            Ok(otherwise)
        } else {
            read_minute(typed.get(name)).map_err(|wrong| vec![(name, wrong)])
        }
    };
    let from = at_minute(from_day, minute("absence_from", 0)?.into());
    let to = at_minute(to_day, minute("absence_to", 1440)?.into());
    if to <= from {
        return Err(vec![("absence_to_day", Wrong::Backwards)]);
    }
    let until = Some(day_or(typed, "absence_until", FOREVER)?).filter(|day| *day < FOREVER);
    if until.is_some_and(|until| until < from_day) {
        return Err(vec![("absence_until", Wrong::Backwards)]);
    }
    let rule = match typed.get("absence_repeat") {
        "month" => Some(Recurrence::monthly(until)),
        _ => weeks(typed, "absence_repeat")?.map(|weeks| Recurrence::weekly(weeks, until)),
    };
    // An end of what does not come back would be forgotten in silence.
    if rule.is_none() && until.is_some() {
        return Err(vec![("absence_repeat", Wrong::Missing)]);
    }
    Ok(NewAbsence { whose: absent(typed)?, from, to, rule, label: label(typed, "absence_label")? })
}

fn season(typed: &Typed) -> Read<(String, Season)> {
    let label = label(typed, "season_label")?;
    if label.is_empty() {
        return Err(vec![("season_label", Wrong::Missing)]);
    }
    let (first_day, last_day) = (day(typed, "season_first")?, day(typed, "season_last")?);
    if last_day < first_day {
        return Err(vec![("season_last", Wrong::Backwards)]);
    }
    let mut hours: Vec<(u8, u16, u16)> = Vec::new();
    for (weekday, from, to) in app::office::SEASON_TIMES {
        if !typed.get(from).is_empty() || !typed.get(to).is_empty() {
            let (begin, end) = range(typed, from, to)?;
            // The second range of a day comes after the first.
            if hours.last().is_some_and(|&(before, _, over)| before == weekday && begin < over) {
                return Err(vec![(from, Wrong::Backwards)]);
            }
            hours.push((weekday, begin, end));
        }
    }
    Ok((label, Season { first_day, last_day, hours }))
}

fn holiday(typed: &Typed) -> Read<HoursChange> {
    let gone = || vec![("", Wrong::Stale)];
    let holiday = Holiday::from_str_opt(typed.get("holiday")).ok_or_else(gone)?;
    let (part, year) = (typed.get("part").parse().map_err(|_| gone())?, typed.get("year").parse().map_err(|_| gone())?);
    let day = if typed.get("works") == "yes" { None } else { Some(day(typed, "holiday_day")?) };
    Ok(HoursChange::SetHoliday { key: HolidayKey { holiday, part, year }, day })
}

fn label(typed: &Typed, name: &'static str) -> Read<String> {
    let label = typed.get(name);
    if label.chars().count() > LABEL { Err(vec![(name, Wrong::TooLong)]) } else { Ok(label.to_owned()) }
}
