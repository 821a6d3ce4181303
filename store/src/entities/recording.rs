//! Somebody reads a page aloud, in one language.

use domain::language::Language;
use sea_orm::entity::prelude::*;

use crate::words::Word;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "recording")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub centre_id: i64,
    #[sea_orm(primary_key, auto_increment = false)]
    pub page: String,
    #[sea_orm(primary_key, auto_increment = false)]
    pub language: Word<Language>,
    pub file: String,
    /// Whose words it says; `None` for the page that the program brings.
    pub revision_id: Option<Uuid>,
    /// When somebody recorded it, or heard that it is right.
    pub heard_at: i64,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    #[sea_orm(belongs_to = "super::centre::Entity", from = "Column::CentreId", to = "super::centre::Column::Id")]
    Centre,
    #[sea_orm(
        belongs_to = "super::stored_file::Entity",
        from = "(Column::CentreId, Column::File)",
        to = "(super::stored_file::Column::CentreId, super::stored_file::Column::Name)"
    )]
    File,
    #[sea_orm(
        belongs_to = "super::revision::Entity",
        from = "(Column::CentreId, Column::RevisionId)",
        to = "(super::revision::Column::CentreId, super::revision::Column::Id)"
    )]
    Revision,
}

impl Related<super::stored_file::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::File.def()
    }
}

impl ActiveModelBehavior for ActiveModel {}
