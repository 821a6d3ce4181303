//! The parties of one session, as long as they hold its time.

use std::collections::BTreeSet;

use domain::appointment::Status;
use sea_orm::{ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use uuid::Uuid;

use crate::{
    EventKind, Result,
    appointments::{Appointment, news},
    claims::{self, Taking},
    entities::attendance,
    words::Kind,
};

/// Whether it is the first, or only, party of its own session.
pub(crate) fn is_first(of: &Appointment) -> bool {
    of.session.kind.0 == Kind::Private && of.row.place == 1
}

/// The other parties of the same session, as long as they hold the time; nobody beside the seat of a workshop.
pub(crate) async fn others_of_session(db: &impl ConnectionTrait, of: &Appointment) -> Result<Vec<attendance::Model>> {
    if of.session.kind.0 == Kind::Group {
        return Ok(Vec::new());
    }
    Ok(attendance::Entity::find()
        .filter(attendance::Column::CentreId.eq(of.row.centre_id))
        .filter(attendance::Column::SessionId.eq(of.row.session_id))
        .filter(attendance::Column::Id.ne(of.row.id))
        .filter(attendance::Column::Status.is_not_in(gone()))
        .order_by_asc(attendance::Column::Place)
        .all(db)
        .await?)
}

/// Those of `rows` whose session another party has too. One query.
pub(crate) async fn in_sessions_of(
    db: &impl ConnectionTrait,
    centre_id: i64,
    rows: &[Appointment],
) -> Result<BTreeSet<Uuid>> {
    let private = rows.iter().filter(|of| of.session.kind.0 == Kind::Private && of.row.status.0.holds_time());
    let private: Vec<&Appointment> = private.collect();
    let parties: Vec<(Uuid, Uuid)> = attendance::Entity::find()
        .select_only()
        .columns([attendance::Column::SessionId, attendance::Column::Id])
        .filter(attendance::Column::CentreId.eq(centre_id))
        .filter(attendance::Column::SessionId.is_in(private.iter().map(|of| of.row.session_id)))
        .filter(attendance::Column::Status.is_not_in(gone()))
        .into_tuple()
        .all(db)
        .await?;
    let has_other = |of: &&&Appointment| parties.iter().any(|(at, id)| *at == of.row.session_id && *id != of.row.id);
    Ok(private.iter().filter(has_other).map(|of| of.row.id).collect())
}

/// States in which a party has left the session.
pub(crate) fn gone() -> [&'static str; 2] {
    [Status::CancelledByPerson.as_str(), Status::CancelledByCentre.as_str()]
}

/// Tells the desk that the other party's card now shows another number of parties.
pub(crate) async fn tell_others(tx: &DatabaseTransaction, of: &Appointment, at: i64) -> Result<()> {
    for row in others_of_session(tx, of).await? {
        let other = Appointment { row, session: of.session.clone() };
        news::append(tx, &other, EventKind::Changed, at).await?;
    }
    Ok(())
}

/// Gives back what a cancelled appointment had; answers with the session's time when nobody is left in it.
pub(crate) async fn give_back(tx: &DatabaseTransaction, of: &Appointment) -> Result<Option<Taking>> {
    if of.session.kind.0 == Kind::Group || !others_of_session(tx, of).await?.is_empty() {
        return Ok(None);
    }
    claims::free(tx, &of.session).await?;
    Taking::of(&of.session).map(Some)
}
