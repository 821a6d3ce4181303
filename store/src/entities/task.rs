//! What somebody has to do, by when.

use jiff::civil::Date;
use sea_orm::entity::prelude::*;

use crate::words::{TaskKind, Word};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "task")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub centre_id: i64,
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub kind: Word<TaskKind>,
    /// The message, or the appointment, that causes it; nothing of one that was told by hand.
    pub subject: Option<Uuid>,
    /// Whom it is about.
    pub person_id: Option<Uuid>,
    /// Whose it is; nobody’s is everybody’s.
    pub owner_id: Option<i64>,
    /// What is to be done, where it was told by hand.
    pub words: String,
    pub due: Word<Date>,
    pub made_by: Option<i64>,
    pub made_at: i64,
    pub done_by: Option<i64>,
    pub done_at: Option<i64>,
    /// When its cause went.
    pub closed_at: Option<i64>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    #[sea_orm(belongs_to = "super::centre::Entity", from = "Column::CentreId", to = "super::centre::Column::Id")]
    Centre,
    #[sea_orm(
        belongs_to = "super::person::Entity",
        from = "(Column::CentreId, Column::PersonId)",
        to = "(super::person::Column::CentreId, super::person::Column::Id)"
    )]
    Person,
    #[sea_orm(
        belongs_to = "super::membership::Entity",
        from = "(Column::CentreId, Column::OwnerId)",
        to = "(super::membership::Column::CentreId, super::membership::Column::StaffId)"
    )]
    Membership,
}

impl ActiveModelBehavior for ActiveModel {}
