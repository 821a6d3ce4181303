//! How often a thing of the desk was saved, and by whom last.

use sea_orm::entity::prelude::*;

use crate::{thing::ThingKind, words::Word};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "edition")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub centre_id: i64,
    #[sea_orm(primary_key, auto_increment = false)]
    pub kind: Word<ThingKind>,
    #[sea_orm(primary_key, auto_increment = false)]
    pub subject: String,
    pub number: i64,
    pub staff_id: Option<i64>,
    pub at: i64,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    #[sea_orm(belongs_to = "super::centre::Entity", from = "Column::CentreId", to = "super::centre::Column::Id")]
    Centre,
}

impl ActiveModelBehavior for ActiveModel {}
