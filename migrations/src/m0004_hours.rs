//! When people and rooms receive: weekly openings, single days, absences, seasons, holidays.

use sea_orm_migration::{prelude::*, schema::*, sea_orm::sea_query::TableCreateStatement};

use crate::area::{Area, minute, of_centre, word};

pub(crate) const AREA: Area = Area {
    name: "m0004_hours",
    tables: &["opening", "day_change", "absence", "season", "season_hours", "holiday"],
    create: tables,
    indexes: &[
        "CREATE INDEX opening_by_resource ON opening (centre_id, resource_kind, resource_id)",
        "CREATE INDEX day_change_by_day ON day_change (centre_id, day)",
        "CREATE INDEX absence_by_end ON absence (centre_id, last_civil)",
        "CREATE INDEX season_by_end ON season (centre_id, last_day)",
        "CREATE INDEX holiday_by_day ON holiday (centre_id, day)",
    ],
};

const RESOURCES: [&str; 2] = ["staff", "room"];

/// A table whose rows are named by a number of their own.
fn numbered(table: &'static str) -> TableCreateStatement {
    let mut statement = Table::create();
    statement
        .table(table)
        .col(big_pk_auto("id"))
        .col(big_integer("centre_id"))
        .foreign_key(ForeignKey::create().from(table, "centre_id").to("centre", "id"));
    statement
}

fn weekday() -> ColumnDef {
    small_integer("weekday").check(Expr::cust("weekday BETWEEN 1 AND 7")).to_owned()
}

fn tables() -> Vec<TableCreateStatement> {
    let mut opening = numbered("opening");
    opening
        .col(word("resource_kind", &RESOURCES))
        .col(big_integer("resource_id"))
        .col(weekday())
        .col(minute("from_minute", 0, 1435))
        .col(minute("to_minute", 5, 1440))
        .col(string("first_day"))
        .col(string("last_day"))
        .col(integer("every_weeks").check(Expr::cust("every_weeks BETWEEN 1 AND 52")))
        .col(boolean("in_person"))
        .col(boolean("telephone"))
        .col(boolean("video"))
        .col(big_integer_null("service_id"))
        .check(Expr::cust("from_minute < to_minute"))
        .check(Expr::cust("first_day <= last_day"))
        .foreign_key(ForeignKey::create().from("opening", "service_id").to("service", "id"));
    let mut day_change = numbered("day_change");
    day_change
        .col(word("resource_kind", &RESOURCES))
        .col(big_integer("resource_id"))
        .col(string("day"))
        .col(minute("from_minute", 0, 1435))
        .col(minute("to_minute", 5, 1440))
        .col(boolean("opens"))
        .check(Expr::cust("from_minute < to_minute"));
    let mut absence = numbered("absence");
    absence
        .col(word("resource_kind", &["centre", "staff", "room"]))
        .col(big_integer("resource_id"))
        .col(string("from_civil"))
        .col(string("to_civil"))
        .col(string_null("rule"))
        .col(string("last_civil"))
        .col(string("label"))
        .check(Expr::cust("from_civil < to_civil"))
        .check(Expr::cust("(resource_kind = 'centre') = (resource_id = 0)"));
    let mut season = numbered("season");
    season
        .col(string("label"))
        .col(string("first_day"))
        .col(string("last_day"))
        .check(Expr::cust("first_day <= last_day"));
    let mut hours = Table::create();
    hours
        .table("season_hours")
        .col(big_integer("season_id"))
        .col(weekday())
        .col(minute("from_minute", 0, 1435))
        .col(minute("to_minute", 5, 1440))
        .primary_key(Index::create().col("season_id").col("weekday").col("from_minute"))
        .check(Expr::cust("from_minute < to_minute"))
        .foreign_key(ForeignKey::create().from("season_hours", "season_id").to("season", "id"));
    let mut holiday = of_centre("holiday", &["holiday", "part", "year"]);
    holiday
        .col(string("holiday"))
        .col(small_integer("part"))
        .col(small_integer("year"))
        .col(string("day"))
        .col(word("state", &["proposed", "confirmed", "dropped"]))
        .col(big_integer_null("changed_by"))
        .col(big_integer("changed_at"));
    vec![opening, day_change, absence, season, hours, holiday]
}
