use domain::language::Language;
use jiff::civil::Date;
use leptos_i18n::td_string;

use crate::i18n::{Locale, locale};

/// A day as people say it in Morocco: «الثلاثاء 24 نونبر 2026», «mardi 24 novembre 2026», “Tuesday 24 November 2026”.
pub fn long_day(language: Language, day: Date) -> String {
    let at = locale(language);
    let (weekday, month) =
        (weekday_words(at, day.weekday().to_monday_one_offset().unsigned_abs()), month(at, day.month()));
    let number = match (language, day.day()) {
        (Language::Fr, 1) => "1ᵉʳ".to_owned(),
        (_, day) => day.to_string(),
    };
    format!("{weekday} {number} {month} {}", day.year())
}

/// The same for an ISO day; anything else is shown as it is.
pub fn long_day_of(language: Language, iso: &str) -> String {
    iso.parse().map_or_else(|_| iso.to_owned(), |day| long_day(language, day))
}

/// A month of the form `2027-01`; anything else is shown as it is.
#[cfg(feature = "ssr")]
pub fn month_words(language: Language, iso: &str) -> String {
    let parts = iso.split_once('-').and_then(|(year, of)| Some((year, of.parse::<i8>().ok()?)));
    parts.map_or_else(|| iso.to_owned(), |(year, of)| format!("{} {year}", month(locale(language), of)))
}

/// A weekday by its number; 1 is Monday.
pub fn weekday_words(at: Locale, monday_is_one: u8) -> &'static str {
    match monday_is_one {
        1 => td_string!(at, site.weekdays.d1),
        2 => td_string!(at, site.weekdays.d2),
        3 => td_string!(at, site.weekdays.d3),
        4 => td_string!(at, site.weekdays.d4),
        5 => td_string!(at, site.weekdays.d5),
        6 => td_string!(at, site.weekdays.d6),
        _ => td_string!(at, site.weekdays.d7),
    }
}

fn month(at: Locale, january_is_one: i8) -> &'static str {
    match january_is_one {
        1 => td_string!(at, site.months.m1),
        2 => td_string!(at, site.months.m2),
        3 => td_string!(at, site.months.m3),
        4 => td_string!(at, site.months.m4),
        5 => td_string!(at, site.months.m5),
        6 => td_string!(at, site.months.m6),
        7 => td_string!(at, site.months.m7),
        8 => td_string!(at, site.months.m8),
        9 => td_string!(at, site.months.m9),
        10 => td_string!(at, site.months.m10),
        11 => td_string!(at, site.months.m11),
        _ => td_string!(at, site.months.m12),
    }
}

#[cfg(test)]
mod tests {
    use super::long_day_of;
    use domain::language::Language::{Ar, En, Fr};

    #[test]
    fn months_are_the_moroccan_ones() {
        assert_eq!(long_day_of(Ar, "2026-11-24"), "الثلاثاء 24 نونبر 2026");
        assert_eq!(long_day_of(Ar, "2026-08-14"), "الجمعة 14 غشت 2026");
        assert_eq!(long_day_of(Fr, "2026-12-01"), "mardi 1ᵉʳ décembre 2026");
        assert_eq!(long_day_of(En, "2026-05-03"), "Sunday 3 May 2026");
    }

    #[test]
    fn what_is_no_day_is_left_alone() {
        assert_eq!(long_day_of(Ar, "soon"), "soon");
    }
}
