//! One person’s part in a session: what they were told, and what became of it.

use domain::appointment::Status;
use domain::preference::{Gender, Spoken};
use domain::reference::Reference;
use jiff::civil::Date;
use sea_orm::entity::prelude::*;

use crate::words::Word;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "attendance")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub centre_id: i64,
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub session_id: Uuid,
    pub person_id: Uuid,
    pub contact_id: Uuid,
    /// A seat, or which party, from one.
    pub place: i32,
    /// The day and minute that they were told.
    pub day: Word<Date>,
    pub start_minute: i32,
    pub starts_at: i64,
    pub status: Word<Status>,
    pub version: i32,
    pub reference: Word<Reference>,
    pub idempotency_hash: String,
    pub booked_by: Option<i64>,
    pub asked_gender: Option<Word<Gender>>,
    pub asked_language: Option<Word<Spoken>>,
    pub created_at: i64,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    #[sea_orm(belongs_to = "super::centre::Entity", from = "Column::CentreId", to = "super::centre::Column::Id")]
    Centre,
    #[sea_orm(
        belongs_to = "super::session::Entity",
        from = "(Column::CentreId, Column::SessionId)",
        to = "(super::session::Column::CentreId, super::session::Column::Id)"
    )]
    Session,
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
}

impl Related<super::session::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Session.def()
    }
}

impl ActiveModelBehavior for ActiveModel {}
