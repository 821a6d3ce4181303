//! Who did and who read what, in one chain a centre; and what the nightly clearing came to.

use sea_orm_migration::{schema::*, sea_orm::sea_query::TableCreateStatement};

use crate::area::{Area, of_centre};

pub(crate) const AREA: Area = Area {
    name: "m0009_audit",
    tables: &["audit", "clearing"],
    create: tables,
    indexes: &[
        "CREATE INDEX audit_by_time ON audit (centre_id, at)",
        "CREATE INDEX audit_by_subject ON audit (centre_id, subject)",
    ],
};

fn tables() -> Vec<TableCreateStatement> {
    let mut audit = of_centre("audit", &["sequence"]);
    audit
        .col(big_integer("sequence"))
        .col(big_integer("at"))
        .col(string("actor"))
        .col(string("verb"))
        .col(string("subject"))
        .col(string("detail"))
        .col(string("previous"))
        .col(string("hash"));
    let mut clearing = of_centre("clearing", &["id"]);
    clearing.col(uuid("id")).col(big_integer("at"));
    for count in ["people", "waits", "messages", "events"] {
        clearing.col(big_integer(count));
    }
    vec![audit, clearing]
}
