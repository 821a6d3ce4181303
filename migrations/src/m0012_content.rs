//! Pages to read as a centre has written them: every version, and which one families are shown.

use sea_orm_migration::{schema::*, sea_orm::sea_query::TableCreateStatement};

use crate::area::{Area, LANGUAGES, names, names_member, of_centre, word};

pub(crate) const AREA: Area = Area {
    name: "m0012_content",
    tables: &["revision", "shown_page"],
    create: tables,
    indexes: &["CREATE INDEX revision_by_page ON revision (centre_id, page, language, id)"],
};

fn tables() -> Vec<TableCreateStatement> {
    let mut revision = of_centre("revision", &["id"]);
    revision
        .col(uuid("id"))
        .col(string("page"))
        .col(word("language", &LANGUAGES))
        .col(string("title"))
        .col(string("lead"))
        .col(string("text"))
        .col(boolean("minor"))
        .col(uuid_null("seen_id"))
        .col(string("note"))
        .col(big_integer("written_by"))
        .col(big_integer("written_at"))
        .foreign_key(&mut names("revision", "seen_id", "revision"))
        .foreign_key(&mut names_member("revision", "written_by"));
    let mut shown = of_centre("shown_page", &["page", "language"]);
    shown
        .col(string("page"))
        .col(word("language", &LANGUAGES))
        .col(uuid("revision_id"))
        .col(big_integer("shown_at"))
        .col(big_integer_null("ended_at"))
        .foreign_key(&mut names("shown_page", "revision_id", "revision"));
    vec![revision, shown]
}
