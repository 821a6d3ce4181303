//! What a correction changed of somebody's name or contact, and what stood there before.

use sea_orm::entity::prelude::*;

use crate::words::{Changed, Word};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "person_change")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub centre_id: i64,
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub person_id: Uuid,
    pub what: Word<Changed>,
    /// As it was stored; empty where there was none, and of somebody who is forgotten.
    pub before: String,
    pub after: String,
    /// Nobody when the person did it by their link.
    pub changed_by: Option<i64>,
    pub changed_at: i64,
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
}

impl ActiveModelBehavior for ActiveModel {}
