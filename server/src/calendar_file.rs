//! An appointment as a calendar file (RFC 5545). Title and place say nothing of why.

use domain::language::Language;
use jiff::{Timestamp, ToSpan};
use store::OwnAppointment;

/// The file. Times are instants, so that no zone table has to travel.
pub fn write(own: &OwnAppointment, language: Language, now: Timestamp) -> String {
    let title = match language {
        Language::Ar => "موعد",
        Language::Fr => "Rendez-vous",
        Language::En => "Appointment",
    };
    let end = own.starts_at.saturating_add(i64::from(own.minutes).minutes()).unwrap_or(own.starts_at);
    let lines = [
        "BEGIN:VCALENDAR".to_owned(),
        "VERSION:2.0".to_owned(),
        "PRODID:-//calendar//EN".to_owned(),
        "METHOD:PUBLISH".to_owned(),
        "BEGIN:VEVENT".to_owned(),
        format!("UID:{}", own.id),
        format!("SEQUENCE:{}", own.version - 1),
        format!("DTSTAMP:{}", stamp(now)),
        format!("DTSTART:{}", stamp(own.starts_at)),
        format!("DTEND:{}", stamp(end)),
        format!("SUMMARY:{title}"),
        "CLASS:PRIVATE".to_owned(),
        "END:VEVENT".to_owned(),
        "END:VCALENDAR".to_owned(),
        String::new(),
    ];
    lines.join("\r\n")
}

fn stamp(at: Timestamp) -> String {
    at.strftime("%Y%m%dT%H%M%SZ").to_string()
}
