//! Doors without a password: whoever holds the secret of a link opens what it is for. The database keeps only hashes.

use sea_orm::{ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, sea_query::Expr};
use uuid::Uuid;

use crate::{
    Error, Result, Secret,
    entities::link,
    words::{Door, Word},
};

/// Makes a link. Without an end it lasts as long as what it opens.
pub(crate) async fn add(
    db: &impl ConnectionTrait,
    centre_id: i64,
    (door, subject): (Door, String),
    secret: &Secret,
    (now, expires_at): (i64, Option<i64>),
) -> Result<()> {
    let row = row(centre_id, (door, subject), secret, (now, expires_at));
    link::Entity::insert(row).exec_without_returning(db).await?;
    Ok(())
}

/// The same as a row.
pub(crate) fn row(
    centre_id: i64,
    (door, subject): (Door, String),
    secret: &Secret,
    (now, expires_at): (i64, Option<i64>),
) -> link::ActiveModel {
    link::ActiveModel {
        centre_id: Set(centre_id),
        hash: Set(secret.hash()),
        kind: Set(Word(door)),
        subject: Set(subject),
        created_at: Set(now),
        expires_at: Set(expires_at),
        revoked_at: Set(None),
    }
}

/// What a link opens; `None` for an unknown one, one of another kind, and one that is over.
pub(crate) async fn behind(
    db: &impl ConnectionTrait,
    centre_id: i64,
    door: Door,
    secret: &Secret,
    now: i64,
) -> Result<Option<String>> {
    let row = link::Entity::find_by_id((centre_id, secret.hash())).one(db).await?;
    let row = row.filter(|row| row.kind.0 == door && row.revoked_at.is_none());
    Ok(row.filter(|row| row.expires_at.is_none_or(|end| end > now)).map(|row| row.subject))
}

/// The same where it opens a row with such an id.
///
/// # Errors
/// [`Error::NotFound`].
pub(crate) async fn row_behind(
    db: &impl ConnectionTrait,
    centre_id: i64,
    door: Door,
    secret: &Secret,
    now: i64,
) -> Result<Uuid> {
    let subject = behind(db, centre_id, door, secret, now).await?.ok_or(Error::NotFound)?;
    subject.parse().map_err(|_| Error::Corrupt("link.subject"))
}

/// Ends every link of a kind that opens `subject`.
pub(crate) async fn revoke(
    db: &impl ConnectionTrait,
    centre_id: i64,
    (door, subject): (Door, &str),
    now: i64,
) -> Result<()> {
    link::Entity::update_many()
        .col_expr(link::Column::RevokedAt, Expr::value(now))
        .filter(link::Column::CentreId.eq(centre_id))
        .filter(link::Column::Kind.eq(door.as_str()))
        .filter(link::Column::Subject.eq(subject))
        .filter(link::Column::RevokedAt.is_null())
        .exec(db)
        .await?;
    Ok(())
}

/// Forgets links of a kind that are over.
pub(crate) async fn forget_old(db: &impl ConnectionTrait, centre_id: i64, door: Door, now: i64) -> Result<()> {
    link::Entity::delete_many()
        .filter(link::Column::CentreId.eq(centre_id))
        .filter(link::Column::Kind.eq(door.as_str()))
        .filter(link::Column::ExpiresAt.lte(now))
        .exec(db)
        .await?;
    Ok(())
}

/// Forgets one link.
pub(crate) async fn forget(db: &impl ConnectionTrait, centre_id: i64, door: Door, secret: &Secret) -> Result<()> {
    link::Entity::delete_many()
        .filter(link::Column::CentreId.eq(centre_id))
        .filter(link::Column::Hash.eq(secret.hash()))
        .filter(link::Column::Kind.eq(door.as_str()))
        .exec(db)
        .await?;
    Ok(())
}

/// Ends a link that opens once; false when it is over already.
pub(crate) async fn use_up(
    db: &impl ConnectionTrait,
    centre_id: i64,
    door: Door,
    secret: &Secret,
    now: i64,
) -> Result<bool> {
    let used = link::Entity::update_many()
        .col_expr(link::Column::RevokedAt, Expr::value(now))
        .filter(link::Column::CentreId.eq(centre_id))
        .filter(link::Column::Hash.eq(secret.hash()))
        .filter(link::Column::Kind.eq(door.as_str()))
        .filter(link::Column::RevokedAt.is_null())
        .filter(link::Column::ExpiresAt.gt(now))
        .exec(db)
        .await?;
    Ok(used.rows_affected == 1)
}
