//! A message promised and not yet sent.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "outbox")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub centre_id: i64,
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub appointment_id: Option<Uuid>,
    pub waiting_id: Option<Uuid>,
    pub hold_id: Option<Uuid>,
    pub kind: String,
    pub link_secret: Option<String>,
    pub created_at: i64,
    pub sent_at: Option<i64>,
    /// The civil start that a reminder is about.
    pub about_start: Option<String>,
    /// Not before then.
    pub due_at: i64,
    pub tries: i32,
    /// Let go: what it says is no longer so, or nobody took it.
    pub dropped_at: Option<i64>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
