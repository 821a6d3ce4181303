//! Somebody who waits for a time that suits them.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "waiting_entry")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub centre_id: i64,
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub service_id: i64,
    pub mode: String,
    pub with_staff: Option<i64>,
    pub gender: Option<String>,
    pub language: Option<String>,
    pub first_day: String,
    pub last_day: String,
    pub weekdays: i32,
    pub from_minute: i32,
    pub to_minute: i32,
    pub name: String,
    pub contact_channel: String,
    pub contact_address: String,
    pub contact_language: String,
    pub may_leave_message: bool,
    pub consent_version: Option<String>,
    pub idempotency_hash: String,
    pub manage_hash: String,
    pub status: String,
    pub added_by: Option<i64>,
    pub from_appointment: Option<Uuid>,
    pub created_at: i64,
    pub closed_at: Option<i64>,
    pub closed_by: Option<i64>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
