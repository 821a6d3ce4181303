//! What a centre offers: services, in which words, by whom, and the rooms they need.

use sea_orm_migration::{prelude::*, schema::*, sea_orm::sea_query::TableCreateStatement};

use crate::area::{Area, number, word};

pub(crate) const AREA: Area = Area {
    name: "m0003_services",
    tables: &["service", "service_text", "staff_service", "room"],
    create: tables,
    indexes: &[
        "CREATE UNIQUE INDEX service_slug_key ON service (centre_id, slug)",
        "CREATE UNIQUE INDEX service_centre_key ON service (centre_id, id)",
        "CREATE UNIQUE INDEX room_centre_key ON room (centre_id, id)",
    ],
};

fn tables() -> Vec<TableCreateStatement> {
    let mut service = Table::create();
    service
        .table("service")
        .col(big_pk_auto("id"))
        .col(big_integer("centre_id"))
        .col(string("slug"))
        .col(word("family", &["mediation", "support", "training"]))
        .col(number("minutes", 5, 5))
        .col(number("before_minutes", 0, 5))
        .col(number("buffer_minutes", 0, 5))
        .col(number("step_minutes", 5, 5))
        .col(number("stagger_minutes", 0, 5))
        .col(number("notice_minutes", 0, 1))
        .col(number("horizon_days", 0, 1))
        .col(number("change_limit_minutes", 0, 1))
        .col(number("hold_minutes", 1, 1))
        .col(boolean("in_person"))
        .col(boolean("telephone"))
        .col(boolean("video"))
        .col(integer("position"))
        .col(boolean("active").default(true))
        .col(number("seats", 1, 1))
        .col(integer("mediators").check(Expr::cust("mediators IN (1, 2)")))
        .col(integer("parties").check(Expr::cust("parties IN (1, 2)")))
        .col(boolean("needs_room"))
        .col(boolean("needs_approval"))
        .foreign_key(ForeignKey::create().from("service", "centre_id").to("centre", "id"));
    let mut text = Table::create();
    text.table("service_text")
        .col(big_integer("service_id"))
        .col(string("language"))
        .col(string("name"))
        .col(string("summary"))
        .primary_key(Index::create().col("service_id").col("language"))
        .foreign_key(ForeignKey::create().from("service_text", "service_id").to("service", "id"));
    let mut by_whom = Table::create();
    by_whom
        .table("staff_service")
        .col(big_integer("staff_id"))
        .col(big_integer("service_id"))
        .primary_key(Index::create().col("staff_id").col("service_id"))
        .foreign_key(ForeignKey::create().from("staff_service", "staff_id").to("staff", "id"))
        .foreign_key(ForeignKey::create().from("staff_service", "service_id").to("service", "id"));
    let mut room = Table::create();
    room.table("room")
        .col(big_pk_auto("id"))
        .col(big_integer("centre_id"))
        .col(string("name"))
        .col(number("capacity", 1, 1))
        .col(boolean("active").default(true))
        .foreign_key(ForeignKey::create().from("room", "centre_id").to("centre", "id"));
    vec![service, text, by_whom, room]
}
