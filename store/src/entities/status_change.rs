//! One step in the life of an appointment.

use domain::appointment::Status;
use sea_orm::entity::prelude::*;

use crate::words::{What, Word};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "status_change")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub centre_id: i64,
    #[sea_orm(primary_key, auto_increment = false)]
    pub attendance_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub version: i32,
    pub status: Word<Status>,
    pub by_staff: Option<i64>,
    pub at: i64,
    pub what: Word<What>,
    pub detail: Option<String>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    #[sea_orm(belongs_to = "super::centre::Entity", from = "Column::CentreId", to = "super::centre::Column::Id")]
    Centre,
    #[sea_orm(
        belongs_to = "super::attendance::Entity",
        from = "(Column::CentreId, Column::AttendanceId)",
        to = "(super::attendance::Column::CentreId, super::attendance::Column::Id)"
    )]
    Attendance,
}

impl ActiveModelBehavior for ActiveModel {}
