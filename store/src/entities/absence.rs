//! A time when a person, a room or the whole centre does not receive, once or by a rule.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "absence")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub centre_id: i64,
    pub resource_kind: String,
    pub resource_id: i64,
    pub from_civil: String,
    pub to_civil: String,
    pub rule: Option<String>,
    pub last_civil: String,
    pub label: String,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
