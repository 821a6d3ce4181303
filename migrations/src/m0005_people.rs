//! The people whom a centre receives, how they are reached, what they agreed to, the links that are their doors, and who
//! of them is one or two.

use sea_orm_migration::{prelude::*, schema::*, sea_orm::sea_query::TableCreateStatement};

use crate::area::{Area, names, of_centre, word};

pub(crate) const AREA: Area = Area {
    name: "m0005_people",
    tables: &["person", "person_key", "contact", "consent", "link", "person_merge", "person_apart", "person_change"],
    create: tables,
    indexes: &[
        // With the key, so that whether somebody has one is read from it alone.
        "CREATE INDEX person_key_by_person ON person_key (centre_id, person_id, key)",
        "CREATE INDEX contact_by_person ON contact (centre_id, person_id)",
        "CREATE INDEX contact_by_address ON contact (centre_id, channel, address)",
        "CREATE INDEX consent_by_person ON consent (centre_id, person_id)",
        "CREATE INDEX link_by_subject ON link (centre_id, kind, subject)",
        "CREATE INDEX person_change_by_person ON person_change (centre_id, person_id)",
        // Nobody is merged into two at a time.
        "CREATE UNIQUE INDEX person_merge_gone_key ON person_merge (centre_id, gone_id) WHERE undone_at IS NULL",
        "CREATE INDEX person_merge_by_kept ON person_merge (centre_id, kept_id)",
        "CREATE INDEX person_apart_by_other ON person_apart (centre_id, other_id)",
    ],
};

fn tables() -> Vec<TableCreateStatement> {
    let mut person = of_centre("person", &["id"]);
    person
        .col(uuid("id"))
        .col(string("name"))
        .col(boolean("demo").default(false))
        .col(big_integer("created_at"))
        .col(big_integer_null("blanked_at"));
    let mut key = of_centre("person_key", &["key", "person_id"]);
    key.col(binary("key")).col(uuid("person_id")).foreign_key(&mut names("person_key", "person_id", "person"));
    let mut contact = of_centre("contact", &["id"]);
    contact
        .col(uuid("id"))
        .col(uuid("person_id"))
        .col(word("channel", &["mobile", "email", "landline", "nobody"]))
        .col(string("address"))
        .col(string("language"))
        .col(boolean("may_leave_message"))
        .col(big_integer("created_at"))
        .col(big_integer_null("revoked_at"))
        .foreign_key(&mut names("contact", "person_id", "person"));
    let mut consent = of_centre("consent", &["id"]);
    consent
        .col(uuid("id"))
        .col(uuid("person_id"))
        .col(word("purpose", &["data"]))
        .col(string("text_version"))
        .col(word("way", &["form", "desk"]))
        .col(big_integer("given_at"))
        .col(big_integer_null("withdrawn_at"))
        .foreign_key(&mut names("consent", "person_id", "person"));
    let mut link = of_centre("link", &["hash"]);
    link.col(string("hash"))
        .col(word(
            "kind",
            &["appointment", "waiting", "offer", "proof", "feed", "set_up", "browser", "password", "second_step"],
        ))
        .col(string("subject"))
        .col(big_integer("created_at"))
        .col(big_integer_null("expires_at"))
        .col(big_integer_null("revoked_at"));
    let mut merge = of_centre("person_merge", &["id"]);
    merge
        .col(uuid("id"))
        .col(uuid("kept_id"))
        .col(uuid("gone_id"))
        .col(big_integer("merged_by"))
        .col(big_integer("merged_at"))
        .col(big_integer_null("undone_by"))
        .col(big_integer_null("undone_at"))
        .check(Expr::cust("kept_id <> gone_id"))
        .foreign_key(&mut names("person_merge", "kept_id", "person"))
        .foreign_key(&mut names("person_merge", "gone_id", "person"));
    let mut apart = of_centre("person_apart", &["one_id", "other_id"]);
    apart
        .col(uuid("one_id"))
        .col(uuid("other_id"))
        .col(big_integer_null("said_by"))
        .col(big_integer("said_at"))
        .check(Expr::cust("one_id < other_id"))
        .foreign_key(&mut names("person_apart", "one_id", "person"))
        .foreign_key(&mut names("person_apart", "other_id", "person"));
    let mut change = of_centre("person_change", &["id"]);
    change
        .col(uuid("id"))
        .col(uuid("person_id"))
        .col(word("what", &["name", "address", "language", "messages"]))
        .col(string("before"))
        .col(string("after"))
        .col(big_integer_null("changed_by"))
        .col(big_integer("changed_at"))
        .foreign_key(&mut names("person_change", "person_id", "person"));
    vec![person, key, contact, consent, link, merge, apart, change]
}
