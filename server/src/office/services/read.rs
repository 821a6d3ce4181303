//! Reads the form of a service.

use std::{collections::BTreeMap, ops::RangeInclusive};

use app::office::{SERVICE_WORDS, Wrong};
use domain::{language::Language, offer::Family, schedule::Modes};
use store::{ServiceRecord, ServiceWords};

use crate::office::form::{Fields, Typed, Wrongs};

/// Minutes of a long day, of a month and of a week.
const DAY: u32 = 12 * 60;
const MONTH: u32 = 31 * 24 * 60;
const WEEK: u32 = 7 * 24 * 60;
/// Longest name and longest sentence about a service.
const NAME: usize = 120;
const SUMMARY: usize = 400;

pub fn record(typed: &Typed, slug: String) -> Result<ServiceRecord, Wrongs> {
    let mut fields = Fields::of(typed);
    let record = ServiceRecord {
        slug,
        family: family(&mut fields),
        words: words(&mut fields),
        minutes: fives(&mut fields, "minutes", 5..=DAY),
        before_minutes: fives(&mut fields, "before_minutes", 0..=240),
        buffer_minutes: fives(&mut fields, "buffer_minutes", 0..=240),
        step_minutes: fives(&mut fields, "step_minutes", 5..=DAY),
        notice_minutes: fields.number("notice_minutes", 0..=MONTH),
        // Nothing is looked for farther ahead.
        horizon_days: fields.number("horizon_days", 1..=365),
        change_limit_minutes: fields.number("change_limit_minutes", 0..=MONTH),
        hold_minutes: fields.number("hold_minutes", 5..=WEEK),
        seats: fields.number("seats", 1..=500),
        mediators: fields.number("mediators", 1..=2),
        parties: fields.number("parties", 1..=2),
        stagger_minutes: fives(&mut fields, "stagger_minutes", 0..=120),
        needs_room: typed.ticked("needs_room"),
        needs_approval: typed.ticked("needs_approval"),
        modes: modes(&mut fields),
        active: typed.ticked("active"),
        staff: staff(typed),
    };
    // Whoever comes later still comes to the session.
    if record.stagger_minutes >= record.minutes {
        fields.complain("stagger_minutes", Wrong::OutOfRange);
    }
    fields.read(record)
}

fn fives(fields: &mut Fields<'_>, name: &'static str, within: RangeInclusive<u32>) -> u32 {
    let minutes = fields.number(name, within);
    if !minutes.is_multiple_of(5) {
        fields.complain(name, Wrong::NotFives);
    }
    minutes
}

fn family(fields: &mut Fields<'_>) -> Family {
    Family::from_str_opt(fields.typed.get("family")).unwrap_or_else(|| {
        fields.complain("family", Wrong::Missing);
        Family::Mediation
    })
}

fn words(fields: &mut Fields<'_>) -> BTreeMap<Language, ServiceWords> {
    let words = SERVICE_WORDS.map(|(language, name, summary)| {
        let words = ServiceWords { name: fields.text(name, NAME), summary: fields.text_or_none(summary, SUMMARY) };
        (language, words)
    });
    words.into()
}

fn modes(fields: &mut Fields<'_>) -> Modes {
    let ticked = |name| fields.typed.ticked(name);
    let modes = Modes { in_person: ticked("in_person"), telephone: ticked("telephone"), video: ticked("video") };
    if !modes.in_person && !modes.telephone && !modes.video {
        fields.complain("in_person", Wrong::Missing);
    }
    modes
}

fn staff(typed: &Typed) -> Vec<i64> {
    let ticked = typed.values.iter().filter(|(_, value)| value.as_str() == "yes");
    ticked.filter_map(|(name, _)| name.strip_prefix("staff_")?.parse().ok()).collect()
}
