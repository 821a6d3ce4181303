//! Signing in and out. A session is a row; the cookie holds its secret.

use domain::{email::EmailAddress, language::Language};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, sea_query::Expr};

use crate::{
    Centre, Error, Result, Secret, StaffMember, Store,
    accounts::is_password,
    entities::{sign_in, staff},
    limits::{TRIES, TRIES_IN_ALL, TRIES_PER_ADDRESS},
    links, memberships,
    words::Door,
};

/// When a session ends by itself.
#[derive(Clone, Copy, Debug)]
pub struct SignInLimits {
    /// Seconds without a request.
    pub idle: i64,
    /// Seconds after signing in.
    pub absolute: i64,
}

/// Seconds that a browser is known after signing in with it.
pub const BROWSER_SECONDS: i64 = 180 * 24 * 3600;

/// Whoever asks to sign in.
#[derive(Clone, Copy, Debug, Default)]
pub struct Knock<'a> {
    /// Network address, where it says anything.
    pub address: Option<&'a str>,
    /// What the browser shows of having been known.
    pub browser: Option<&'a Secret>,
}

/// The time of the last request is written at most this often, in seconds.
const SEEN_STEP: i64 = 60;

impl Store {
    /// Checks e-mail and password. A browser that this account signed in with before has tries of its own: no stranger
    /// can use them up.
    ///
    /// # Errors
    /// [`Error::Throttled`] per account, per address and in all; [`Error::Credentials`] for everything else, alike.
    pub async fn sign_in(
        &self,
        centre: &Centre,
        (email, password): (&str, &str),
        knock: &Knock<'_>,
        now: i64,
    ) -> Result<(Secret, StaffMember)> {
        let email = email.trim().to_lowercase();
        let row = memberships::working(centre.id).filter(staff::Column::Email.eq(&email)).one(&self.db).await?;
        let known = match (&row, knock.browser) {
            (Some(row), Some(browser)) => {
                let subject = links::behind(&self.db, centre.id, Door::Browser, browser, now).await?;
                subject.filter(|subject| *subject == row.id.to_string()).map(|_| browser)
            }
            _ => None,
        };
        let subject = known.map_or_else(|| format!("account:{email}"), |browser| format!("browser:{}", browser.hash()));
        self.spend(&subject, TRIES, now).await?;
        if known.is_none() {
            if let Some(address) = knock.address {
                self.spend(&format!("sign-in:{address}"), TRIES_PER_ADDRESS, now).await?;
            }
            self.spend("sign-ins", TRIES_IN_ALL, now).await?;
        }
        let stored = row.as_ref().map(|row| row.password_hash.clone());
        let right = EmailAddress::parse(&email).is_ok() && is_password(password.to_owned(), stored).await?;
        let row = row.filter(|_| right).ok_or(Error::Credentials)?;
        self.forgive(&subject).await?;
        let member = self.member(centre, row).await?.ok_or(Error::Credentials)?;
        Ok((self.open_session(centre, member.id, now).await?, member))
    }

    /// Lets a browser be known as one that somebody signed in with.
    pub async fn know_browser(&self, centre: &Centre, staff_id: i64, now: i64) -> Result<Secret> {
        let secret = Secret::random();
        links::forget_old(&self.db, centre.id, Door::Browser, now).await?;
        let lasts = (now, Some(now + BROWSER_SECONDS));
        links::add(&self.db, centre.id, (Door::Browser, staff_id.to_string()), &secret, lasts).await?;
        Ok(secret)
    }

    /// Opens a session for somebody whose identity is proved.
    pub async fn open_session(&self, centre: &Centre, staff_id: i64, now: i64) -> Result<Secret> {
        let secret = Secret::random();
        let session = sign_in::ActiveModel {
            centre_id: Set(centre.id),
            token_hash: Set(secret.hash()),
            staff_id: Set(staff_id),
            created_at: Set(now),
            seen_at: Set(now),
        };
        session.insert(&self.db).await?;
        Ok(secret)
    }

    /// Who holds this session, while it lasts.
    pub async fn signed_in(
        &self,
        centre: &Centre,
        secret: &Secret,
        limits: SignInLimits,
        now: i64,
    ) -> Result<Option<StaffMember>> {
        let Some((member, seen_at)) = self.session(centre, secret, limits, now).await? else { return Ok(None) };
        if seen_at <= now - SEEN_STEP {
            sign_in::Entity::update_many()
                .col_expr(sign_in::Column::SeenAt, Expr::value(now))
                .filter(sign_in::Column::CentreId.eq(centre.id))
                .filter(sign_in::Column::TokenHash.eq(secret.hash()))
                .exec(&self.db)
                .await?;
        }
        Ok(Some(member))
    }

    /// The same without counting as a request: an open page does not keep a session alive.
    pub async fn still_signed_in(
        &self,
        centre: &Centre,
        secret: &Secret,
        limits: SignInLimits,
        now: i64,
    ) -> Result<Option<StaffMember>> {
        Ok(self.session(centre, secret, limits, now).await?.map(|(member, _)| member))
    }

    /// Who holds a session, and when they last asked for something.
    async fn session(
        &self,
        centre: &Centre,
        secret: &Secret,
        limits: SignInLimits,
        now: i64,
    ) -> Result<Option<(StaffMember, i64)>> {
        let Some(session) = sign_in::Entity::find_by_id((centre.id, secret.hash())).one(&self.db).await? else {
            return Ok(None);
        };
        if session.seen_at + limits.idle <= now || session.created_at + limits.absolute <= now {
            self.sign_out(centre, secret).await?;
            return Ok(None);
        }
        let row = staff::Entity::find_by_id(session.staff_id).one(&self.db).await?;
        match row.filter(|row| row.active) {
            Some(row) => Ok(self.member(centre, row).await?.map(|member| (member, session.seen_at))),
            None => Ok(None),
        }
    }

    /// Ends one session.
    pub async fn sign_out(&self, centre: &Centre, secret: &Secret) -> Result<()> {
        sign_in::Entity::delete_by_id((centre.id, secret.hash())).exec(&self.db).await?;
        Ok(())
    }

    /// Ends every session of a person at a centre.
    pub async fn sign_out_everywhere(&self, centre: &Centre, staff_id: i64) -> Result<()> {
        sign_in::Entity::delete_many()
            .filter(sign_in::Column::CentreId.eq(centre.id))
            .filter(sign_in::Column::StaffId.eq(staff_id))
            .exec(&self.db)
            .await?;
        Ok(())
    }

    /// Somebody with what they may do at a centre; `None` when they do not work there.
    async fn member(&self, centre: &Centre, row: staff::Model) -> Result<Option<StaffMember>> {
        let roles = memberships::roles(&self.db, centre.id, row.id).await?;
        let language = Language::from_code(&row.language).unwrap_or_default();
        let member =
            StaffMember { id: row.id, centre_id: centre.id, name: row.name, email: row.email, language, roles };
        Ok(Some(member).filter(|member| !member.roles.is_empty()))
    }
}
