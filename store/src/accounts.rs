//! Staff accounts: passwords (argon2id), roles, and the link that makes the first administrator.

use argon2::{
    Argon2, PasswordHash, PasswordVerifier,
    password_hash::{PasswordHasher, phc::PasswordHash as Phc},
};
use domain::{access::Role, email::EmailAddress, language::Language, password::Password, person_name::PersonName};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, DatabaseTransaction, EntityTrait, PaginatorTrait, QueryFilter,
    sea_query::ExprTrait,
};

use tokio::sync::Semaphore;

use crate::{
    Centre, Error, Result, Secret, Store,
    centres::{equip_mediator, lock_hours, retire_team, service_ids},
    entities::{sign_in, staff},
    error::breaks_unique_rule,
    links, memberships,
    words::Door,
};

/// A signed-in member of staff.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StaffMember {
    pub id: i64,
    pub centre_id: i64,
    pub name: String,
    pub email: String,
    pub language: Language,
    pub roles: Vec<Role>,
}

/// What an account is made from.
#[derive(Debug)]
pub struct NewStaff {
    pub name: PersonName,
    pub email: EmailAddress,
    pub password: Password,
    pub language: Language,
    pub roles: Vec<Role>,
}

/// Seconds that the link of the first administrator is good for.
const SETUP_LINK_SECONDS: i64 = 24 * 60 * 60;

impl Store {
    /// Creates an account. A mediator can be booked from now on, at the centre's usual hours.
    ///
    /// # Errors
    /// [`Error::EmailTaken`].
    pub async fn add_staff(&self, centre: &Centre, new: &NewStaff, now: i64) -> Result<i64> {
        let password_hash = hash_password(&new.password).await?;
        let tx = self.begin().await?;
        let id = insert_staff(&tx, centre.id, new, password_hash, now).await?;
        tx.commit().await?;
        Ok(id)
    }

    /// Whether nobody can sign in as administrator yet.
    pub async fn lacks_administrator(&self, centre: &Centre) -> Result<bool> {
        Ok(administrators(centre).count(&self.db).await? == 0)
    }

    /// Lets somebody who has an account work at another centre too.
    ///
    /// # Errors
    /// [`Error::NotFound`] for an address without an account, [`Error::EmailTaken`] when they are known there.
    pub async fn join_centre(&self, centre: &Centre, email: &EmailAddress, roles: &[Role], now: i64) -> Result<()> {
        let tx = self.begin().await?;
        let id = account_of(&tx, email).await?.id;
        if memberships::known(centre.id).filter(staff::Column::Id.eq(id)).count(&tx).await? > 0 {
            return Err(Error::EmailTaken);
        }
        memberships::add(&tx, centre.id, id, roles, now).await?;
        if roles.contains(&Role::Mediator) {
            equip_mediator(&tx, centre.id, id, &service_ids(&tx, centre.id).await?).await?;
            retire_team(&tx, centre.id).await?;
        }
        Ok(tx.commit().await?)
    }

    /// Gives an account another password and signs it out everywhere.
    ///
    /// # Errors
    /// [`Error::NotFound`].
    pub async fn set_password(&self, email: &EmailAddress, password: &Password) -> Result<()> {
        let password_hash = hash_password(password).await?;
        let tx = self.begin().await?;
        let row = account_of(&tx, email).await?;
        let id = row.id;
        let mut row = staff::ActiveModel::from(row);
        row.password_hash = Set(password_hash);
        row.update(&tx).await?;
        sign_in::Entity::delete_many().filter(sign_in::Column::StaffId.eq(id)).exec(&tx).await?;
        Ok(tx.commit().await?)
    }

    /// Says as what somebody works at a centre; with no role they do not work there any more and are signed out.
    ///
    /// # Errors
    /// [`Error::NotFound`] for somebody who is not known there, [`Error::LastAdministrator`].
    pub async fn set_roles(&self, centre: &Centre, email: &EmailAddress, roles: &[Role]) -> Result<()> {
        self.transact(|tx| async move {
            lock_hours(&tx, centre).await?;
            let id = account_of(&tx, email).await?.id;
            let had_one = administrators(centre).count(&tx).await? > 0;
            memberships::replace_roles(&tx, centre.id, id, roles).await?;
            if had_one && administrators(centre).count(&tx).await? == 0 {
                return Err(Error::LastAdministrator);
            }
            if roles.is_empty() {
                let of = sign_in::Column::CentreId.eq(centre.id).and(sign_in::Column::StaffId.eq(id));
                sign_in::Entity::delete_many().filter(of).exec(&tx).await?;
            }
            Ok((tx, ()))
        })
        .await
    }

