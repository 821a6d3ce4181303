//! Something that a live page must hear of.

use jiff::civil::Date;
use sea_orm::entity::prelude::*;

use crate::words::{EventKind, Topic, Word};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "event")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub centre_id: i64,
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: i64,
    pub topic: Word<Topic>,
    /// Id of what it is about.
    pub subject: String,
    pub kind: Word<EventKind>,
    pub day: Option<Word<Date>>,
    /// Whom it concerns.
    pub staff_id: Option<i64>,
    pub at: i64,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    #[sea_orm(belongs_to = "super::centre::Entity", from = "Column::CentreId", to = "super::centre::Column::Id")]
    Centre,
}

impl ActiveModelBehavior for ActiveModel {}
