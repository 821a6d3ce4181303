//! How long a centre keeps what.

use sea_orm::{ActiveModelTrait, ActiveValue::Set, ColumnTrait, DatabaseTransaction, EntityTrait, QueryFilter};

use crate::{
    Act, Actor, Centre, CentreSettings, Edit, Result, Store, Subject,
    audit::{self, line::Line},
    entities::retention,
    network::centres::say_anew,
    words::{Kept, Word},
};

impl Kept {
    /// Days, where a centre has not said otherwise.
    pub fn usual_days(self) -> u32 {
        match self {
            Self::Person => 730,
            Self::Waiting => 90,
            Self::Message | Self::Event => 30,
        }
    }

    /// The fewest days that may be set: what the desk still works with stays.
    pub fn least_days(self) -> u32 {
        match self {
            Self::Person => 30,
            Self::Waiting | Self::Message | Self::Event => 7,
        }
    }
}

/// The most days that may be set.
pub const MOST_DAYS: u32 = 3650;

impl Store {
    /// How long a centre keeps each kind, in days.
    pub async fn retention(&self, centre: &Centre) -> Result<Vec<(Kept, u32)>> {
        let rows = retention::Entity::find().filter(retention::Column::CentreId.eq(centre.id)).all(&self.db).await?;
        let days = |kept: Kept| {
            let said = rows.iter().find(|row| row.kind.0 == kept);
            said.map_or(kept.usual_days(), |row| row.days.unsigned_abs())
        };
        Ok(Kept::ALL.into_iter().map(|kept| (kept, days(kept))).collect())
    }

    /// Says anew what a centre says of itself, and how long it keeps each kind: both or neither.
    ///
    /// # Errors
    /// [`crate::Error::Stale`] for whoever saw an older edition.
    pub async fn save_settings_and_retention(
        &self,
        centre: &Centre,
        (settings, days): (&CentreSettings, &[(Kept, u32)]),
        edit: Edit,
        now: i64,
    ) -> Result<()> {
        self.transact_quietly(|tx| async move {
            say_anew(&tx, centre, settings, edit, now).await?;
            keep(&tx, centre, days, edit.by, now).await?;
            Ok((tx, ()))
        })
        .await
    }

    /// Says how long a centre keeps each kind.
    pub async fn set_retention(&self, centre: &Centre, days: &[(Kept, u32)], by: Actor, now: i64) -> Result<()> {
        self.transact_quietly(|tx| async move {
            keep(&tx, centre, days, by, now).await?;
            Ok((tx, ()))
        })
        .await
    }
}

async fn keep(tx: &DatabaseTransaction, centre: &Centre, days: &[(Kept, u32)], by: Actor, now: i64) -> Result<()> {
    let of = retention::Column::CentreId.eq(centre.id);
    retention::Entity::delete_many().filter(of).exec(tx).await?;
    for (kept, days) in days {
        let row = retention::ActiveModel { centre_id: Set(centre.id), kind: Set(Word(*kept)), days: Set(*days as i32) };
        row.insert(tx).await?;
    }
    let words: Vec<String> = days.iter().map(|(kept, days)| format!("{}={days}", kept.as_str())).collect();
    let line = Line::new(by, Act::SavedSettings, Subject::Centre).with(format!("keep {}", words.join(" ")));
    audit::append(tx, centre.id, &line, now).await
}
