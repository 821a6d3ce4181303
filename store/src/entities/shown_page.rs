//! The revision of a page that families read in one language, or read last.

use domain::language::Language;
use sea_orm::entity::prelude::*;

use crate::words::Word;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "shown_page")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub centre_id: i64,
    #[sea_orm(primary_key, auto_increment = false)]
    pub page: String,
    #[sea_orm(primary_key, auto_increment = false)]
    pub language: Word<Language>,
    pub revision_id: Uuid,
    pub shown_at: i64,
    /// When the page that the program brings came back.
    pub ended_at: Option<i64>,
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
