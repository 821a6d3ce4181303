//! The browsers with which somebody is signed in, and their ends.

use jiff::Timestamp;
use sea_orm::{ColumnTrait, Condition, EntityTrait, QueryFilter, QueryOrder};

use crate::{
    Act, Actor, Centre, Error, Result, Secret, Store, Subject,
    audit::{self, line::Line},
    entities::sign_in,
};

/// When a session ends by itself.
#[derive(Clone, Copy, Debug)]
pub struct SignInLimits {
    /// Seconds without a request.
    pub idle: i64,
    /// Seconds after signing in.
    pub absolute: i64,
}

/// A browser with which somebody is signed in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignedInBrowser {
    /// Names it in forms; it opens nothing.
    pub id: String,
    pub device: String,
    pub since: Timestamp,
    pub seen_at: Timestamp,
    /// Whether it is the one that asks.
    pub this: bool,
}

impl Store {
    /// Ends every session of a person at a centre.
    pub async fn sign_out_everywhere(&self, centre: &Centre, staff_id: i64, by: Actor, now: i64) -> Result<()> {
        self.end_sessions(centre, staff_id, Condition::all(), (by, "everywhere"), now).await
    }

    /// Ends every session of a person at a centre but the one that asks.
    pub async fn sign_out_elsewhere(&self, centre: &Centre, staff_id: i64, this: &Secret, now: i64) -> Result<()> {
        let others = Condition::all().add(sign_in::Column::TokenHash.ne(this.hash()));
        self.end_sessions(centre, staff_id, others, (Actor::Staff(staff_id), "elsewhere"), now).await
    }

    /// Ends the session of one browser of a person; nothing when it is over already.
    pub async fn sign_out_browser(&self, centre: &Centre, staff_id: i64, id: &str, now: i64) -> Result<()> {
        let one = Condition::all().add(sign_in::Column::TokenHash.eq(id));
        self.end_sessions(centre, staff_id, one, (Actor::Staff(staff_id), "one browser"), now).await
    }

    async fn end_sessions(
        &self,
        centre: &Centre,
        staff_id: i64,
        which: Condition,
        (by, detail): (Actor, &str),
        now: i64,
    ) -> Result<()> {
        let which = &which;
        self.transact_quietly(|tx| async move {
            sign_in::Entity::delete_many()
                .filter(sign_in::Column::CentreId.eq(centre.id))
                .filter(sign_in::Column::StaffId.eq(staff_id))
                .filter(which.clone())
                .exec(&tx)
                .await?;
            let line = Line::new(by, Act::SignedOut, Subject::Account(staff_id)).with(detail);
            audit::append(&tx, centre.id, &line, now).await?;
            Ok((tx, ()))
        })
        .await
    }

    /// The browsers with which somebody is signed in at a centre, the one that asks first, then by their last request.
    pub async fn signed_in_browsers(
        &self,
        centre: &Centre,
        staff_id: i64,
        (this, limits): (&Secret, SignInLimits),
        now: i64,
    ) -> Result<Vec<SignedInBrowser>> {
        let rows = sign_in::Entity::find()
            .filter(sign_in::Column::CentreId.eq(centre.id))
            .filter(sign_in::Column::StaffId.eq(staff_id))
            .filter(sign_in::Column::SeenAt.gt(now - limits.idle))
            .filter(sign_in::Column::CreatedAt.gt(now - limits.absolute))
            .order_by_desc(sign_in::Column::SeenAt)
            .all(&self.db)
            .await?;
        let this = this.hash();
        let at = |at: i64| Timestamp::from_second(at).map_err(|_| Error::Corrupt("sign_in"));
        let browser = |row: sign_in::Model| {
            let (since, seen_at) = (at(row.created_at)?, at(row.seen_at)?);
            let own = row.token_hash == this;
            Ok(SignedInBrowser { id: row.token_hash, device: row.device, since, seen_at, this: own })
        };
        let mut browsers = rows.into_iter().map(browser).collect::<Result<Vec<_>>>()?;
        browsers.sort_by_key(|browser| !browser.this);
        Ok(browsers)
    }
}
