//! Who waits for a time, and the times that are held for them.

use sea_orm_migration::{prelude::*, schema::*, sea_orm::sea_query::TableCreateStatement};

use crate::area::{Area, GENDERS, MODES, names, of_centre, word, word_null};

pub(crate) const AREA: Area = Area {
    name: "m0007_waiting",
    tables: &["waiting_entry", "hold"],
    create: tables,
    indexes: &[
        "CREATE UNIQUE INDEX waiting_idempotency_key ON waiting_entry (centre_id, idempotency_hash)",
        "CREATE INDEX waiting_in_order ON waiting_entry (centre_id, status, created_at)",
        "CREATE UNIQUE INDEX hold_open_key ON hold (centre_id, waiting_id) WHERE status = 'open'",
        "CREATE INDEX hold_by_waiting ON hold (centre_id, waiting_id)",
        "CREATE INDEX hold_by_session ON hold (centre_id, session_id)",
        "CREATE INDEX hold_by_end ON hold (centre_id, status, expires_at)",
    ],
};

fn tables() -> Vec<TableCreateStatement> {
    let mut entry = of_centre("waiting_entry", &["id"]);
    entry
        .col(uuid("id"))
        .col(uuid("person_id"))
        .col(uuid("contact_id"))
        .col(big_integer("service_id"))
        .col(word("mode", &MODES))
        .col(big_integer_null("with_staff"))
        .col(word_null("gender", &GENDERS))
        .col(string_null("language"))
        .col(string("first_day"))
        .col(string("last_day"))
        .col(integer("weekdays").check(Expr::cust("weekdays BETWEEN 1 AND 127")))
        .col(integer("from_minute"))
        .col(integer("to_minute"))
        .col(string("idempotency_hash"))
        .col(word("status", &["waiting", "booked", "withdrawn"]))
        .col(big_integer_null("added_by"))
        .col(uuid_null("after_attendance"))
        .col(big_integer("created_at"))
        .col(big_integer_null("closed_at"))
        .col(big_integer_null("closed_by"))
        .check(Expr::cust("first_day <= last_day"))
        .check(Expr::cust("from_minute < to_minute"))
        .foreign_key(&mut names("waiting_entry", "person_id", "person"))
        .foreign_key(&mut names("waiting_entry", "contact_id", "contact"))
        .foreign_key(&mut names("waiting_entry", "service_id", "service"))
        .foreign_key(&mut names("waiting_entry", "after_attendance", "attendance"));
    let mut hold = of_centre("hold", &["id"]);
    hold.col(uuid("id"))
        .col(uuid("waiting_id"))
        .col(uuid("session_id"))
        .col(big_integer("expires_at"))
        .col(word("status", &["open", "accepted", "declined", "expired", "withdrawn"]))
        .col(big_integer_null("offered_by"))
        .col(big_integer("created_at"))
        .col(big_integer_null("closed_at"))
        .col(big_integer_null("closed_by"))
        .foreign_key(&mut names("hold", "waiting_id", "waiting_entry"))
        .foreign_key(&mut names("hold", "session_id", "session"));
    vec![entry, hold]
}
