//! Appointments as a calendar file (RFC 5545). Titles and places say nothing of why or with whom.

use domain::{calendar::instant_of, language::Language};
use jiff::{Timestamp, ToSpan, civil, tz::TimeZone};
use store::{CalendarItem, Centre};

/// What all events of a file share.
pub struct Calendar<'a> {
    zone: &'a TimeZone,
    zone_name: &'a str,
    title: &'static str,
    now: Timestamp,
    /// Whether a calendar program reads the file again and again.
    feed: bool,
}

impl<'a> Calendar<'a> {
    pub fn of(centre: &'a Centre, language: Language, now: Timestamp) -> Self {
        let title = match language {
            Language::Ar => "موعد",
            Language::Fr => "Rendez-vous",
            Language::En => "Appointment",
        };
        Self { zone: &centre.zone, zone_name: &centre.zone_name, title, now, feed: false }
    }

    /// The same for programs that come back: every hour is enough.
    pub fn followed(self) -> Self {
        Self { feed: true, ..self }
    }

    /// The file. It carries the civil times that people were told and the name of the zone: when the zone's rules
    /// change, the phone keeps the promise.
    pub fn write(&self, events: &[CalendarItem]) -> String {
        let mut lines: Vec<String> =
            ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//calendar//EN", "METHOD:PUBLISH"].map(str::to_owned).into();
        if self.feed {
            lines.extend(["REFRESH-INTERVAL;VALUE=DURATION:PT1H", "X-PUBLISHED-TTL:PT1H"].map(str::to_owned));
        }
        lines.extend(self.zone_of(events));
        lines.extend(events.iter().flat_map(|event| self.event(event)));
        lines.extend(["END:VCALENDAR".to_owned(), String::new()]);
        lines.join("\r\n")
    }

    fn event(&self, event: &CalendarItem) -> [String; 10] {
        let (zone, start) = (self.zone_name, event.start);
        let end = start.saturating_add(i64::from(event.minutes).minutes());
        [
            "BEGIN:VEVENT".to_owned(),
            format!("UID:{}", event.id),
            format!("SEQUENCE:{}", event.version - 1),
            format!("DTSTAMP:{}", self.now.strftime("%Y%m%dT%H%M%SZ")),
            format!("DTSTART;TZID={zone}:{}", local(start)),
            format!("DTEND;TZID={zone}:{}", local(end)),
            format!("SUMMARY:{}", self.title),
            format!("STATUS:{}", status(event)),
            "CLASS:PRIVATE".to_owned(),
            "END:VEVENT".to_owned(),
        ]
    }

    /// All that the file needs to know of the zone: its distance from UTC at the first event, and where it changes
    /// before the last.
    fn zone_of(&self, events: &[CalendarItem]) -> Vec<String> {
        let instants = || events.iter().filter_map(|event| instant_of(event.start, self.zone));
        let (first, last) = (instants().min().unwrap_or(self.now), instants().max().unwrap_or(self.now));
        let mut before = self.zone.to_offset(first).seconds();
        let mut lines = vec!["BEGIN:VTIMEZONE".to_owned(), format!("TZID:{}", self.zone_name)];
        lines.extend(observance("19700101T000000", before, before));
        for change in self.zone.following(first).take_while(|change| change.timestamp() <= last) {
            // The clock as it stood when it was changed.
            let seconds = change.timestamp().as_second() + i64::from(before);
            let wall = Timestamp::from_second(seconds).unwrap_or_default().strftime("%Y%m%dT%H%M%S").to_string();
            let after = change.offset().seconds();
            lines.extend(observance(&wall, before, after));
            before = after;
        }
        lines.push("END:VTIMEZONE".to_owned());
        lines
    }
}

fn status(event: &CalendarItem) -> &'static str {
    match (event.cancelled, event.asked) {
        (true, _) => "CANCELLED",
        (_, true) => "TENTATIVE",
        _ => "CONFIRMED",
    }
}

/// From a wall-clock time on, one distance from UTC instead of another, in seconds.
fn observance(from: &str, before: i32, after: i32) -> [String; 5] {
    [
        "BEGIN:STANDARD".to_owned(),
        format!("DTSTART:{from}"),
        format!("TZOFFSETFROM:{}", offset(before)),
        format!("TZOFFSETTO:{}", offset(after)),
        "END:STANDARD".to_owned(),
    ]
}

