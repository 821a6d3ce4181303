//! How much of a limit somebody has used.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "allowance")]
pub struct Model {
    /// Of an account, an address, a link, a contact.
    #[sea_orm(primary_key, auto_increment = false)]
    pub subject_hash: String,
    /// When nothing of it is used any more.
    pub rests_at: i64,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
