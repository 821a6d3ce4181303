//! Public holidays of Morocco: fixed ones by rule, those of the moon as proposals for a person to confirm.

use icu_calendar::{Date as IcuDate, Iso, cal::Hijri};
use jiff::civil::Date;

/// A public holiday. Source of the fixed ones: the decree on paid public holidays, and royal announcements since;
/// the centre confirms.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Holiday {
    NewYear,
    IndependenceManifesto,
    AmazighNewYear,
    LabourDay,
    ThroneDay,
    OuedEdDahab,
    RevolutionOfKingAndPeople,
    YouthDay,
    UnityDay,
    GreenMarch,
    IndependenceDay,
    HijriNewYear,
    Mawlid,
    EidAlFitr,
    EidAlAdha,
}

use Holiday::{
    AmazighNewYear, EidAlAdha, EidAlFitr, GreenMarch, HijriNewYear, IndependenceDay, IndependenceManifesto, LabourDay,
    Mawlid, NewYear, OuedEdDahab, RevolutionOfKingAndPeople, ThroneDay, UnityDay, YouthDay,
};

/// Month, day, first year.
const FIXED: [(Holiday, i8, i8, i16); 11] = [
    (NewYear, 1, 1, 1956),
    (IndependenceManifesto, 1, 11, 1956),
    (AmazighNewYear, 1, 14, 2024),
    (LabourDay, 5, 1, 1956),
    (ThroneDay, 7, 30, 2000),
    (OuedEdDahab, 8, 14, 1980),
    (RevolutionOfKingAndPeople, 8, 20, 1956),
    (YouthDay, 8, 21, 2000),
    (UnityDay, 10, 31, 2025),
    (GreenMarch, 11, 6, 1976),
    (IndependenceDay, 11, 18, 1956),
];

/// Month, first day and number of days in the Hijri year.
const OF_THE_MOON: [(Holiday, u8, u8, u8); 4] =
    [(HijriNewYear, 1, 1, 1), (Mawlid, 3, 12, 2), (EidAlFitr, 10, 1, 2), (EidAlAdha, 12, 10, 2)];

const RAMADAN: u8 = 9;

/// A day that would be a holiday.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ProposedHoliday {
    pub holiday: Holiday,
    /// 1 or 2: its first or second day.
    pub part: u8,
    /// Gregorian for fixed holidays, Hijri for those of the moon. With holiday and part it names the day, also when a
    /// person shifts it.
    pub year: i16,
    pub day: Date,
    /// Computed: the month begins by sighting, in Morocco often a day later than in the Umm al-Qura calendar.
    pub provisional: bool,
}

impl Holiday {
    pub const ALL: [Self; 15] = [
        NewYear,
        IndependenceManifesto,
        AmazighNewYear,
        LabourDay,
        ThroneDay,
        OuedEdDahab,
        RevolutionOfKingAndPeople,
        YouthDay,
        UnityDay,
        GreenMarch,
        IndependenceDay,
        HijriNewYear,
        Mawlid,
        EidAlFitr,
        EidAlAdha,
    ];

    pub fn as_str(self) -> &'static str {
        match self {
            NewYear => "new_year",
            IndependenceManifesto => "independence_manifesto",
            AmazighNewYear => "amazigh_new_year",
            LabourDay => "labour_day",
            ThroneDay => "throne_day",
            OuedEdDahab => "oued_ed_dahab",
            RevolutionOfKingAndPeople => "revolution_of_king_and_people",
            YouthDay => "youth_day",
            UnityDay => "unity_day",
            GreenMarch => "green_march",
            IndependenceDay => "independence_day",
            HijriNewYear => "hijri_new_year",
            Mawlid => "mawlid",
            EidAlFitr => "eid_al_fitr",
            EidAlAdha => "eid_al_adha",
        }
    }

    pub fn from_str_opt(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|holiday| holiday.as_str() == text)
    }

    pub fn follows_moon(self) -> bool {
        OF_THE_MOON.iter().any(|(holiday, ..)| *holiday == self)
    }
}

/// The holidays from `first` to `last`, both included, by day.
pub fn holidays_between(first: Date, last: Date) -> Vec<ProposedHoliday> {
    let fixed = (first.year()..=last.year()).flat_map(|year| {
        let since = FIXED.iter().filter(move |(_, _, _, since)| *since <= year);
        since.filter_map(move |&(holiday, month, day, _)| {
            let day = Date::new(year, month, day).ok()?;
            Some(ProposedHoliday { holiday, part: 1, year, day, provisional: false })
        })
    });
    let moon = hijri_years(first, last).flat_map(|year| {
        OF_THE_MOON.iter().flat_map(move |&(holiday, month, day, days)| {
            (1..=days).filter_map(move |part| {
                let day = civil(year, month, day + part - 1)?;
                Some(ProposedHoliday { holiday, part, year, day, provisional: true })
            })
        })
    });
    let mut found: Vec<_> = fixed.chain(moon).filter(|found| (first..=last).contains(&found.day)).collect();
    found.sort_by_key(|found| (found.day, found.holiday, found.part));
    found
}

