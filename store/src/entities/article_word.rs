//! A word under which a version of an article is found.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "article_word")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub centre_id: i64,
    /// As it is compared, in bytes, which either database puts into the same order whatever its language.
    #[sea_orm(primary_key, auto_increment = false)]
    pub word: Vec<u8>,
    #[sea_orm(primary_key, auto_increment = false)]
    pub revision_id: Uuid,
    pub weight: i64,
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
}

impl ActiveModelBehavior for ActiveModel {}
