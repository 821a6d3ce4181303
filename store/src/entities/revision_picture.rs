//! A picture that a version of a page shows.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "revision_picture")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub centre_id: i64,
    #[sea_orm(primary_key, auto_increment = false)]
    pub revision_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub picture: String,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    #[sea_orm(belongs_to = "super::centre::Entity", from = "Column::CentreId", to = "super::centre::Column::Id")]
    Centre,
    #[sea_orm(
        belongs_to = "super::revision::Entity",
        from = "(Column::CentreId, Column::RevisionId)",
        to = "(super::revision::Column::CentreId, super::revision::Column::Id)"
    )]
    Revision,
    #[sea_orm(
        belongs_to = "super::picture::Entity",
        from = "(Column::CentreId, Column::Picture)",
        to = "(super::picture::Column::CentreId, super::picture::Column::Name)"
    )]
    Picture,
}

impl ActiveModelBehavior for ActiveModel {}
