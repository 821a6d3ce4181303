//! Somebody who waits for a time that suits them.

use domain::appointment::Mode;
use domain::preference::{Gender, Spoken};
use jiff::civil::Date;
use sea_orm::entity::prelude::*;

use crate::words::{WaitingStatus, Word};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "waiting_entry")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub centre_id: i64,
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub person_id: Uuid,
    pub contact_id: Uuid,
    pub service_id: i64,
    pub mode: Word<Mode>,
    pub with_staff: Option<i64>,
    pub gender: Option<Word<Gender>>,
    pub language: Option<Word<Spoken>>,
    pub first_day: Word<Date>,
    pub last_day: Word<Date>,
    pub weekdays: i32,
    pub from_minute: i32,
    pub to_minute: i32,
    pub idempotency_hash: String,
    pub status: Word<WaitingStatus>,
    pub added_by: Option<i64>,
    /// What the centre cancelled and offers another time for.
    pub after_attendance: Option<Uuid>,
    pub created_at: i64,
    pub closed_at: Option<i64>,
    pub closed_by: Option<i64>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    #[sea_orm(belongs_to = "super::centre::Entity", from = "Column::CentreId", to = "super::centre::Column::Id")]
    Centre,
    #[sea_orm(
        belongs_to = "super::person::Entity",
        from = "(Column::CentreId, Column::PersonId)",
        to = "(super::person::Column::CentreId, super::person::Column::Id)"
    )]
    Person,
    #[sea_orm(
        belongs_to = "super::contact::Entity",
        from = "(Column::CentreId, Column::ContactId)",
        to = "(super::contact::Column::CentreId, super::contact::Column::Id)"
    )]
    Contact,
    #[sea_orm(
        belongs_to = "super::service::Entity",
        from = "(Column::CentreId, Column::ServiceId)",
        to = "(super::service::Column::CentreId, super::service::Column::Id)"
    )]
    Service,
    #[sea_orm(
        belongs_to = "super::attendance::Entity",
        from = "(Column::CentreId, Column::AfterAttendance)",
        to = "(super::attendance::Column::CentreId, super::attendance::Column::Id)"
    )]
    Attendance,
}

impl Related<super::contact::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Contact.def()
    }
}

impl ActiveModelBehavior for ActiveModel {}
