//! Pages to read and articles as a centre has written them: every version, and which one families are shown when.

use sea_orm_migration::{prelude::Expr, schema::*, sea_orm::sea_query::TableCreateStatement};

use crate::area::{Area, LANGUAGES, names, names_member, of_centre, word};

pub(crate) const AREA: Area = Area {
    name: "m0012_content",
    tables: &["article", "revision", "showing", "article_word"],
    create: tables,
    indexes: &[
        "CREATE INDEX revision_by_page ON revision (centre_id, page, language, id)",
        // Whole: without statistics SQLite would rather read all that a centre shows than look twice.
        "CREATE INDEX showing_by_revision ON showing (centre_id, revision_id, ends_at)",
        // With the word, so that whether a version has one is read from it alone.
        "CREATE INDEX article_word_by_revision ON article_word (centre_id, revision_id, word, weight)",
        "CREATE INDEX article_by_date ON article (centre_id, dated_at)",
    ],
};

const THEMES: [&str; 6] = ["centre", "mediation", "couple", "children", "separation", "rights"];

fn tables() -> Vec<TableCreateStatement> {
    let mut article = of_centre("article", &["page"]);
    article
        .col(string("page"))
        .col(word("theme", &THEMES))
        .col(big_integer_null("dated_at"))
        .col(big_integer("made_by"))
        .col(big_integer("made_at"))
        .col(big_integer_null("withdrawn_at"))
        .col(string_null("leads_to"))
        .foreign_key(&mut names_member("article", "made_by"));
    let mut revision = of_centre("revision", &["id"]);
    revision
        .col(uuid("id"))
        .col(string("page"))
        .col(word("language", &LANGUAGES))
        .col(string("title"))
        .col(string("lead"))
        .col(string("text"))
        .col(boolean("minor"))
        .col(boolean("review"))
        .col(uuid_null("seen_id"))
        .col(big_integer_null("wish_from"))
        .col(big_integer_null("wish_until"))
        .col(string("note"))
        .col(big_integer("written_by"))
        .col(big_integer("written_at"))
        .foreign_key(&mut names("revision", "seen_id", "revision"))
        .foreign_key(&mut names_member("revision", "written_by"));
    let mut showing = of_centre("showing", &["page", "language", "begins_at"]);
    showing
        .col(string("page"))
        .col(word("language", &LANGUAGES))
        .col(big_integer("begins_at"))
        .col(uuid("revision_id"))
        .col(big_integer_null("ends_at"))
        .check(Expr::cust("ends_at >= begins_at"))
        .foreign_key(&mut names("showing", "revision_id", "revision"));
    let mut word = of_centre("article_word", &["word", "revision_id"]);
    word.col(binary("word")).col(uuid("revision_id")).col(big_integer("weight")).foreign_key(&mut names(
        "article_word",
        "revision_id",
        "revision",
    ));
    vec![article, revision, showing, word]
}
