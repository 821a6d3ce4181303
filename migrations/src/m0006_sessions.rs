//! What takes place, who comes to it, what became of each, and the time that it takes.

use sea_orm_migration::{schema::*, sea_orm::sea_query::TableCreateStatement};

use crate::area::{Area, GENDERS, MODES, minute, names, names_member, number, of_centre, word, word_null};

pub(crate) const AREA: Area = Area {
    name: "m0006_sessions",
    tables: &["session", "attendance", "status_change", "claim", "busy_day"],
    create: tables,
    indexes: &[
        "CREATE INDEX session_by_day ON session (centre_id, day, start_minute)",
        "CREATE INDEX attendance_by_day ON attendance (centre_id, day, start_minute)",
        "CREATE INDEX attendance_by_session ON attendance (centre_id, session_id)",
        "CREATE INDEX attendance_by_person ON attendance (centre_id, person_id)",
        "CREATE UNIQUE INDEX attendance_reference_key ON attendance (centre_id, reference)",
        "CREATE UNIQUE INDEX attendance_idempotency_key ON attendance (centre_id, idempotency_hash)",
        // A place belongs to one at a time; whoever cancelled has left theirs.
        "CREATE UNIQUE INDEX attendance_place_key ON attendance (centre_id, session_id, place)
            WHERE status NOT IN ('cancelled_by_person', 'cancelled_by_centre')",
        "CREATE INDEX claim_by_session ON claim (centre_id, session_id)",
    ],
};

const STATUSES: [&str; 8] = [
    "requested",
    "expected",
    "arrived",
    "in_session",
    "done",
    "did_not_come",
    "cancelled_by_person",
    "cancelled_by_centre",
];

fn tables() -> Vec<TableCreateStatement> {
    let mut session = of_centre("session", &["id"]);
    session
        .col(uuid("id"))
        .col(word("kind", &["private", "group"]))
        .col(big_integer("service_id"))
        .col(word("mode", &MODES))
        .col(big_integer("staff_id"))
        .col(big_integer_null("co_staff_id"))
        .col(big_integer_null("room_id"))
        .col(string("day"))
        .col(minute("start_minute", 0, 1435))
        .col(number("minutes", 5, 5))
        .col(number("before_minutes", 0, 5))
        .col(number("buffer_minutes", 0, 5))
        .col(string("zone"))
        .col(big_integer("starts_at"))
        .col(number("seats", 1, 1))
        .col(big_integer_null("cancelled_at"))
        .col(big_integer_null("created_by"))
        .col(big_integer("created_at"))
        .foreign_key(&mut names("session", "service_id", "service"))
        .foreign_key(&mut names_member("session", "staff_id"))
        .foreign_key(&mut names_member("session", "co_staff_id"))
        .foreign_key(&mut names("session", "room_id", "room"));
    let mut attendance = of_centre("attendance", &["id"]);
    attendance
        .col(uuid("id"))
        .col(uuid("session_id"))
        .col(uuid("person_id"))
        .col(uuid("contact_id"))
        .col(number("place", 1, 1))
        .col(string("day"))
        .col(minute("start_minute", 0, 1435))
        .col(big_integer("starts_at"))
        .col(word("status", &STATUSES))
        .col(integer("version"))
        .col(string("reference"))
        .col(string("idempotency_hash"))
        .col(big_integer_null("booked_by"))
        .col(word_null("asked_gender", &GENDERS))
        .col(string_null("asked_language"))
        .col(big_integer("created_at"))
        .foreign_key(&mut names("attendance", "session_id", "session"))
        .foreign_key(&mut names("attendance", "person_id", "person"))
        .foreign_key(&mut names("attendance", "contact_id", "contact"));
    let mut line = of_centre("status_change", &["attendance_id", "version"]);
    line.col(uuid("attendance_id"))
        .col(integer("version"))
        .col(word("status", &STATUSES))
        .col(big_integer_null("by_staff"))
        .col(big_integer("at"))
        .col(word(
            "what",
            &["booked", "status", "undone", "moved", "handed", "resized", "roomed", "overruled", "corrected"],
        ))
        .col(string_null("detail"))
        .foreign_key(&mut names("status_change", "attendance_id", "attendance"));
    let mut claim = of_centre("claim", &["resource_kind", "resource_id", "cell"]);
    claim
        .col(word("resource_kind", &["staff", "room"]))
        .col(big_integer("resource_id"))
        .col(big_integer("cell"))
        .col(uuid("session_id"))
        .foreign_key(&mut names("claim", "session_id", "session"));
    let mut busy_day = of_centre("busy_day", &["resource_kind", "resource_id", "day_number"]);
    busy_day
        .col(word("resource_kind", &["staff", "room"]))
        .col(big_integer("resource_id"))
        .col(big_integer("day_number"));
    for word in ["h0", "h4", "h8", "h12", "h16", "h20"] {
        busy_day.col(big_integer(word));
    }
    vec![session, attendance, line, claim, busy_day]
}
