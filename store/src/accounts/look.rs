//! How the desk looks to somebody.

use domain::look::Look;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, sea_query::Expr};

use crate::{Error, Result, Store, entities::staff};

impl Store {
    /// The language that the desk speaks to somebody.
    ///
    /// # Errors
    /// [`Error::NotFound`].
    pub async fn set_look(&self, id: i64, look: Look) -> Result<()> {
        let _turn = self.turn().await?;
        let changed = staff::Entity::update_many()
            .col_expr(staff::Column::Language, Expr::value(look.language.code()))
            .col_expr(staff::Column::Appearance, Expr::value(look.appearance.as_str()))
            .col_expr(staff::Column::Density, Expr::value(look.density.as_str()))
            .col_expr(staff::Column::FirstScreen, Expr::value(look.first.as_str()))
            .filter(staff::Column::Id.eq(id))
            .exec(&self.db)
            .await?;
        if changed.rows_affected == 1 { Ok(()) } else { Err(Error::NotFound) }
    }
}
