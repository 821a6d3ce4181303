//! An article: what it says are the revisions of its page.

use domain::theme::Theme;
use sea_orm::entity::prelude::*;

use crate::words::Word;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "article")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub centre_id: i64,
    /// Its address beneath the language.
    #[sea_orm(primary_key, auto_increment = false)]
    pub page: String,
    pub theme: Word<Theme>,
    /// When families could, or will, read it first, in any language.
    pub dated_at: Option<i64>,
    pub made_by: i64,
    pub made_at: i64,
    pub withdrawn_at: Option<i64>,
    /// Where whoever asks for it is led since it was withdrawn: an address beneath the language.
    pub leads_to: Option<String>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    #[sea_orm(belongs_to = "super::centre::Entity", from = "Column::CentreId", to = "super::centre::Column::Id")]
    Centre,
    #[sea_orm(
        belongs_to = "super::membership::Entity",
        from = "(Column::CentreId, Column::MadeBy)",
        to = "(super::membership::Column::CentreId, super::membership::Column::StaffId)"
    )]
    Maker,
}

impl ActiveModelBehavior for ActiveModel {}
