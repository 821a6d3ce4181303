//! What a centre says of itself in one language; what is empty is said in the usual words, or not at all.

use domain::language::Language;
use sea_orm::entity::prelude::*;

use crate::words::Word;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "centre_text")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub centre_id: i64,
    #[sea_orm(primary_key, auto_increment = false)]
    pub language: Word<Language>,
    pub name: String,
    pub address: String,
    /// How to find it.
    pub way: String,
    /// When somebody is there, as people read it.
    pub hours: String,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    #[sea_orm(belongs_to = "super::centre::Entity", from = "Column::CentreId", to = "super::centre::Column::Id")]
    Centre,
}

impl ActiveModelBehavior for ActiveModel {}