fn local(time: civil::DateTime) -> String {
    time.strftime("%Y%m%dT%H%M%S").to_string()
}

/// Seconds from UTC as `+0100`.
fn offset(seconds: i32) -> String {
    let (sign, minutes) = (if seconds < 0 { '-' } else { '+' }, seconds.abs() / 60);
    format!("{sign}{:02}{:02}", minutes / 60, minutes % 60)
}

#[cfg(test)]
mod tests {
    use super::Calendar;
    use domain::language::Language;
    use jiff::tz::TimeZoneDatabase;
    use store::CalendarItem;

    fn event(start: &str, cancelled: bool) -> CalendarItem {
        CalendarItem {
            id: uuid::Uuid::nil(),
            version: 2,
            start: start.parse().unwrap(),
            minutes: 40,
            cancelled,
            asked: false,
        }
    }

    fn centre() -> store::Centre {
        let zone_name = "Africa/Casablanca".to_owned();
        let zone = TimeZoneDatabase::bundled().get(&zone_name).unwrap();
        store::Centre {
            id: 1,
            slug: "fes".into(),
            host: None,
            zone,
            zone_name,
            phone: None,
            email: None,
            demo: false,
            most_ahead: 4,
            bookings_a_day: 120,
            messages_a_day: 8,
            message_countries: Vec::new(),
            official_pages: Vec::new(),
            offline_day: true,
            free_of_charge: false,
            second_reader: false,
        }
    }

    fn file(events: &[CalendarItem], feed: bool) -> String {
        let centre = centre();
        let calendar = Calendar::of(&centre, Language::Fr, "2026-01-05T07:00:00Z".parse().unwrap());
        if feed { calendar.followed().write(events) } else { calendar.write(events) }
    }

    #[test]
    fn it_keeps_the_civil_time_and_says_nothing_of_why() {
        let text = file(&[event("2026-01-06T09:30", false)], false);
        assert!(text.contains("DTSTART;TZID=Africa/Casablanca:20260106T093000\r\n"), "{text}");
        assert!(text.contains("DTEND;TZID=Africa/Casablanca:20260106T101000\r\n"), "{text}");
        assert!(text.contains("TZOFFSETTO:+0100\r\n"), "{text}");
        assert!(text.contains("SEQUENCE:1\r\n"), "{text}");
        assert!(text.contains("SUMMARY:Rendez-vous\r\n"), "{text}");
        assert!(!text.contains("PT1H"), "{text}");
        for word in ["diation", "Samira", "Wifaq", "famil"] {
            assert!(!text.contains(word), "{word}: {text}");
        }
    }

    #[test]
    fn in_ramadan_the_clock_is_utc() {
        let text = file(&[event("2026-02-20T09:30", false)], false);
        assert!(text.contains("TZOFFSETTO:+0000\r\n"), "{text}");
        assert!(!text.contains("+0100"), "{text}");
    }

    #[test]
    fn a_feed_says_when_to_come_back_and_what_was_cancelled() {
        let text = file(&[event("2026-01-06T09:30", true), event("2026-01-07T09:30", false)], true);
        assert!(text.contains("REFRESH-INTERVAL;VALUE=DURATION:PT1H\r\nX-PUBLISHED-TTL:PT1H\r\n"), "{text}");
        let asked = CalendarItem { asked: true, ..event("2026-01-08T09:30", false) };
        assert!(file(&[asked], true).contains("STATUS:TENTATIVE\r\n"));
        assert!(text.contains("STATUS:CANCELLED\r\n") && text.contains("STATUS:CONFIRMED\r\n"), "{text}");
        assert!(file(&[], true).ends_with("END:VTIMEZONE\r\nEND:VCALENDAR\r\n"));
    }

    #[test]
    fn a_feed_across_ramadan_says_when_the_clock_changes() {
        let text = file(&[event("2026-01-06T09:30", false), event("2026-04-07T09:30", false)], true);
        let back = "DTSTART:20260215T030000\r\nTZOFFSETFROM:+0100\r\nTZOFFSETTO:+0000\r\n";
        let forward = "DTSTART:20260322T020000\r\nTZOFFSETFROM:+0000\r\nTZOFFSETTO:+0100\r\n";
        assert!(text.contains(back) && text.contains(forward), "{text}");
    }
}
