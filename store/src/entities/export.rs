//! A file that is written in the background.

use domain::language::Language;
use sea_orm::entity::prelude::*;

use crate::words::{ExportKind, ExportStatus, Word};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "export")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub centre_id: i64,
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub kind: Word<ExportKind>,
    /// What of, as a query.
    pub asked: String,
    pub language: Word<Language>,
    /// Who asked, and may fetch it.
    pub staff_id: i64,
    pub status: Word<ExportStatus>,
    pub done: i64,
    pub total: i64,
    /// Parts that are written.
    pub parts: i32,
    /// Where whoever goes on with it begins.
    pub cursor: Option<String>,
    pub tries: i32,
    pub lease_until: i64,
    pub created_at: i64,
    pub ended_at: Option<i64>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    #[sea_orm(belongs_to = "super::centre::Entity", from = "Column::CentreId", to = "super::centre::Column::Id")]
    Centre,
    #[sea_orm(
        belongs_to = "super::membership::Entity",
        from = "(Column::CentreId, Column::StaffId)",
        to = "(super::membership::Column::CentreId, super::membership::Column::StaffId)"
    )]
    Membership,
}

impl ActiveModelBehavior for ActiveModel {}
