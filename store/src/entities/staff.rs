//! A person who works at the centre.

use domain::language::Language;
use domain::look::{Appearance, Density, FirstScreen};
use domain::preference::{Gender, Spoken};
use sea_orm::entity::prelude::*;

use crate::words::Word;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "staff")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub email: String,
    pub name: String,
    pub password_hash: String,
    pub language: Word<Language>,
    pub active: bool,
    pub created_at: i64,
    pub gender: Option<Word<Gender>>,
    pub languages: Word<Vec<Spoken>>,
    /// In base 32; `None` without a second factor.
    pub totp_secret: Option<String>,
    /// The last step whose code was used.
    pub totp_step: i64,
    pub appearance: Word<Appearance>,
    pub density: Word<Density>,
    pub first_screen: Word<FirstScreen>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
