//! What a family may ask of those who receive: a woman or a man, and a language.

use domain::{
    access::Role,
    preference::{Gender, Spoken},
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, sea_query::Expr};

use crate::{
    Act, Centre, Error, Result, Store, Subject,
    audit::{self, line::Line},
    editing::editions::{self, Edit},
    entities::staff,
    events::counter,
    network::memberships,
    thing::{Thing, ThingKind},
};

/// Somebody who receives families.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Colleague {
    pub id: i64,
    pub name: String,
    /// `None` when it was not said.
    pub gender: Option<Gender>,
    /// In the order of [`Spoken::ALL`].
    pub speaks: Vec<Spoken>,
}

impl Colleague {
    pub(crate) fn of(row: staff::Model) -> Self {
        let speaks = Spoken::ALL.into_iter().filter(|spoken| row.languages.0.contains(spoken)).collect();
        Self { id: row.id, gender: row.gender.map(|gender| gender.0), name: row.name, speaks }
    }
}

impl Store {
    /// The mediators of the centre, by name; also those who offer no service now.
    pub async fn colleagues(&self, centre: &Centre) -> Result<Vec<Colleague>> {
        let rows = memberships::working(centre.id)
            .filter(staff::Column::Id.in_subquery(memberships::ids_with(centre.id, Role::Mediator)))
            .all(&self.db)
            .await?;
        let mut colleagues: Vec<Colleague> = rows.into_iter().map(Colleague::of).collect();
        colleagues.sort_by(|a, b| (&a.name, a.id).cmp(&(&b.name, b.id)));
        Ok(colleagues)
    }

    /// Notes what a family may ask of somebody.
    ///
    /// # Errors
    /// [`Error::NotFound`] for somebody of another centre; [`Error::Stale`] for whoever saw an older edition.
    pub async fn save_colleague(
        &self,
        centre: &Centre,
        id: i64,
        gender: Option<Gender>,
        speaks: &[Spoken],
        edit: impl Into<Edit>,
        now: i64,
    ) -> Result<()> {
        let edit = edit.into();
        let languages: Vec<&str> = speaks.iter().map(|spoken| spoken.code()).collect();
        let languages = &languages.join(" ");
        self.transact_quietly(|tx| async move {
            editions::turn(&tx, centre, &Thing::new(ThingKind::Colleague, id), edit, now).await?;
            let changed = staff::Entity::update_many()
                .col_expr(staff::Column::Gender, Expr::value(gender.map(Gender::as_str)))
                .col_expr(staff::Column::Languages, Expr::value(languages.as_str()))
                .filter(staff::Column::Id.in_subquery(memberships::ids_working(centre.id)))
                .filter(staff::Column::Id.eq(id))
                .exec(&tx)
                .await?;
            if changed.rows_affected != 1 {
                return Err(Error::NotFound);
            }
            let line = Line::new(edit.by, Act::SavedColleague, Subject::Account(id));
            audit::append(&tx, centre.id, &line, now).await?;
            counter::tell_other_centres(&tx, centre.id, id).await?;
            Ok((tx, ()))
        })
        .await
    }
}
