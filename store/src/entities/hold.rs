//! A time held for somebody who waits.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "hold")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub centre_id: i64,
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub waiting_id: Uuid,
    pub staff_id: i64,
    pub co_staff_id: Option<i64>,
    pub room_id: Option<i64>,
    pub day: String,
    pub start_minute: i32,
    pub minutes: i32,
    pub before_minutes: i32,
    pub buffer_minutes: i32,
    pub expires_at: i64,
    pub status: String,
    pub link_hash: String,
    pub offered_by: Option<i64>,
    pub created_at: i64,
    pub closed_at: Option<i64>,
    pub closed_by: Option<i64>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
