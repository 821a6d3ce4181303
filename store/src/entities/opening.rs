//! A range of a weekday that comes back, of a person or room.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "opening")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub centre_id: i64,
    pub resource_kind: String,
    pub resource_id: i64,
    pub weekday: i16,
    pub from_minute: i32,
    pub to_minute: i32,
    pub first_day: String,
    pub last_day: String,
    pub every_weeks: i32,
    pub in_person: bool,
    pub telephone: bool,
    pub video: bool,
    pub service_id: Option<i64>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
