use domain::{holidays::Holiday, recurrence::Recurrence};
use jiff::civil::DateTime;
use leptos_i18n::td_string;

use crate::{i18n::Locale, ui::weekday_words};

/// The seven weekdays as a list to pick from.
pub fn weekdays(at: Locale) -> Vec<(String, String)> {
    (1..=7).map(|day| (day.to_string(), weekday_words(at, day).to_owned())).collect()
}

/// A minute of the day as `HH:MM`.
pub fn clock(minute: u16) -> String {
    format!("{:02}:{:02}", minute / 60, minute % 60)
}

/// A civil time as `2026-03-03 14:00`.
pub fn moment(time: DateTime) -> String {
    time.strftime("%Y-%m-%d %H:%M").to_string()
}

/// How a rule comes back.
pub fn rule_words(at: Locale, rule: &Recurrence) -> String {
    let parts: Vec<&str> = rule.as_str().split(';').collect();
    let has = |part: &str| parts.contains(&part);
    let words = match () {
        () if has("FREQ=WEEKLY") && has("INTERVAL=1") => td_string!(at, desk.hours.every_week),
        () if has("FREQ=WEEKLY") && has("INTERVAL=2") => td_string!(at, desk.hours.every_second_week),
        () if has("FREQ=MONTHLY") => td_string!(at, desk.hours.every_month),
        () => td_string!(at, desk.hours.comes_back),
    };
    let until = parts.iter().find_map(|part| part.strip_prefix("UNTIL="));
    let day = |until: &str| Some(format!("{}-{}-{}", until.get(..4)?, until.get(4..6)?, until.get(6..8)?));
    match until.and_then(day) {
        Some(day) => format!("{words} · {} {day}", td_string!(at, desk.hours.until)),
        None => words.to_owned(),
    }
}

pub fn holiday_words(at: Locale, holiday: Holiday) -> &'static str {
    match holiday {
        Holiday::NewYear => td_string!(at, desk.holiday.new_year),
        Holiday::IndependenceManifesto => td_string!(at, desk.holiday.independence_manifesto),
        Holiday::AmazighNewYear => td_string!(at, desk.holiday.amazigh_new_year),
        Holiday::LabourDay => td_string!(at, desk.holiday.labour_day),
        Holiday::ThroneDay => td_string!(at, desk.holiday.throne_day),
        Holiday::OuedEdDahab => td_string!(at, desk.holiday.oued_ed_dahab),
        Holiday::RevolutionOfKingAndPeople => td_string!(at, desk.holiday.revolution),
        Holiday::YouthDay => td_string!(at, desk.holiday.youth_day),
        Holiday::UnityDay => td_string!(at, desk.holiday.unity_day),
        Holiday::GreenMarch => td_string!(at, desk.holiday.green_march),
        Holiday::IndependenceDay => td_string!(at, desk.holiday.independence_day),
        Holiday::HijriNewYear => td_string!(at, desk.holiday.hijri_new_year),
        Holiday::Mawlid => td_string!(at, desk.holiday.mawlid),
        Holiday::EidAlFitr => td_string!(at, desk.holiday.eid_al_fitr),
        Holiday::EidAlAdha => td_string!(at, desk.holiday.eid_al_adha),
    }
}
