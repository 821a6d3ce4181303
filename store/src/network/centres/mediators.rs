//! Whoever can be booked from the first day on: the row that stands for the team, and mediators with the usual hours.

use domain::{
    access::Role,
    language::Language,
    preference::Spoken,
    schedule::{ALWAYS, FOREVER},
};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, DatabaseTransaction, EntityTrait, QueryFilter, QueryOrder,
    sea_query::Expr,
};

use crate::{
    Result,
    entities::{opening, service, staff, staff_service},
    network::memberships,
    resource::ResourceKind,
    words::Word,
};

/// Hours of the centre until its administrator sets them: Monday to Friday, with the longer pause of Friday.
/// `(weekday, from, to)` in minutes of the day. Source: the usual public hours in Morocco; the centre confirms.
pub(crate) const FIRST_HOURS: [(i16, i32, i32); 10] = [
    (1, 510, 750),
    (1, 810, 990),
    (2, 510, 750),
    (2, 810, 990),
    (3, 510, 750),
    (3, 810, 990),
    (4, 510, 750),
    (4, 810, 990),
    (5, 510, 720),
    (5, 870, 990),
];

/// Address of the row that stands for the whole team of a centre.
pub(super) fn team(centre_id: i64) -> String {
    format!("team-{centre_id}@localhost")
}

/// A mediator without a password: can be booked, cannot sign in.
pub(crate) async fn insert_mediator(
    tx: &DatabaseTransaction,
    centre_id: i64,
    (email, name): (&str, &str),
    services: &[i64],
    now: i64,
) -> Result<i64> {
    let row = staff::ActiveModel {
        email: Set(email.to_owned()),
        name: Set(name.to_owned()),
        password_hash: Set(String::new()),
        language: Set(Word(Language::Ar)),
        active: Set(true),
        created_at: Set(now),
        languages: Set(Word(vec![Spoken::Arabic])),
        ..Default::default()
    };
    let staff_id = row.insert(tx).await?.id;
    memberships::add(tx, centre_id, staff_id, &[Role::Mediator], now).await?;
    equip_mediator(tx, centre_id, staff_id, services).await?;
    Ok(staff_id)
}

/// Gives a mediator the centre's services and its usual hours, so that families can book with them.
pub(crate) async fn equip_mediator(
    tx: &DatabaseTransaction,
    centre_id: i64,
    staff_id: i64,
    services: &[i64],
) -> Result<()> {
    let offers = services
        .iter()
        .map(|&service_id| staff_service::ActiveModel { staff_id: Set(staff_id), service_id: Set(service_id) });
    staff_service::Entity::insert_many(offers).exec(tx).await?;
    let hours = FIRST_HOURS.iter().map(|&(weekday, from_minute, to_minute)| opening::ActiveModel {
        centre_id: Set(centre_id),
        resource_kind: Set(Word(ResourceKind::Staff)),
        resource_id: Set(staff_id),
        weekday: Set(weekday),
        from_minute: Set(from_minute),
        to_minute: Set(to_minute),
        first_day: Set(Word(ALWAYS)),
        last_day: Set(Word(FOREVER)),
        every_weeks: Set(1),
        in_person: Set(true),
        telephone: Set(true),
        video: Set(true),
        service_id: Set(None),
        ..Default::default()
    });
    opening::Entity::insert_many(hours).exec(tx).await?;
    Ok(())
}

/// Whether a mediator has hours or services of their own, from now or from before.
pub(crate) async fn is_equipped(tx: &DatabaseTransaction, centre_id: i64, staff_id: i64) -> Result<bool> {
    let hours = opening::Entity::find()
        .filter(opening::Column::CentreId.eq(centre_id))
        .filter(opening::Column::ResourceKind.eq(Word(ResourceKind::Staff)))
        .filter(opening::Column::ResourceId.eq(staff_id));
    let ours = service_ids(tx, centre_id).await?;
    let offers = staff_service::Entity::find()
        .filter(staff_service::Column::StaffId.eq(staff_id))
        .filter(staff_service::Column::ServiceId.is_in(ours));
    Ok(hours.one(tx).await?.is_some() || offers.one(tx).await?.is_some())
}

/// The row that stood for the team is offered no longer once somebody is there by name.
pub(crate) async fn retire_team(tx: &DatabaseTransaction, centre_id: i64) -> Result<()> {
    staff::Entity::update_many()
        .col_expr(staff::Column::Active, Expr::value(false))
        .filter(staff::Column::Email.eq(team(centre_id)))
        .exec(tx)
        .await?;
    Ok(())
}

/// Ids of the services of a centre, in their order.
pub(crate) async fn service_ids(tx: &DatabaseTransaction, centre_id: i64) -> Result<Vec<i64>> {
    let rows = service::Entity::find()
        .filter(service::Column::CentreId.eq(centre_id))
        .order_by_asc(service::Column::Position)
        .all(tx)
        .await?;
    Ok(rows.into_iter().map(|row| row.id).collect())
}
