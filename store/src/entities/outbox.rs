//! A message that was promised.

use sea_orm::entity::prelude::*;

use crate::words::{Template, Word};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "outbox")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub centre_id: i64,
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// An appointment, a place on the waiting list, or a hold, as the template says.
    pub subject: Uuid,
    pub contact_id: Uuid,
    pub template: Word<Template>,
    /// The civil start that a reminder is about.
    pub data: Option<String>,
    /// The secret of the link that it brings, until it is sent.
    pub link_secret: Option<String>,
    pub created_at: i64,
    /// Not before then.
    pub due_at: i64,
    pub tries: i32,
    /// Whether a carrier has it; until `due_at` nobody else takes it.
    pub in_hand: bool,
    pub sent_at: Option<i64>,
    /// Let go: what it says is no longer so, or nobody took it.
    pub dropped_at: Option<i64>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    #[sea_orm(belongs_to = "super::centre::Entity", from = "Column::CentreId", to = "super::centre::Column::Id")]
    Centre,
    #[sea_orm(
        belongs_to = "super::contact::Entity",
        from = "(Column::CentreId, Column::ContactId)",
        to = "(super::contact::Column::CentreId, super::contact::Column::Id)"
    )]
    Contact,
}

impl ActiveModelBehavior for ActiveModel {}