    /// Makes a new set-up link; earlier ones end.
    pub async fn new_setup_link(&self, centre: &Centre, now: i64) -> Result<Secret> {
        let secret = Secret::random();
        let tx = self.begin().await?;
        let subject = centre.id.to_string();
        links::revoke(&tx, centre.id, (Door::SetUp, &subject), now).await?;
        links::add(&tx, centre.id, (Door::SetUp, subject), &secret, (now, Some(now + SETUP_LINK_SECONDS))).await?;
        tx.commit().await?;
        Ok(secret)
    }

    /// Whether a set-up link still works.
    pub async fn setup_link_works(&self, centre: &Centre, secret: &Secret, now: i64) -> Result<bool> {
        Ok(links::behind(&self.db, centre.id, Door::SetUp, secret, now).await?.is_some())
    }

    /// Uses a set-up link up and creates the account it is for.
    ///
    /// # Errors
    /// [`Error::Credentials`] when the link is unknown, used or too old.
    pub async fn use_setup_link(&self, centre: &Centre, secret: &Secret, new: &NewStaff, now: i64) -> Result<i64> {
        // Asked before a password is hashed: whoever has no link costs nothing.
        if !self.setup_link_works(centre, secret, now).await? {
            return Err(Error::Credentials);
        }
        let password_hash = hash_password(&new.password).await?;
        let tx = self.begin().await?;
        if !links::use_up(&tx, centre.id, Door::SetUp, secret, now).await? {
            return Err(Error::Credentials);
        }
        let id = insert_staff(&tx, centre.id, new, password_hash, now).await?;
        tx.commit().await?;
        Ok(id)
    }
}

fn administrators(centre: &Centre) -> sea_orm::Select<staff::Entity> {
    let ids = memberships::ids_with(centre.id, Role::Administrator);
    memberships::working(centre.id).filter(staff::Column::Id.in_subquery(ids))
}

async fn account_of(tx: &DatabaseTransaction, email: &EmailAddress) -> Result<staff::Model> {
    let address = email.as_str().to_lowercase();
    staff::Entity::find().filter(staff::Column::Email.eq(address)).one(tx).await?.ok_or(Error::NotFound)
}

async fn insert_staff(
    tx: &DatabaseTransaction,
    centre_id: i64,
    new: &NewStaff,
    password_hash: String,
    now: i64,
) -> Result<i64> {
    let row = staff::ActiveModel {
        email: Set(new.email.as_str().to_lowercase()),
        name: Set(new.name.as_str().to_owned()),
        password_hash: Set(password_hash),
        language: Set(new.language.code().to_owned()),
        active: Set(true),
        created_at: Set(now),
        languages: Set("ar".to_owned()),
        ..Default::default()
    };
    let row = row.insert(tx).await;
    let row = row.map_err(|error| if breaks_unique_rule(&error) { Error::EmailTaken } else { error.into() })?;
    memberships::add(tx, centre_id, row.id, &new.roles, now).await?;
    if new.roles.contains(&Role::Mediator) {
        equip_mediator(tx, centre_id, row.id, &service_ids(tx, centre_id).await?).await?;
        retire_team(tx, centre_id).await?;
    }
    Ok(row.id)
}

/// Passwords that are worked on at a time, and those that wait for it: each takes 19 MiB and a processor.
static WORK: Semaphore = Semaphore::const_new(2);
static QUEUE: Semaphore = Semaphore::const_new(34);

/// Runs `work` on a password away from the threads that answer requests.
///
/// # Errors
/// [`Error::Throttled`] when too many wait already.
async fn work<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Result<T> {
    let _place = QUEUE.try_acquire().map_err(|_| Error::Throttled)?;
    let _turn = WORK.acquire().await.map_err(|_| Error::Throttled)?;
    tokio::task::spawn_blocking(work).await.map_err(|_| Error::Corrupt("password"))
}

/// Hashes with argon2id (19 MiB, 2 passes: OWASP's choice).
async fn hash_password(password: &Password) -> Result<String> {
    let password = password.expose().to_owned();
    let hashed = work(move || Argon2::default().hash_password(password.as_bytes()).map(|hash: Phc| hash.to_string()));
    hashed.await?.map_err(|_| Error::Corrupt("password hash"))
}

/// Whether `typed` is the password behind `stored`. Always does the work of one hash, also for no account.
pub(crate) async fn is_password(typed: String, stored: Option<String>) -> Result<bool> {
    const NOBODY: &str = "$argon2id$v=19$m=19456,t=2,p=1$bm9ib2R5bm9ib2R5$5Ie7Sgq3uYb5yZ7Vd5n0cJ0m6rcJkVqIvH3uEoS3m1Q";
    let known = stored.as_deref().is_some_and(|hash| !hash.is_empty());
    let hash = if known { stored.unwrap_or_default() } else { NOBODY.to_owned() };
    let right = work(move || {
        PasswordHash::new(&hash).is_ok_and(|hash| Argon2::default().verify_password(typed.as_bytes(), &hash).is_ok())
    });
    Ok(right.await? && known)
}
