//! Passwords (argon2id): hashed and compared away from the threads that answer requests, and set by whoever proves who
//! they are: with the old one, with a link of an administrator's, or with a shell on the server.

use domain::{email::EmailAddress, password::Password};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, DatabaseTransaction, EntityTrait, PaginatorTrait, QueryFilter,
};

use crate::{
    Act, Actor, Centre, Error, Result, Secret, Store, Subject,
    accounts::hashing::{hash_password, is_password},
    audit::{self, line::Line},
    centre::write_alone,
    doors::{limits::TRIES, links},
    entities::{membership, sign_in, staff},
    network::memberships::{self, account_of},
    words::Door,
};

/// Seconds that a link to choose a password is good for: an invitation waits over a holiday.
pub const PASSWORD_LINK_SECONDS: i64 = 7 * 24 * 60 * 60;

impl Store {
    /// Gives an account another password and signs it out everywhere.
    ///
    /// # Errors
    /// [`Error::NotFound`].
    pub async fn set_password(&self, email: &EmailAddress, password: &Password, now: i64) -> Result<()> {
        let password_hash = &hash_password(password).await?;
        self.transact_quietly(|tx| async move {
            let id = account_of(&tx, email).await?.id;
            set_hash(&tx, id, password_hash.clone(), None).await?;
            note_everywhere(&tx, id, Actor::Shell, now).await?;
            Ok((tx, ()))
        })
        .await
    }

    /// Changes one's own password, and signs out every browser but the one of `keep`.
    ///
    /// # Errors
    /// [`Error::Credentials`] when the old one is wrong, [`Error::Throttled`] after too many of them.
    pub async fn change_password(
        &self,
        (id, old): (i64, &str),
        password: &Password,
        keep: &Secret,
        now: i64,
    ) -> Result<()> {
        let subject = format!("own password:{id}");
        self.spend(&subject, TRIES, now).await?;
        let row = staff::Entity::find_by_id(id).one(&self.db).await?.ok_or(Error::NotFound)?;
        if !is_password(old.to_owned(), Some(row.password_hash)).await? {
            return Err(Error::Credentials);
        }
        self.forgive(&subject).await?;
        let password_hash = &hash_password(password).await?;
        self.transact_quietly(|tx| async move {
            set_hash(&tx, id, password_hash.clone(), Some(keep)).await?;
            note_everywhere(&tx, id, Actor::Staff(id), now).await?;
            Ok((tx, ()))
        })
        .await
    }

    /// Makes a link with which somebody of the centre chooses a password; those before end.
    ///
    /// # Errors
    /// [`Error::NotFound`] for somebody who does not work there, [`Error::InUse`] for one who works at another centre too:
    /// nobody of one centre opens what is another's.
    pub async fn new_password_link(&self, centre: &Centre, id: i64, by: Actor, now: i64) -> Result<Secret> {
        let secret = &Secret::random();
        self.transact_quietly(|tx| async move {
            write_alone(&tx, centre).await?;
            if memberships::roles(&tx, centre.id, id).await?.is_empty() {
                return Err(Error::NotFound);
            }
            let elsewhere = membership::Entity::find().filter(membership::Column::StaffId.eq(id));
            let elsewhere = elsewhere.filter(membership::Column::CentreId.ne(centre.id)).count(&tx).await?;
            if elsewhere > 0 && by != Actor::Shell {
                return Err(Error::InUse);
            }
            let subject = id.to_string();
            links::revoke(&tx, centre.id, (Door::Password, &subject), now).await?;
            let lasts = (now, Some(now + PASSWORD_LINK_SECONDS));
            links::add(&tx, centre.id, (Door::Password, subject), secret, lasts).await?;
            let line = Line::new(by, Act::MadeLink, Subject::Account(id)).with("password");
            audit::append(&tx, centre.id, &line, now).await?;
            Ok((tx, secret.clone()))
        })
        .await
    }

    /// The address of the account whose password a link chooses.
    ///
    /// # Errors
    /// [`Error::NotFound`] when the link is over or never was.
    pub async fn password_link(&self, centre: &Centre, link: &Secret, now: i64) -> Result<String> {
        let id = links::behind(&self.db, centre.id, Door::Password, link, now).await?.ok_or(Error::NotFound)?;
        let id = id.parse::<i64>().map_err(|_| Error::Corrupt("link.subject"))?;
        Ok(staff::Entity::find_by_id(id).one(&self.db).await?.ok_or(Error::NotFound)?.email)
    }

    /// Chooses a password with a link, which opens once; answers with the account's id.
    ///
    /// # Errors
    /// [`Error::Credentials`] when the link is over or never was.
    pub async fn choose_password(&self, centre: &Centre, link: &Secret, password: &Password, now: i64) -> Result<i64> {
        // Asked before a password is hashed: whoever has no link costs nothing.
        let id = links::behind(&self.db, centre.id, Door::Password, link, now).await?.ok_or(Error::Credentials)?;
        let id = id.parse::<i64>().map_err(|_| Error::Corrupt("link.subject"))?;
        let password_hash = &hash_password(password).await?;
        self.transact_quietly(|tx| async move {
            write_alone(&tx, centre).await?;
            if !links::use_up(&tx, centre.id, Door::Password, link, now).await? {
                return Err(Error::Credentials);
            }
            set_hash(&tx, id, password_hash.clone(), None).await?;
            let line = Line::new(Actor::Staff(id), Act::SetPassword, Subject::Account(id)).with("by link");
            audit::append(&tx, centre.id, &line, now).await?;
            Ok((tx, id))
        })
        .await
    }
}

/// Writes a password's hash and ends every session but that of `keep`.
async fn set_hash(tx: &DatabaseTransaction, id: i64, password_hash: String, keep: Option<&Secret>) -> Result<()> {
    let row = staff::Entity::find_by_id(id).one(tx).await?.ok_or(Error::NotFound)?;
    let mut row = staff::ActiveModel::from(row);
    row.password_hash = Set(password_hash);
    row.update(tx).await?;
    let mut sessions = sign_in::Entity::delete_many().filter(sign_in::Column::StaffId.eq(id));
    if let Some(keep) = keep {
        sessions = sessions.filter(sign_in::Column::TokenHash.ne(keep.hash()));
    }
    sessions.exec(tx).await?;
    Ok(())
}

/// An account is of every centre that it works at.
async fn note_everywhere(tx: &DatabaseTransaction, id: i64, by: Actor, now: i64) -> Result<()> {
    let line = Line::new(by, Act::SetPassword, Subject::Account(id));
    for centre_id in memberships::centres_of(tx, id).await? {
        audit::append(tx, centre_id, &line, now).await?;
    }
    Ok(())
}
