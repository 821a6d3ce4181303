//! Two people turn out to be one, and, for a month, perhaps not. A merge changes nothing but who is shown with whom, so taking
//! it back leaves each with what was theirs; what came meanwhile goes by the name and contact that it came with.

use jiff::{Timestamp, ToSpan};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, EntityTrait, IntoActiveModel};
use uuid::Uuid;

use crate::{
    Act, Actor, Centre, Error, Result, Store, Subject,
    audit::{self, line::Line},
    centre::write_alone,
    entities::person_merge,
    persons::{apart::Apart, circle::Circle},
};

/// Days in which a merge can be taken back.
pub const TAKE_BACK_DAYS: i64 = 30;

impl Store {
    /// Shows two people as one from now on, by the name of `kept`. Answers with the entry that speaks for both.
    ///
    /// # Errors
    /// [`Error::NotFound`] when one of them is forgotten, [`Error::Stale`] when they are one already, and [`Error::Apart`]
    /// when they are known to be two: somebody said so, or they come to one session.
    pub async fn merge_persons(
        &self,
        centre: &Centre,
        (kept, gone): (Uuid, Uuid),
        by: i64,
        now: Timestamp,
    ) -> Result<Uuid> {
        self.transact(|tx| async move {
            write_alone(&tx, centre).await?;
            let circle = Circle::around(&tx, centre.id, [kept, gone]).await?;
            let [kept, gone] = [circle.speaks_for(kept), circle.speaks_for(gone)];
            let (kept, gone) = (kept.ok_or(Error::NotFound)?, gone.ok_or(Error::NotFound)?);
            let (ours, theirs) = (circle.ids_of(kept), circle.ids_of(gone));
            if !ours.is_disjoint(&theirs) {
                return Err(Error::Stale);
            }
            let apart = Apart::among(&tx, centre.id, &ours.union(&theirs).copied().collect()).await?;
            if apart.keeps(&ours, &theirs) {
                return Err(Error::Apart);
            }
            let row = person_merge::Model {
                centre_id: centre.id,
                id: Uuid::now_v7(),
                kept_id: kept,
                gone_id: gone,
                merged_by: by,
                merged_at: now.as_second(),
                undone_by: None,
                undone_at: None,
            };
            person_merge::Entity::insert(row.into_active_model()).exec_without_returning(&tx).await?;
            let line = Line::new(Actor::Staff(by), Act::Merged, Subject::Person(kept)).with(format!("with={gone}"));
            audit::append(&tx, centre.id, &line, now.as_second()).await?;
            Ok((tx, kept))
        })
        .await
    }

    /// Takes a merge back: they are two again, as they were. Answers with whoever was merged away.
    ///
    /// # Errors
    /// [`Error::NotFound`]; [`Error::Stale`] when it is taken back already; [`Error::TooLate`] after a month.
    pub async fn take_merge_back(&self, centre: &Centre, merge: Uuid, by: i64, now: Timestamp) -> Result<Uuid> {
        self.transact(|tx| async move {
            write_alone(&tx, centre).await?;
            let row = person_merge::Entity::find_by_id((centre.id, merge)).one(&tx).await?.ok_or(Error::NotFound)?;
            if row.undone_at.is_some() {
                return Err(Error::Stale);
            }
            if now > last_moment(row.merged_at)? {
                return Err(Error::TooLate);
            }
            let (kept, gone) = (row.kept_id, row.gone_id);
            let mut row = row.into_active_model();
            (row.undone_by, row.undone_at) = (Set(Some(by)), Set(Some(now.as_second())));
            row.update(&tx).await?;
            let line =
                Line::new(Actor::Staff(by), Act::TookMergeBack, Subject::Person(kept)).with(format!("with={gone}"));
            audit::append(&tx, centre.id, &line, now.as_second()).await?;
            Ok((tx, gone))
        })
        .await
    }

    /// Whoever a merge keeps.
    ///
    /// # Errors
    /// [`Error::NotFound`].
    pub async fn merged_by(&self, centre: &Centre, merge: Uuid) -> Result<Uuid> {
        let row = person_merge::Entity::find_by_id((centre.id, merge)).one(&self.db).await?;
        Ok(row.ok_or(Error::NotFound)?.kept_id)
    }
}

/// Until when a merge can be taken back.
pub(crate) fn last_moment(merged_at: i64) -> Result<Timestamp> {
    let merged = Timestamp::from_second(merged_at).map_err(|_| Error::Corrupt("person_merge.merged_at"))?;
    merged.checked_add((TAKE_BACK_DAYS * 24).hours()).map_err(|_| Error::Corrupt("person_merge.merged_at"))
}
