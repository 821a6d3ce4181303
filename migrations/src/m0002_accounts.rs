//! Staff, where they work and as what, where they are signed in and what they have open, and how much strangers have tried.

use sea_orm_migration::{prelude::*, schema::*, sea_orm::sea_query::TableCreateStatement};

use crate::area::{Area, GENDERS, names_member, of_centre, word, word_null};

pub(crate) const AREA: Area = Area {
    name: "m0002_accounts",
    tables: &[
        "staff",
        "recovery_code",
        "membership",
        "membership_role",
        "factor_role",
        "sign_in",
        "allowance",
        "edition",
        "editing",
    ],
    create: tables,
    indexes: &[
        "CREATE INDEX sign_in_by_staff ON sign_in (centre_id, staff_id)",
        "CREATE INDEX allowance_by_end ON allowance (rests_at)",
    ],
};

const ROLES: [&str; 4] = ["administrator", "reception", "mediator", "editor"];
/// What the desk's forms change.
const THINGS: [&str; 18] = [
    "account",
    "centre",
    "colleague",
    "factor",
    "help",
    "holiday",
    "hours",
    "message",
    "opening",
    "page",
    "person",
    "picture",
    "room",
    "season",
    "service",
    "visit",
    "waiting",
    "words",
];

fn tables() -> Vec<TableCreateStatement> {
    let mut staff = Table::create();
    staff
        .table("staff")
        .col(big_pk_auto("id"))
        .col(string_uniq("email"))
        .col(string("name"))
        .col(string("password_hash"))
        .col(string("language"))
        .col(boolean("active").default(true))
        .col(big_integer("created_at"))
        .col(word_null("gender", &GENDERS))
        .col(string("languages").default("ar"))
        .col(string_null("totp_secret"))
        .col(big_integer("totp_step").default(0))
        .col(word("appearance", &["device", "light", "dark"]).default("device"))
        .col(word("density", &["roomy", "dense"]).default("roomy"))
        .col(word("first_screen", &["today", "find", "waiting"]).default("today"));
    let mut code = Table::create();
    code.table("recovery_code")
        .col(big_integer("staff_id"))
        .col(string("code_hash"))
        .primary_key(Index::create().col("staff_id").col("code_hash"))
        .foreign_key(ForeignKey::create().from("recovery_code", "staff_id").to("staff", "id"));
    let mut membership = of_centre("membership", &["staff_id"]);
    membership
        .col(big_integer("staff_id"))
        .col(boolean("active").default(true))
        .col(big_integer("since"))
        .foreign_key(ForeignKey::create().from("membership", "staff_id").to("staff", "id"));
    let mut role = of_centre("membership_role", &["staff_id", "role"]);
    role.col(big_integer("staff_id"))
        .col(word("role", &ROLES))
        .foreign_key(&mut names_member("membership_role", "staff_id"));
    let mut factor = of_centre("factor_role", &["role"]);
    factor.col(word("role", &ROLES));
    let mut session = of_centre("sign_in", &["token_hash"]);
    session
        .col(string("token_hash"))
        .col(big_integer("staff_id"))
        .col(big_integer("created_at"))
        .col(big_integer("seen_at"))
        .col(string("device"))
        .foreign_key(&mut names_member("sign_in", "staff_id"));
    let mut allowance = Table::create();
    allowance.table("allowance").col(string("subject_hash").primary_key()).col(big_integer("rests_at"));
    let mut edition = of_centre("edition", &["kind", "subject"]);
    edition
        .col(word("kind", &THINGS))
        .col(string("subject"))
        .col(big_integer("number"))
        .col(big_integer_null("staff_id"))
        .col(big_integer("at"));
    let mut editing = of_centre("editing", &["kind", "subject", "staff_id"]);
    editing
        .col(word("kind", &THINGS))
        .col(string("subject"))
        .col(big_integer("staff_id"))
        .col(big_integer("opened_at"))
        .col(big_integer("expires_at"))
        .foreign_key(&mut names_member("editing", "staff_id"));
    vec![staff, code, membership, role, factor, session, allowance, edition, editing]
}
