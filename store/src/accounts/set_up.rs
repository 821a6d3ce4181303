//! The first administrator of a centre, by a link that opens once.

use crate::{
    Actor, Centre, Error, Result, Secret, Store,
    accounts::{
        hashing::hash_password,
        row::{NewStaff, insert_staff, note_account},
    },
    centre::write_alone,
    doors::links,
    words::Door,
};

/// Seconds that the link of the first administrator is good for.
const SETUP_LINK_SECONDS: i64 = 24 * 60 * 60;

impl Store {
    /// Makes a new set-up link; earlier ones end.
    pub async fn new_setup_link(&self, centre: &Centre, now: i64) -> Result<Secret> {
        let secret = &Secret::random();
        self.transact_quietly(|tx| async move {
            let subject = centre.id.to_string();
            links::revoke(&tx, centre.id, (Door::SetUp, &subject), now).await?;
            links::add(&tx, centre.id, (Door::SetUp, subject), secret, (now, Some(now + SETUP_LINK_SECONDS))).await?;
            Ok((tx, secret.clone()))
        })
        .await
    }

    /// Whether a set-up link still works.
    pub async fn setup_link_works(&self, centre: &Centre, secret: &Secret, now: i64) -> Result<bool> {
        Ok(links::behind(&self.db, centre.id, Door::SetUp, secret, now).await?.is_some())
    }

    /// Creates the first administrator and uses the link up, together or not at all.
    ///
    /// # Errors
    /// [`Error::Credentials`] for a link that is used up, expired or unknown; [`Error::EmailTaken`].
    pub async fn use_setup_link(&self, centre: &Centre, secret: &Secret, new: &NewStaff, now: i64) -> Result<i64> {
        // Asked before a password is hashed: whoever has no link costs nothing.
        if !self.setup_link_works(centre, secret, now).await? {
            return Err(Error::Credentials);
        }
        let password_hash = &hash_password(&new.password).await?;
        self.transact_quietly(|tx| async move {
            write_alone(&tx, centre).await?;
            if !links::use_up(&tx, centre.id, Door::SetUp, secret, now).await? {
                return Err(Error::Credentials);
            }
            let id = insert_staff(&tx, centre.id, new, password_hash.clone(), now).await?;
            note_account(&tx, centre, (Actor::Staff(id), id), &new.roles, now).await?;
            Ok((tx, id))
        })
        .await
    }
}
