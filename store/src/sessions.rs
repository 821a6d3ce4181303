//! Signing in and out. A session is a row; the cookie holds its secret.

use domain::{access::Role, email::EmailAddress, language::Language};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, sea_query::Expr};

use crate::{
    Error, Result, Secret, StaffMember, Store,
    accounts::is_password,
    entities::{staff, staff_role, staff_session},
    throttle::{TRIES, TRIES_PER_ADDRESS},
};

/// When a session ends by itself.
#[derive(Clone, Copy, Debug)]
pub struct SessionLimits {
    /// Seconds without a request.
    pub idle: i64,
    /// Seconds after signing in.
    pub absolute: i64,
}

/// The time of the last request is written at most this often, in seconds.
const SEEN_STEP: i64 = 60;

impl Store {
    /// Checks e-mail and password; `address` is the network address of whoever asks.
    ///
    /// # Errors
    /// [`Error::Throttled`] per account and per address; [`Error::Credentials`] for everything else, alike.
    pub async fn sign_in(&self, email: &str, password: &str, address: &str, now: i64) -> Result<(Secret, StaffMember)> {
        let email = email.trim().to_lowercase();
        let subjects = [(format!("account:{email}"), TRIES), (format!("address:{address}"), TRIES_PER_ADDRESS)];
        for (subject, tries) in &subjects {
            self.may_try(subject, *tries, now).await?;
        }
        let row = staff::Entity::find()
            .filter(staff::Column::Email.eq(&email))
            .filter(staff::Column::Active.eq(true))
            .one(&self.db)
            .await?;
        let stored = row.as_ref().map(|row| row.password_hash.clone());
        let right = EmailAddress::parse(&email).is_ok() && is_password(password.to_owned(), stored).await;
        let Some(row) = row.filter(|_| right) else {
            for (subject, _) in &subjects {
                self.note_failed_try(subject, now).await?;
            }
            return Err(Error::Credentials);
        };
        self.forget_failed_tries(&subjects[0].0, now).await?;
        let secret = self.open_session(row.id, now).await?;
        let member = self.member(row).await?;
        Ok((secret, member))
    }

    /// Opens a session for somebody whose identity is proved.
    pub async fn open_session(&self, staff_id: i64, now: i64) -> Result<Secret> {
        let secret = Secret::random();
        let session = staff_session::ActiveModel {
            token_hash: Set(secret.hash()),
            staff_id: Set(staff_id),
            created_at: Set(now),
            seen_at: Set(now),
        };
        session.insert(&self.db).await?;
        Ok(secret)
    }

    /// Who holds this session, while it lasts.
    pub async fn signed_in(&self, secret: &Secret, limits: SessionLimits, now: i64) -> Result<Option<StaffMember>> {
        let member = self.still_signed_in(secret, limits, now).await?;
        if member.is_some() {
            staff_session::Entity::update_many()
                .col_expr(staff_session::Column::SeenAt, Expr::value(now))
                .filter(staff_session::Column::TokenHash.eq(secret.hash()))
                .filter(staff_session::Column::SeenAt.lte(now - SEEN_STEP))
                .exec(&self.db)
                .await?;
        }
        Ok(member)
    }

    /// The same without counting as a request: an open page does not keep a session alive.
    pub async fn still_signed_in(
        &self,
        secret: &Secret,
        limits: SessionLimits,
        now: i64,
    ) -> Result<Option<StaffMember>> {
        let Some(session) = staff_session::Entity::find_by_id(secret.hash()).one(&self.db).await? else {
            return Ok(None);
        };
        if session.seen_at + limits.idle <= now || session.created_at + limits.absolute <= now {
            self.sign_out(secret).await?;
            return Ok(None);
        }
        let row = staff::Entity::find_by_id(session.staff_id).one(&self.db).await?;
        match row.filter(|row| row.active) {
            Some(row) => Ok(Some(self.member(row).await?)),
            None => Ok(None),
        }
    }

    /// Ends one session.
    pub async fn sign_out(&self, secret: &Secret) -> Result<()> {
        staff_session::Entity::delete_by_id(secret.hash()).exec(&self.db).await?;
        Ok(())
    }

    /// Ends every session of a person.
    pub async fn sign_out_everywhere(&self, staff_id: i64) -> Result<()> {
        staff_session::Entity::delete_many().filter(staff_session::Column::StaffId.eq(staff_id)).exec(&self.db).await?;
        Ok(())
    }

    async fn member(&self, row: staff::Model) -> Result<StaffMember> {
        let roles = staff_role::Entity::find().filter(staff_role::Column::StaffId.eq(row.id)).all(&self.db).await?;
        let roles = roles.iter().filter_map(|role| Role::from_str_opt(&role.role)).collect();
        let language = Language::from_code(&row.language).unwrap_or_default();
        Ok(StaffMember { id: row.id, centre_id: row.centre_id, name: row.name, email: row.email, language, roles })
    }
}
