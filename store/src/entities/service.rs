//! A service as families book it.

use domain::offer::Family;
use sea_orm::entity::prelude::*;

use crate::words::Word;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "service")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub centre_id: i64,
    pub slug: String,
    pub family: Word<Family>,
    pub minutes: i32,
    pub buffer_minutes: i32,
    pub step_minutes: i32,
    pub notice_minutes: i32,
    pub horizon_days: i32,
    pub change_limit_minutes: i32,
    pub in_person: bool,
    pub telephone: bool,
    pub video: bool,
    pub position: i32,
    pub active: bool,
    pub before_minutes: i32,
    pub stagger_minutes: i32,
    pub seats: i32,
    pub mediators: i32,
    pub needs_room: bool,
    pub needs_approval: bool,
    pub hold_minutes: i32,
    pub parties: i32,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    #[sea_orm(belongs_to = "super::centre::Entity", from = "Column::CentreId", to = "super::centre::Column::Id")]
    Centre,
}

impl ActiveModelBehavior for ActiveModel {}
