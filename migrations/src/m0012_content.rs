//! Pages to read and articles as a centre has written them: every version, and which one families are shown when.

use sea_orm_migration::{prelude::Expr, schema::*, sea_orm::sea_query::TableCreateStatement};

use crate::area::{Area, LANGUAGES, names, names_by, names_member, number, of_centre, word};

pub(crate) const AREA: Area = Area {
    name: "m0012_content",
    tables: &[
        "article",
        "revision",
        "showing",
        "article_word",
        "picture",
        "picture_file",
        "revision_picture",
        "stored_file",
        "stored_part",
        "recording",
    ],
    create: tables,
    indexes: &[
        "CREATE INDEX revision_by_page ON revision (centre_id, page, language, id)",
        // Whole: without statistics SQLite would rather read all that a centre shows than look twice.
        "CREATE INDEX showing_by_revision ON showing (centre_id, revision_id, ends_at)",
        // With the word, so that whether a version has one is read from it alone.
        "CREATE INDEX article_word_by_revision ON article_word (centre_id, revision_id, word, weight)",
        "CREATE UNIQUE INDEX picture_digest_key ON picture (centre_id, digest)",
        "CREATE INDEX revision_by_picture ON revision_picture (centre_id, picture, revision_id)",
        "CREATE INDEX article_by_date ON article (centre_id, dated_at)",
    ],
};

const THEMES: [&str; 6] = ["centre", "mediation", "couple", "children", "separation", "rights"];

/// Which part of a picture must be seen.
const FOCUSES: [&str; 9] =
    ["top_left", "top", "top_right", "left", "middle", "right", "bottom_left", "bottom", "bottom_right"];

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
        .col(string_null("cover"))
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
    let mut article_word = of_centre("article_word", &["word", "revision_id"]);
    article_word.col(binary("word")).col(uuid("revision_id")).col(big_integer("weight")).foreign_key(&mut names(
        "article_word",
        "revision_id",
        "revision",
    ));
    let mut picture = of_centre("picture", &["name"]);
    picture
        .col(string("name"))
        .col(number("width", 1, 1))
        .col(number("height", 1, 1))
        .col(word("focus", &FOCUSES))
        .col(binary("digest"))
        .col(big_integer("added_by"))
        .col(big_integer("added_at"))
        .foreign_key(&mut names_member("picture", "added_by"));
    for language in LANGUAGES {
        picture.col(string(language));
    }
    let mut file = of_centre("picture_file", &["name", "width", "format"]);
    // What is as large as a picture does not lie in the tree of its key.
    file.extra("");
    file.col(string("name"))
        .col(number("width", 1, 1))
        .col(word("format", &["webp", "jpg"]))
        .col(binary("bytes"))
        .foreign_key(&mut names_by(("picture_file", "name"), ("picture", "name")));
    let mut shown = of_centre("revision_picture", &["revision_id", "picture"]);
    shown
        .col(uuid("revision_id"))
        .col(string("picture"))
        .foreign_key(&mut names("revision_picture", "revision_id", "revision"))
        .foreign_key(&mut names_by(("revision_picture", "picture"), ("picture", "name")));
    let mut stored = of_centre("stored_file", &["name"]);
    stored
        .col(string("name"))
        .col(word("kind", &["mp3", "m4a", "ogg", "webm", "wav"]))
        .col(big_integer("size"))
        .col(big_integer("added_by"))
        .col(big_integer("added_at"))
        .foreign_key(&mut names_member("stored_file", "added_by"));
    let mut part = of_centre("stored_part", &["name", "number"]);
    part.extra("");
    part.col(string("name"))
        .col(number("number", 0, 1))
        .col(binary("bytes"))
        .foreign_key(&mut names_by(("stored_part", "name"), ("stored_file", "name")));
    let mut recording = of_centre("recording", &["page", "language"]);
    recording
        .col(string("page"))
        .col(word("language", &LANGUAGES))
        .col(string("file"))
        .col(uuid_null("revision_id"))
        .col(big_integer("heard_at"))
        .foreign_key(&mut names_by(("recording", "file"), ("stored_file", "name")))
        .foreign_key(&mut names("recording", "revision_id", "revision"));
    vec![article, revision, showing, article_word, picture, file, shown, stored, part, recording]
}
