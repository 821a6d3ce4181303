//! Two who are one person: whoever finds the one is shown the other with it. Nothing else changes, so that it can be taken
//! back.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "person_merge")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub centre_id: i64,
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// Whose name stands above both.
    pub kept_id: Uuid,
    pub gone_id: Uuid,
    pub merged_by: i64,
    pub merged_at: i64,
    pub undone_by: Option<i64>,
    pub undone_at: Option<i64>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    #[sea_orm(belongs_to = "super::centre::Entity", from = "Column::CentreId", to = "super::centre::Column::Id")]
    Centre,
    #[sea_orm(
        belongs_to = "super::person::Entity",
        from = "(Column::CentreId, Column::KeptId)",
        to = "(super::person::Column::CentreId, super::person::Column::Id)"
    )]
    Kept,
    #[sea_orm(
        belongs_to = "super::person::Entity",
        from = "(Column::CentreId, Column::GoneId)",
        to = "(super::person::Column::CentreId, super::person::Column::Id)"
    )]
    Gone,
}

impl ActiveModelBehavior for ActiveModel {}
