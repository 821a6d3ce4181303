//! An appointment.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "appointment")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub centre_id: i64,
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub service_id: i64,
    pub staff_id: i64,
    pub mode: String,
    pub day: String,
    pub start_minute: i32,
    pub minutes: i32,
    pub buffer_minutes: i32,
    pub zone: String,
    pub starts_at: i64,
    pub status: String,
    pub version: i32,
    pub reference: String,
    pub name: String,
    pub contact_channel: String,
    pub contact_address: String,
    pub contact_language: String,
    pub may_leave_message: bool,
    pub consent_version: Option<String>,
    pub idempotency_hash: String,
    pub manage_hash: String,
    pub booked_by: Option<i64>,
    pub demo: bool,
    pub created_at: i64,
    pub co_staff_id: Option<i64>,
    pub room_id: Option<i64>,
    pub before_minutes: i32,
    pub workshop_id: Option<Uuid>,
    pub seat: Option<i32>,
    pub beside_id: Option<Uuid>,
    pub asked_gender: Option<String>,
    pub asked_language: Option<String>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
