//! Somebody has a thing of the desk open.

use sea_orm::entity::prelude::*;

use crate::{thing::ThingKind, words::Word};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "editing")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub centre_id: i64,
    #[sea_orm(primary_key, auto_increment = false)]
    pub kind: Word<ThingKind>,
    #[sea_orm(primary_key, auto_increment = false)]
    pub subject: String,
    #[sea_orm(primary_key, auto_increment = false)]
    pub staff_id: i64,
    pub opened_at: i64,
    /// Renewed while the page is looked at.
    pub expires_at: i64,
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
