//! A group session with seats.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "workshop")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub centre_id: i64,
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub service_id: i64,
    pub staff_id: i64,
    pub co_staff_id: Option<i64>,
    pub room_id: Option<i64>,
    pub mode: String,
    pub day: String,
    pub start_minute: i32,
    pub minutes: i32,
    pub before_minutes: i32,
    pub buffer_minutes: i32,
    pub starts_at: i64,
    pub seats: i32,
    pub cancelled_at: Option<i64>,
    pub created_by: Option<i64>,
    pub created_at: i64,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
