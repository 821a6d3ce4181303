//! Files that take long to write: who asked for which, how far each is, and what is written of it.

use sea_orm_migration::{prelude::*, schema::*, sea_orm::sea_query::TableCreateStatement};

use crate::area::{Area, LANGUAGES, names, names_member, of_centre, word};

pub(crate) const AREA: Area = Area {
    name: "m0010_exports",
    tables: &["export", "export_part"],
    create: tables,
    indexes: &[
        // One at a time at each centre, whatever the number of programs.
        "CREATE UNIQUE INDEX export_building_key ON export (centre_id) WHERE status = 'building'",
        "CREATE INDEX export_in_order ON export (centre_id, created_at)",
    ],
};

fn tables() -> Vec<TableCreateStatement> {
    let mut export = of_centre("export", &["id"]);
    export
        .col(uuid("id"))
        .col(word("kind", &["figures_csv", "figures_xlsx", "report_csv", "report_xlsx", "audit_csv"]))
        .col(string("asked"))
        .col(word("language", &LANGUAGES))
        .col(big_integer("staff_id"))
        .col(word("status", &["waiting", "building", "ready", "failed"]))
        .col(big_integer("done").check(Expr::col("done").gte(0)))
        .col(big_integer("total").check(Expr::col("total").gte(0)))
        .col(integer("parts").check(Expr::col("parts").gte(0)))
        .col(string_null("cursor"))
        .col(integer("tries"))
        .col(big_integer("lease_until"))
        .col(big_integer("created_at"))
        .col(big_integer_null("ended_at"))
        .foreign_key(&mut names_member("export", "staff_id"));
    let mut part = of_centre("export_part", &["export_id", "number"]);
    part.col(uuid("export_id")).col(integer("number")).col(blob("bytes")).foreign_key(&mut names(
        "export_part",
        "export_id",
        "export",
    ));
    vec![export, part]
}
