//! What takes place: when, how, by whom, where, for which service. It alone owns claims.

use domain::appointment::Mode;
use jiff::civil::Date;
use sea_orm::entity::prelude::*;

use crate::words::{Kind, Word};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "session")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub centre_id: i64,
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub kind: Word<Kind>,
    pub service_id: i64,
    pub mode: Word<Mode>,
    pub staff_id: i64,
    pub co_staff_id: Option<i64>,
    pub room_id: Option<i64>,
    pub day: Word<Date>,
    pub start_minute: i32,
    pub minutes: i32,
    pub before_minutes: i32,
    pub buffer_minutes: i32,
    pub zone: String,
    pub starts_at: i64,
    /// Of a group; one for everybody else.
    pub seats: i32,
    /// Of a group that does not take place.
    pub cancelled_at: Option<i64>,
    pub created_by: Option<i64>,
    pub created_at: i64,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    #[sea_orm(belongs_to = "super::centre::Entity", from = "Column::CentreId", to = "super::centre::Column::Id")]
    Centre,
    #[sea_orm(
        belongs_to = "super::service::Entity",
        from = "(Column::CentreId, Column::ServiceId)",
        to = "(super::service::Column::CentreId, super::service::Column::Id)"
    )]
    Service,
    #[sea_orm(
        belongs_to = "super::membership::Entity",
        from = "(Column::CentreId, Column::StaffId)",
        to = "(super::membership::Column::CentreId, super::membership::Column::StaffId)"
    )]
    Membership,
    #[sea_orm(
        belongs_to = "super::membership::Entity",
        from = "(Column::CentreId, Column::CoStaffId)",
        to = "(super::membership::Column::CentreId, super::membership::Column::StaffId)"
    )]
    CoMediator,
    #[sea_orm(
        belongs_to = "super::room::Entity",
        from = "(Column::CentreId, Column::RoomId)",
        to = "(super::room::Column::CentreId, super::room::Column::Id)"
    )]
    Room,
}

impl ActiveModelBehavior for ActiveModel {}
