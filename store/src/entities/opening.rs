//! A range of a weekday that comes back, of a person or room.

use jiff::civil::Date;
use sea_orm::entity::prelude::*;

use crate::{resource::ResourceKind, words::Word};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "opening")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub centre_id: i64,
    pub resource_kind: Word<ResourceKind>,
    pub resource_id: i64,
    pub weekday: i16,
    pub from_minute: i32,
    pub to_minute: i32,
    pub first_day: Word<Date>,
    pub last_day: Word<Date>,
    pub every_weeks: i32,
    pub in_person: bool,
    pub telephone: bool,
    pub video: bool,
    pub service_id: Option<i64>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    #[sea_orm(belongs_to = "super::centre::Entity", from = "Column::CentreId", to = "super::centre::Column::Id")]
    Centre,
    #[sea_orm(belongs_to = "super::service::Entity", from = "Column::ServiceId", to = "super::service::Column::Id")]
    Service,
}

impl ActiveModelBehavior for ActiveModel {}
