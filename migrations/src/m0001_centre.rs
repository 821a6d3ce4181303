//! Centres, the zone data that their instants follow, and what their live desks must hear of.

use sea_orm_migration::{prelude::*, schema::*, sea_orm::sea_query::TableCreateStatement};

use crate::area::{Area, LANGUAGES, number, of_centre, word};

pub(crate) const AREA: Area = Area {
    name: "m0001_centre",
    tables: &["centre", "centre_text", "help_line", "retention", "clock_change", "event_counter", "event"],
    create: tables,
    indexes: &["CREATE UNIQUE INDEX centre_host_key ON centre (host)"],
};

fn tables() -> Vec<TableCreateStatement> {
    let mut centre = Table::create();
    centre
        .table("centre")
        .col(big_pk_auto("id"))
        .col(string_uniq("slug"))
        .col(string_null("host"))
        .col(string("zone"))
        .col(string_null("phone"))
        .col(string_null("email"))
        .col(boolean("demo").default(false))
        .col(number("most_ahead", 1, 1).default(4).to_owned())
        .col(number("bookings_a_day", 1, 1).default(120).to_owned())
        .col(number("messages_a_day", 1, 1).default(8).to_owned())
        .col(string("message_countries").default("212 33 34 39 32 31 49 41 44"))
        .col(string("official_pages").default(""))
        .col(boolean("offline_day").default(true))
        .col(boolean("free_of_charge").default(false))
        .col(boolean("second_reader").default(false));
    let mut text = of_centre("centre_text", &["language"]);
    text.col(word("language", &LANGUAGES));
    for said in ["name", "address", "way", "hours"] {
        text.col(string(said));
    }
    let mut help_line = of_centre("help_line", &["position"]);
    help_line.col(integer("position").check(Expr::col("position").gte(0))).col(string("number"));
    for language in LANGUAGES {
        help_line.col(string(language));
    }
    let mut retention = of_centre("retention", &["kind"]);
    retention.col(word("kind", &["person", "waiting", "message", "event"])).col(number("days", 1, 1));
    let mut clock_change = of_centre("clock_change", &["id"]);
    clock_change
        .col(uuid("id"))
        .col(big_integer("at"))
        .col(string("release"))
        .col(big_integer("moved").check(Expr::col("moved").gte(0)));
    let mut counter = of_centre("event_counter", &[]);
    counter.col(big_integer("last"));
    for column in ["audits", "changes", "rules"] {
        counter.col(big_integer(column).default(0));
    }
    let mut event = of_centre("event", &["id"]);
    event
        .col(big_integer("id"))
        .col(string("topic"))
        .col(string("subject"))
        .col(string("kind"))
        .col(string_null("day"))
        .col(big_integer_null("staff_id"))
        .col(big_integer("at"));
    vec![centre, text, help_line, retention, clock_change, counter, event]
}
