//! A page to read as it was written once, in one language.

use domain::language::Language;
use sea_orm::entity::prelude::*;

use crate::words::Word;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "revision")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub centre_id: i64,
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// The page's address.
    pub page: String,
    pub language: Word<Language>,
    pub title: String,
    pub lead: String,
    /// Markdown.
    pub text: String,
    /// The address of the first picture in it.
    pub cover: Option<String>,
    /// Whether translations need not follow.
    pub minor: bool,
    /// Whether somebody else is asked to read it before it is shown.
    pub review: bool,
    /// The revision of the original that stood beside it.
    pub seen_id: Option<Uuid>,
    /// From when until when whoever wrote it meant it to be shown.
    pub wish_from: Option<i64>,
    pub wish_until: Option<i64>,
    /// What was changed, and why.
    pub note: String,
    pub written_by: i64,
    pub written_at: i64,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    #[sea_orm(belongs_to = "super::centre::Entity", from = "Column::CentreId", to = "super::centre::Column::Id")]
    Centre,
    #[sea_orm(
        belongs_to = "Entity",
        from = "(Column::CentreId, Column::SeenId)",
        to = "(Column::CentreId, Column::Id)"
    )]
    Seen,
    #[sea_orm(
        belongs_to = "super::membership::Entity",
        from = "(Column::CentreId, Column::WrittenBy)",
        to = "(super::membership::Column::CentreId, super::membership::Column::StaffId)"
    )]
    Writer,
}

impl ActiveModelBehavior for ActiveModel {}
