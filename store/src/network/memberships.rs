//! Who works at a centre, and as what. Every question about staff goes through here, so that nobody of one centre is
//! found at another.

use domain::access::Role;
use domain::email::EmailAddress;
use sea_orm::{
    ActiveModelTrait,
    ActiveValue::Set,
    ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, QueryFilter, QueryOrder,
    sea_query::{Query, SelectStatement},
};

use crate::{
    Error, Result,
    entities::{factor_role, membership, membership_role, staff},
    words::Word,
};

/// Everybody who works at a centre, or has.
pub(crate) fn known(centre_id: i64) -> sea_orm::Select<staff::Entity> {
    let ids = Query::select()
        .column(membership::Column::StaffId)
        .from(membership::Entity)
        .and_where(membership::Column::CentreId.eq(centre_id))
        .to_owned();
    staff::Entity::find().filter(staff::Column::Id.in_subquery(ids))
}

/// Those who work there now.
pub(crate) fn working(centre_id: i64) -> sea_orm::Select<staff::Entity> {
    staff::Entity::find()
        .filter(staff::Column::Active.eq(true))
        .filter(staff::Column::Id.in_subquery(ids_working(centre_id)))
}

/// Their ids.
pub(crate) fn ids_working(centre_id: i64) -> SelectStatement {
    Query::select()
        .column(membership::Column::StaffId)
        .from(membership::Entity)
        .and_where(membership::Column::CentreId.eq(centre_id))
        .and_where(membership::Column::Active.eq(true))
        .to_owned()
}

/// Ids of those who have a role at a centre.
pub(crate) fn ids_with(centre_id: i64, role: Role) -> SelectStatement {
    Query::select()
        .column(membership_role::Column::StaffId)
        .from(membership_role::Entity)
        .and_where(membership_role::Column::CentreId.eq(centre_id))
        .and_where(membership_role::Column::Role.eq(Word(role)))
        .to_owned()
}

/// The roles of somebody who works at a centre now; none for everybody else.
pub(crate) async fn roles(db: &impl ConnectionTrait, centre_id: i64, staff_id: i64) -> Result<Vec<Role>> {
    let member = membership::Entity::find_by_id((centre_id, staff_id)).one(db).await?;
    if !member.is_some_and(|member| member.active) {
        return Ok(Vec::new());
    }
    let rows = membership_role::Entity::find()
        .filter(membership_role::Column::CentreId.eq(centre_id))
        .filter(membership_role::Column::StaffId.eq(staff_id))
        .all(db)
        .await?;
    Ok(rows.into_iter().map(|row| row.role.0).collect())
}

/// The centres at which somebody works, or has.
pub(crate) async fn centres_of(db: &impl ConnectionTrait, staff_id: i64) -> Result<Vec<i64>> {
    let rows = membership::Entity::find()
        .filter(membership::Column::StaffId.eq(staff_id))
        .order_by_asc(membership::Column::CentreId)
        .all(db)
        .await?;
    Ok(rows.into_iter().map(|row| row.centre_id).collect())
}

/// Lets somebody work at a centre.
pub(crate) async fn add(
    tx: &DatabaseTransaction,
    centre_id: i64,
    staff_id: i64,
    roles: &[Role],
    now: i64,
) -> Result<()> {
    let row = membership::ActiveModel {
        centre_id: Set(centre_id),
        staff_id: Set(staff_id),
        active: Set(true),
        since: Set(now),
    };
    row.insert(tx).await?;
    add_roles(tx, centre_id, staff_id, roles).await
}

/// Says anew as what somebody works at a centre; with no role they do not work there any more.
///
/// # Errors
/// [`Error::NotFound`] for somebody who is not known there.
pub(crate) async fn replace_roles(
    tx: &DatabaseTransaction,
    centre_id: i64,
    staff_id: i64,
    roles: &[Role],
) -> Result<()> {
    let row = membership::Entity::find_by_id((centre_id, staff_id)).one(tx).await?.ok_or(Error::NotFound)?;
    let mut row = membership::ActiveModel::from(row);
    row.active = Set(!roles.is_empty());
    row.update(tx).await?;
    membership_role::Entity::delete_many()
        .filter(membership_role::Column::CentreId.eq(centre_id))
        .filter(membership_role::Column::StaffId.eq(staff_id))
        .exec(tx)
        .await?;
    add_roles(tx, centre_id, staff_id, roles).await
}

async fn add_roles(tx: &DatabaseTransaction, centre_id: i64, staff_id: i64, roles: &[Role]) -> Result<()> {
    for role in roles {
        let role = Set(Word(*role));
        let row = membership_role::ActiveModel { centre_id: Set(centre_id), staff_id: Set(staff_id), role };
        row.insert(tx).await?;
    }
    Ok(())
}

pub(crate) async fn account_of(db: &impl ConnectionTrait, email: &EmailAddress) -> Result<staff::Model> {
    let address = email.as_str().to_lowercase();
    staff::Entity::find().filter(staff::Column::Email.eq(address)).one(db).await?.ok_or(Error::NotFound)
}

/// The roles of a centre whose holders need a second factor.
pub(crate) async fn factor_roles(db: &impl ConnectionTrait, centre_id: i64) -> Result<Vec<Role>> {
    let rows = factor_role::Entity::find().filter(factor_role::Column::CentreId.eq(centre_id)).all(db).await?;
    Ok(rows.into_iter().map(|row| row.role.0).collect())
}
