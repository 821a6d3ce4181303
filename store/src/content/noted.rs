//! What is done to a page, in the audit.

use domain::language::Language;
use sea_orm::DatabaseTransaction;

use crate::{
    Act, Actor, Centre, Result, Subject,
    audit::{self, line::Line},
};

/// Notes `act` on a page, with what else is to be known of it.
pub(super) async fn note(
    tx: &DatabaseTransaction,
    centre: &Centre,
    act: Act,
    (page, language): (&str, Language),
    more: &str,
    (by, at): (i64, i64),
) -> Result<()> {
    let detail = format!("page={page} language={}{more}", language.code());
    let line = Line::new(Actor::Staff(by), act, Subject::Centre).with(detail);
    audit::append(tx, centre.id, &line, at).await
}
