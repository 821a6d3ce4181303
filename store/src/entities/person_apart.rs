//! Two who are not one person, however alike they seem: somebody said so, or they are the parties of one session.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "person_apart")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub centre_id: i64,
    /// The lesser id of the two.
    #[sea_orm(primary_key, auto_increment = false)]
    pub one_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub other_id: Uuid,
    /// Nobody of the parties of one session.
    pub said_by: Option<i64>,
    pub said_at: i64,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    #[sea_orm(belongs_to = "super::centre::Entity", from = "Column::CentreId", to = "super::centre::Column::Id")]
    Centre,
    #[sea_orm(
        belongs_to = "super::person::Entity",
        from = "(Column::CentreId, Column::OneId)",
        to = "(super::person::Column::CentreId, super::person::Column::Id)"
    )]
    One,
    #[sea_orm(
        belongs_to = "super::person::Entity",
        from = "(Column::CentreId, Column::OtherId)",
        to = "(super::person::Column::CentreId, super::person::Column::Id)"
    )]
    Other,
}

impl ActiveModelBehavior for ActiveModel {}
