//! A file of the centre that is given in parts, however large it is.

use domain::sound::Sound;
use sea_orm::entity::prelude::*;

use crate::words::Word;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "stored_file")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub centre_id: i64,
    #[sea_orm(primary_key, auto_increment = false)]
    pub name: String,
    pub kind: Word<Sound>,
    /// Bytes.
    pub size: i64,
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
