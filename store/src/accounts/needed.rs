//! Whose password alone is not enough.

use domain::access::Role;
use sea_orm::{ActiveModelTrait, ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter};

use crate::{
    Act, Centre, Result, Store, Subject,
    audit::{self, line::Line},
    editing::editions::{self, Edit},
    entities::factor_role,
    network::memberships::factor_roles,
    thing::{Thing, ThingKind},
    words::Word,
};

impl Store {
    /// The roles of a centre whose holders need a second factor.
    pub async fn factor_roles(&self, centre: &Centre) -> Result<Vec<Role>> {
        factor_roles(&self.db, centre.id).await
    }

    /// Says anew which roles need one.
    pub async fn set_factor_roles(
        &self,
        centre: &Centre,
        roles: &[Role],
        edit: impl Into<Edit>,
        now: i64,
    ) -> Result<()> {
        let edit = edit.into();
        self.transact_quietly(|tx| async move {
            editions::turn(&tx, centre, &Thing::new(ThingKind::Factor, ""), edit, now).await?;
            let of = factor_role::Column::CentreId.eq(centre.id);
            factor_role::Entity::delete_many().filter(of).exec(&tx).await?;
            for role in roles {
                let row = factor_role::ActiveModel { centre_id: Set(centre.id), role: Set(Word(*role)) };
                row.insert(&tx).await?;
            }
            let words: Vec<&str> = roles.iter().map(|role| role.as_str()).collect();
            let line = Line::new(edit.by, Act::SavedSettings, Subject::Centre);
            let line = line.with(format!("second factor: {}", words.join(" ")));
            audit::append(&tx, centre.id, &line, now).await?;
            Ok((tx, ()))
        })
        .await
    }
}
