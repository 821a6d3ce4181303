//! A time kept for somebody who waits.

use sea_orm::entity::prelude::*;

use crate::words::{HoldStatus, Word};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "hold")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub centre_id: i64,
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub waiting_id: Uuid,
    pub session_id: Uuid,
    pub expires_at: i64,
    pub status: Word<HoldStatus>,
    pub offered_by: Option<i64>,
    pub created_at: i64,
    pub closed_at: Option<i64>,
    pub closed_by: Option<i64>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    #[sea_orm(belongs_to = "super::centre::Entity", from = "Column::CentreId", to = "super::centre::Column::Id")]
    Centre,
    #[sea_orm(
        belongs_to = "super::waiting_entry::Entity",
        from = "(Column::CentreId, Column::WaitingId)",
        to = "(super::waiting_entry::Column::CentreId, super::waiting_entry::Column::Id)"
    )]
    WaitingEntry,
    #[sea_orm(
        belongs_to = "super::session::Entity",
        from = "(Column::CentreId, Column::SessionId)",
        to = "(super::session::Column::CentreId, super::session::Column::Id)"
    )]
    Session,
}

impl Related<super::session::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Session.def()
    }
}

impl ActiveModelBehavior for ActiveModel {}
