//! Messages that were promised, to whom and about what, and what became of them; and a centre's own words for them.

use sea_orm_migration::{schema::*, sea_orm::sea_query::TableCreateStatement};

use crate::area::{Area, LANGUAGES, names, of_centre, word};

pub(crate) const AREA: Area = Area {
    name: "m0008_messages",
    tables: &["message_text", "outbox"],
    create: tables,
    indexes: &[
        "CREATE UNIQUE INDEX outbox_reminder_key ON outbox (centre_id, subject, data) WHERE template = 'reminder'",
        "CREATE INDEX outbox_unsent ON outbox (centre_id, due_at) WHERE sent_at IS NULL AND dropped_at IS NULL",
        "CREATE INDEX outbox_in_hand ON outbox (centre_id, contact_id) WHERE in_hand",
        "CREATE INDEX outbox_by_subject ON outbox (centre_id, subject)",
    ],
};

const TEMPLATES: [&str; 8] =
    ["booked", "requested", "confirmed", "moved", "cancelled", "waiting", "offered", "reminder"];

fn tables() -> Vec<TableCreateStatement> {
    let mut text = of_centre("message_text", &["template", "language"]);
    text.col(word("template", &TEMPLATES)).col(word("language", &LANGUAGES)).col(string("text"));
    let mut outbox = of_centre("outbox", &["id"]);
    outbox
        .col(uuid("id"))
        .col(uuid("subject"))
        .col(uuid("contact_id"))
        .col(word("template", &TEMPLATES))
        .col(string_null("data"))
        .col(string_null("link_secret"))
        .col(big_integer("created_at"))
        .col(big_integer("due_at"))
        .col(integer("tries"))
        .col(boolean("in_hand").default(false))
        .col(big_integer_null("sent_at"))
        .col(big_integer_null("dropped_at"))
        .foreign_key(&mut names("outbox", "contact_id", "contact"));
    vec![text, outbox]
}
