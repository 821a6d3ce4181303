//! A centre's own words for a message in one language.

use domain::{language::Language, message::Template};
use sea_orm::entity::prelude::*;

use crate::words::Word;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "message_text")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub centre_id: i64,
    #[sea_orm(primary_key, auto_increment = false)]
    pub template: Word<Template>,
    #[sea_orm(primary_key, auto_increment = false)]
    pub language: Word<Language>,
    /// With places in braces.
    pub text: String,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    #[sea_orm(belongs_to = "super::centre::Entity", from = "Column::CentreId", to = "super::centre::Column::Id")]
    Centre,
}

impl ActiveModelBehavior for ActiveModel {}
