//! What somebody has to do, by when: told by hand, or by the program while something waits for a person.

use sea_orm_migration::{schema::*, sea_orm::sea_query::TableCreateStatement};

use crate::area::{Area, names, names_member, of_centre, word};

pub(crate) const AREA: Area = Area {
    name: "m0011_tasks",
    tables: &["task"],
    create: tables,
    indexes: &[
        // What causes a task causes it once.
        "CREATE UNIQUE INDEX task_cause_key ON task (centre_id, kind, subject) WHERE kind <> 'hand'",
        "CREATE INDEX task_open ON task (centre_id, due) WHERE done_at IS NULL AND closed_at IS NULL",
        "CREATE INDEX task_by_person ON task (centre_id, person_id)",
    ],
};

fn tables() -> Vec<TableCreateStatement> {
    let mut task = of_centre("task", &["id"]);
    task.col(uuid("id"))
        .col(word("kind", &["hand", "undelivered", "outcome", "call"]))
        .col(uuid_null("subject"))
        .col(uuid_null("person_id"))
        .col(big_integer_null("owner_id"))
        .col(string("words"))
        .col(string("due"))
        .col(big_integer_null("made_by"))
        .col(big_integer("made_at"))
        .col(big_integer_null("done_by"))
        .col(big_integer_null("done_at"))
        .col(big_integer_null("closed_at"))
        .foreign_key(&mut names("task", "person_id", "person"))
        .foreign_key(&mut names_member("task", "owner_id"));
    vec![task]
}
