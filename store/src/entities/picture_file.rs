//! A picture in one size and format.

use sea_orm::entity::prelude::*;

use crate::words::Word;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "picture_file")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub centre_id: i64,
    #[sea_orm(primary_key, auto_increment = false)]
    pub name: String,
    #[sea_orm(primary_key, auto_increment = false)]
    pub width: i32,
    #[sea_orm(primary_key, auto_increment = false)]
    pub format: Word<domain::picture::Format>,
    pub bytes: Vec<u8>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    #[sea_orm(belongs_to = "super::centre::Entity", from = "Column::CentreId", to = "super::centre::Column::Id")]
    Centre,
    #[sea_orm(
        belongs_to = "super::picture::Entity",
        from = "(Column::CentreId, Column::Name)",
        to = "(super::picture::Column::CentreId, super::picture::Column::Name)"
    )]
    Picture,
}

impl ActiveModelBehavior for ActiveModel {}
