//! A picture of the centre, as its pages show it.

use domain::picture::Focus;
use sea_orm::entity::prelude::*;

use crate::words::Word;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "picture")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub centre_id: i64,
    #[sea_orm(primary_key, auto_increment = false)]
    pub name: String,
    /// Pixels of its largest size.
    pub width: i32,
    pub height: i32,
    pub focus: Word<Focus>,
    /// What it shows, for whoever does not see it, in each language; empty where nobody has said it yet.
    pub ar: String,
    pub fr: String,
    pub en: String,
    /// SHA-256 of the file that was sent.
    pub digest: Vec<u8>,
    pub added_by: i64,
    pub added_at: i64,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    #[sea_orm(belongs_to = "super::centre::Entity", from = "Column::CentreId", to = "super::centre::Column::Id")]
    Centre,
    #[sea_orm(
        belongs_to = "super::membership::Entity",
        from = "(Column::CentreId, Column::AddedBy)",
        to = "(super::membership::Column::CentreId, super::membership::Column::StaffId)"
    )]
    Membership,
}

impl ActiveModelBehavior for ActiveModel {}
