//! An appointment as a calendar file (RFC 5545). Title and place say nothing of why.

use domain::{calendar::instant_of, language::Language};
use jiff::{Timestamp, ToSpan, civil, tz::TimeZone};
use store::OwnAppointment;

/// The file. It carries the civil time that the person was told and the name of the zone: when the zone's rules change,
/// the phone keeps the promise.
pub fn write(own: &OwnAppointment, zone: &str, language: Language, now: Timestamp) -> String {
    let title = match language {
        Language::Ar => "موعد",
        Language::Fr => "Rendez-vous",
        Language::En => "Appointment",
    };
    let end = own.start.saturating_add(i64::from(own.minutes).minutes());
    let offset = offset(own);
    let lines = [
        "BEGIN:VCALENDAR".to_owned(),
        "VERSION:2.0".to_owned(),
        "PRODID:-//calendar//EN".to_owned(),
        "METHOD:PUBLISH".to_owned(),
        "BEGIN:VTIMEZONE".to_owned(),
        format!("TZID:{zone}"),
        "BEGIN:STANDARD".to_owned(),
        "DTSTART:19700101T000000".to_owned(),
        format!("TZOFFSETFROM:{offset}"),
        format!("TZOFFSETTO:{offset}"),
        "END:STANDARD".to_owned(),
        "END:VTIMEZONE".to_owned(),
        "BEGIN:VEVENT".to_owned(),
        format!("UID:{}", own.id),
        format!("SEQUENCE:{}", own.version - 1),
        format!("DTSTAMP:{}", now.strftime("%Y%m%dT%H%M%SZ")),
        format!("DTSTART;TZID={zone}:{}", local(own.start)),
        format!("DTEND;TZID={zone}:{}", local(end)),
        format!("SUMMARY:{title}"),
        "CLASS:PRIVATE".to_owned(),
        "END:VEVENT".to_owned(),
        "END:VCALENDAR".to_owned(),
        String::new(),
    ];
    lines.join("\r\n")
}

fn local(time: civil::DateTime) -> String {
    time.strftime("%Y%m%dT%H%M%S").to_string()
}

/// The zone's distance from UTC at this appointment, `+0100`: all that the file needs to know of the zone.
fn offset(own: &OwnAppointment) -> String {
    let as_if_utc = instant_of(own.start, &TimeZone::UTC).map_or(0, Timestamp::as_second);
    let minutes = (as_if_utc - own.starts_at.as_second()) / 60;
    let sign = if minutes < 0 { '-' } else { '+' };
    format!("{sign}{:02}{:02}", minutes.abs() / 60, minutes.abs() % 60)
}

#[cfg(test)]
mod tests {
    use super::write;
    use domain::{
        appointment::{Mode, Status},
        language::Language,
        reference::Reference,
    };
    use store::OwnAppointment;

    fn own(start: &str, starts_at: &str) -> OwnAppointment {
        OwnAppointment {
            id: uuid::Uuid::nil(),
            version: 2,
            reference: Reference::from_number(1),
            service: "information-meeting".into(),
            service_name: "Entretien d’information sur la médiation".into(),
            mediator: "Samira".into(),
            staff_id: 1,
            mode: Mode::InPerson,
            start: start.parse().unwrap(),
            starts_at: starts_at.parse().unwrap(),
            minutes: 40,
            status: Status::Expected,
            may_change: true,
            change_limit_minutes: 0,
        }
    }

    fn file(own: &OwnAppointment) -> String {
        write(own, "Africa/Casablanca", Language::Fr, "2026-01-05T07:00:00Z".parse().unwrap())
    }

    #[test]
    fn it_keeps_the_civil_time_and_says_nothing_of_why() {
        let text = file(&own("2026-01-06T09:30", "2026-01-06T08:30:00Z"));
        assert!(text.contains("DTSTART;TZID=Africa/Casablanca:20260106T093000\r\n"), "{text}");
        assert!(text.contains("DTEND;TZID=Africa/Casablanca:20260106T101000\r\n"), "{text}");
        assert!(text.contains("TZOFFSETTO:+0100\r\n"), "{text}");
        assert!(text.contains("SEQUENCE:1\r\n"), "{text}");
        for word in ["diation", "Samira", "Wifaq", "famil"] {
            assert!(!text.contains(word), "{word}: {text}");
        }
    }

    #[test]
    fn in_ramadan_the_clock_is_utc() {
        let text = file(&own("2026-02-20T09:30", "2026-02-20T09:30:00Z"));
        assert!(text.contains("TZOFFSETTO:+0000\r\n"), "{text}");
    }
}
