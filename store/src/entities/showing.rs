//! A revision of a page that families read in one language from a moment on.

use domain::{content::Showing, language::Language};
use sea_orm::entity::prelude::*;

use crate::words::Word;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "showing")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub centre_id: i64,
    #[sea_orm(primary_key, auto_increment = false)]
    pub page: String,
    #[sea_orm(primary_key, auto_increment = false)]
    pub language: Word<Language>,
    #[sea_orm(primary_key, auto_increment = false)]
    pub begins_at: i64,
    pub revision_id: Uuid,
    pub ends_at: Option<i64>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    #[sea_orm(belongs_to = "super::centre::Entity", from = "Column::CentreId", to = "super::centre::Column::Id")]
    Centre,
    #[sea_orm(
        belongs_to = "super::revision::Entity",
        from = "(Column::CentreId, Column::RevisionId)",
        to = "(super::revision::Column::CentreId, super::revision::Column::Id)"
    )]
    Revision,
}

impl Related<super::revision::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Revision.def()
    }
}

impl ActiveModelBehavior for ActiveModel {}

impl Model {
    pub(crate) fn period(&self) -> Showing<Uuid> {
        Showing { of: self.revision_id, from: self.begins_at, until: self.ends_at }
    }
}
