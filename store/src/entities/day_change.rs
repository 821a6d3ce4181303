//! One day that is longer or shorter than the plan.

use jiff::civil::Date;
use sea_orm::entity::prelude::*;

use crate::{resource::ResourceKind, words::Word};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "day_change")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub centre_id: i64,
    pub resource_kind: Word<ResourceKind>,
    pub resource_id: i64,
    pub day: Word<Date>,
    pub from_minute: i32,
    pub to_minute: i32,
    pub opens: bool,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    #[sea_orm(belongs_to = "super::centre::Entity", from = "Column::CentreId", to = "super::centre::Column::Id")]
    Centre,
}

impl ActiveModelBehavior for ActiveModel {}