/// The first and last day of every computed Ramadan that touches the days from `first` to `last`.
pub fn ramadan_between(first: Date, last: Date) -> Vec<(Date, Date)> {
    let months = hijri_years(first, last).filter_map(|year| {
        let (begins, after) = (civil(year, RAMADAN, 1)?, civil(year, RAMADAN + 1, 1)?);
        Some((begins, after.yesterday().ok()?))
    });
    months.filter(|(begins, ends)| *begins <= last && first <= *ends).collect()
}

/// The Hijri years that may touch these days; more than needed on either side.
fn hijri_years(first: Date, last: Date) -> std::ops::RangeInclusive<i16> {
    let year_of = |day: Date| {
        let iso = IcuDate::try_new_iso(day.year().into(), day.month().unsigned_abs(), day.day().unsigned_abs());
        iso.map_or(1, |iso| iso.to_calendar(Hijri::new_umm_al_qura()).year().extended_year() as i16)
    };
    year_of(first) - 1..=year_of(last) + 1
}

fn civil(year: i16, month: u8, day: u8) -> Option<Date> {
    let hijri = IcuDate::try_new(i32::from(year).into(), month.into(), day, Hijri::new_umm_al_qura()).ok()?;
    let iso = hijri.to_calendar(Iso);
    let (month, day) = (iso.month().ordinal, iso.day_of_month().0);
    Date::new(iso.year().extended_year() as i16, month as i8, day as i8).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::{ToSpan, civil::date};
    use proptest::prelude::*;

    fn days_of(holiday: Holiday, year: i16) -> Vec<String> {
        let all = holidays_between(date(year, 1, 1), date(year, 12, 31));
        all.iter().filter(|found| found.holiday == holiday).map(|found| found.day.to_string()).collect()
    }

    #[test]
    fn fixed_holidays_come_every_year_since_they_exist() {
        assert_eq!(days_of(GreenMarch, 2026), ["2026-11-06"]);
        assert_eq!(days_of(UnityDay, 2024), [""; 0]);
        assert_eq!(days_of(UnityDay, 2025), ["2025-10-31"]);
        assert_eq!(days_of(AmazighNewYear, 2023), [""; 0]);
        let fixed = holidays_between(date(2026, 1, 1), date(2026, 12, 31)).into_iter().filter(|f| !f.provisional);
        assert_eq!(fixed.count(), 11);
    }

    #[test]
    fn moon_holidays_are_those_of_umm_al_qura_and_provisional() {
        assert_eq!(days_of(EidAlFitr, 2026), ["2026-03-20", "2026-03-21"]);
        assert_eq!(days_of(EidAlAdha, 2026), ["2026-05-27", "2026-05-28"]);
        assert_eq!(days_of(HijriNewYear, 2026), ["2026-06-16"]);
        assert_eq!(days_of(Mawlid, 2026), ["2026-08-25", "2026-08-26"]);
        let all = holidays_between(date(2026, 1, 1), date(2026, 12, 31));
        assert!(all.iter().all(|found| found.provisional == found.holiday.follows_moon()));
    }

    #[test]
    fn ramadan_may_come_twice_in_a_year() {
        let found = ramadan_between(date(2030, 1, 1), date(2030, 12, 31));
        assert_eq!(found, [(date(2030, 1, 5), date(2030, 2, 3)), (date(2030, 12, 26), date(2031, 1, 23))]);
        assert_eq!(ramadan_between(date(2026, 3, 1), date(2026, 3, 1)), [(date(2026, 2, 18), date(2026, 3, 19))]);
    }

    #[test]
    fn names_read_themselves_back() {
        for holiday in Holiday::ALL {
            assert_eq!(Holiday::from_str_opt(holiday.as_str()), Some(holiday));
        }
    }

    proptest! {
        #[test]
        fn a_stretch_has_the_holidays_of_its_parts(start in 0_i64..9000, length in 0_i64..800, cut in 0_i64..800) {
            let first = date(2020, 1, 1).saturating_add(start.days());
            let last = first.saturating_add(length.days());
            let middle = first.saturating_add(cut.min(length).days());
            let whole = holidays_between(first, last);
            let mut parts = holidays_between(first, middle);
            parts.extend(holidays_between(middle.saturating_add(1.day()), last));
            prop_assert_eq!(&whole, &parts);
            let mut keys: Vec<_> = whole.iter().map(|found| (found.holiday, found.part, found.year)).collect();
            keys.sort();
            keys.dedup();
            prop_assert_eq!(keys.len(), whole.len());
        }
    }
}
