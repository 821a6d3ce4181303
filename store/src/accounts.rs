//! Staff accounts: passwords (argon2id), roles, and the link that makes the first administrator.

use argon2::{
    Argon2, PasswordHash, PasswordVerifier,
    password_hash::{PasswordHasher, phc::PasswordHash as Phc},
};
use domain::{access::Role, email::EmailAddress, language::Language, password::Password, person_name::PersonName};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, DatabaseTransaction, EntityTrait, PaginatorTrait, QueryFilter,
};

use crate::{
    Centre, Error, Result, Secret, Store,
    centres::{equip_mediator, retire_team, service_ids},
    entities::{setup_link, staff, staff_role},
    error::breaks_unique_rule,
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
        let administrators = staff_role::Entity::find()
            .filter(staff_role::Column::Role.eq(Role::Administrator.as_str()))
            .filter(
                staff_role::Column::StaffId.in_subquery(
                    sea_orm::sea_query::Query::select()
                        .column(staff::Column::Id)
                        .from(staff::Entity)
                        .and_where(staff::Column::CentreId.eq(centre.id))
                        .and_where(staff::Column::Active.eq(true))
                        .to_owned(),
                ),
            )
            .count(&self.db)
            .await?;
        Ok(administrators == 0)
    }

    /// Makes a new set-up link; earlier ones end.
    pub async fn new_setup_link(&self, centre: &Centre, now: i64) -> Result<Secret> {
        let secret = Secret::random();
        let tx = self.begin().await?;
        setup_link::Entity::delete_many().filter(setup_link::Column::CentreId.eq(centre.id)).exec(&tx).await?;
        let row = setup_link::ActiveModel {
            token_hash: Set(secret.hash()),
            centre_id: Set(centre.id),
            expires_at: Set(now + SETUP_LINK_SECONDS),
        };
        row.insert(&tx).await?;
        tx.commit().await?;
        Ok(secret)
    }

    /// Whether a set-up link still works.
    pub async fn setup_link_works(&self, secret: &Secret, now: i64) -> Result<bool> {
        let row = setup_link::Entity::find_by_id(secret.hash()).one(&self.db).await?;
        Ok(row.is_some_and(|link| link.expires_at > now))
    }

    /// Uses a set-up link up and creates the account it is for.
    ///
    /// # Errors
    /// [`Error::Credentials`] when the link is unknown, used or too old.
    pub async fn use_setup_link(&self, secret: &Secret, new: &NewStaff, now: i64) -> Result<i64> {
        let password_hash = hash_password(&new.password).await?;
        let tx = self.begin().await?;
        let link = setup_link::Entity::find_by_id(secret.hash()).one(&tx).await?;
        let link = link.filter(|link| link.expires_at > now).ok_or(Error::Credentials)?;
        let used = setup_link::Entity::delete_by_id(secret.hash()).exec(&tx).await?;
        if used.rows_affected != 1 {
            return Err(Error::Credentials);
        }
        let id = insert_staff(&tx, link.centre_id, new, password_hash, now).await?;
        tx.commit().await?;
        Ok(id)
    }
}

async fn insert_staff(
    tx: &DatabaseTransaction,
    centre_id: i64,
    new: &NewStaff,
    password_hash: String,
    now: i64,
) -> Result<i64> {
    let row = staff::ActiveModel {
        centre_id: Set(centre_id),
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
    let roles = new
        .roles
        .iter()
        .map(|role| staff_role::ActiveModel { staff_id: Set(row.id), role: Set(role.as_str().to_owned()) });
    staff_role::Entity::insert_many(roles).exec_without_returning(tx).await?;
    if new.roles.contains(&Role::Mediator) {
        equip_mediator(tx, centre_id, row.id, &service_ids(tx, centre_id).await?).await?;
        retire_team(tx, centre_id).await?;
    }
    Ok(row.id)
}

/// Hashes with argon2id (19 MiB, 2 passes: OWASP's choice) away from the threads that answer requests.
async fn hash_password(password: &Password) -> Result<String> {
    let password = password.expose().to_owned();
    let hashed = tokio::task::spawn_blocking(move || {
        Argon2::default().hash_password(password.as_bytes()).map(|hash: Phc| hash.to_string())
    });
    hashed.await.ok().and_then(|hash| hash.ok()).ok_or(Error::Corrupt("password hash"))
}

/// Whether `typed` is the password behind `stored`. Always does the work of one hash, also for no account.
pub(crate) async fn is_password(typed: String, stored: Option<String>) -> bool {
    const NOBODY: &str = "$argon2id$v=19$m=19456,t=2,p=1$bm9ib2R5bm9ib2R5$5Ie7Sgq3uYb5yZ7Vd5n0cJ0m6rcJkVqIvH3uEoS3m1Q";
    let known = stored.as_deref().is_some_and(|hash| !hash.is_empty());
    let hash = if known { stored.unwrap_or_default() } else { NOBODY.to_owned() };
    let right = tokio::task::spawn_blocking(move || {
        PasswordHash::new(&hash).is_ok_and(|hash| Argon2::default().verify_password(typed.as_bytes(), &hash).is_ok())
    });
    right.await.unwrap_or(false) && known
}
