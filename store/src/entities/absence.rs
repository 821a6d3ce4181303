//! A time when a person, a room or the whole centre does not receive, once or by a rule.

use domain::recurrence::Recurrence;
use jiff::civil::DateTime;
use sea_orm::entity::prelude::*;

use crate::{resource::ResourceKind, words::Word};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "absence")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub centre_id: i64,
    pub resource_kind: Word<ResourceKind>,
    pub resource_id: i64,
    pub from_civil: Word<DateTime>,
    pub to_civil: Word<DateTime>,
    pub rule: Option<Word<Recurrence>>,
    pub last_civil: Word<DateTime>,
    pub label: String,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    #[sea_orm(belongs_to = "super::centre::Entity", from = "Column::CentreId", to = "super::centre::Column::Id")]
    Centre,
}

impl ActiveModelBehavior for ActiveModel {}
