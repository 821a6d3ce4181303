//! A five-minute cell of a person or room, and the session that has it.

use sea_orm::entity::prelude::*;

use crate::{resource::ResourceKind, words::Word};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "claim")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub centre_id: i64,
    #[sea_orm(primary_key, auto_increment = false)]
    pub resource_kind: Word<ResourceKind>,
    #[sea_orm(primary_key, auto_increment = false)]
    pub resource_id: i64,
    #[sea_orm(primary_key, auto_increment = false)]
    pub cell: i64,
    pub session_id: Uuid,
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
}

impl ActiveModelBehavior for ActiveModel {}
