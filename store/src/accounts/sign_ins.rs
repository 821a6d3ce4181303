//! Signing in and out. A session is a row; the cookie holds its secret.

pub(crate) mod browsers;
pub(crate) mod open;

use browsers::SignInLimits;
use domain::email::EmailAddress;
use sea_orm::{ColumnTrait, Condition, EntityTrait, QueryFilter, sea_query::Expr};

use crate::{
    Centre, Error, Result, Secret, StaffMember, Store,
    accounts::hashing::is_password,
    doors::{
        limits::{TRIES, TRIES_IN_ALL, TRIES_PER_ADDRESS},
        links,
    },
    entities::{sign_in, staff},
    network::memberships,
    words::Door,
};

/// Half an hour without a request, or a working day, end a session.
pub const SESSION_LIMITS: SignInLimits = SignInLimits { idle: 30 * 60, absolute: 10 * 60 * 60 };

/// Seconds that a browser is known after signing in with it.
pub const BROWSER_SECONDS: i64 = 180 * 24 * 3600;

/// Whoever asks to sign in.
#[derive(Clone, Copy, Debug, Default)]
pub struct Knock<'a> {
    /// Network address, where it says anything.
    pub address: Option<&'a str>,
    /// What the browser shows of having been known.
    pub browser: Option<&'a Secret>,
    /// What the browser says it is, in a few words.
    pub device: &'a str,
}

/// What the right password opens.
#[derive(Clone, Debug)]
pub enum Entrance {
    /// The desk.
    Open(Secret, StaffMember),
    /// The question for a code.
    SecondStep(Secret),
}

impl Entrance {
    /// The session, where no code is asked for.
    pub fn open(self) -> Option<(Secret, StaffMember)> {
        match self {
            Self::Open(session, member) => Some((session, member)),
            Self::SecondStep(_) => None,
        }
    }
}

/// The time of the last request is written at most this often, in seconds.
const SEEN_STEP: i64 = 60;
/// Seconds by which clocks may differ.
const CLOCK_SLACK: i64 = 120;

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
    ) -> Result<Entrance> {
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
        let asks_for_code = row.totp_secret.is_some();
        let member = self.member(centre, row).await?.ok_or(Error::Credentials)?;
        if asks_for_code {
            return Ok(Entrance::SecondStep(self.open_second_step(centre, member.id, now).await?));
        }
        Ok(Entrance::Open(self.open_session(centre, member.id, knock.device, now).await?, member))
    }

    /// Lets a browser be known as one that somebody signed in with; one that is known stays so, by a new secret.
    pub async fn know_browser(
        &self,
        centre: &Centre,
        staff_id: i64,
        before: Option<&Secret>,
        now: i64,
    ) -> Result<Secret> {
        let secret = Secret::random();
        let _turn = self.turn().await?;
        links::forget_old(&self.db, centre.id, Door::Browser, now).await?;
        if let Some(before) = before {
            links::forget(&self.db, centre.id, Door::Browser, before).await?;
        }
        let lasts = (now, Some(now + BROWSER_SECONDS));
        links::add(&self.db, centre.id, (Door::Browser, staff_id.to_string()), &secret, lasts).await?;
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
            let _turn = self.turn().await?;
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
        // A session of the future was opened while the clock was wrong: it would last until then.
        let over = session.seen_at + limits.idle <= now || session.created_at + limits.absolute <= now;
        if over || session.created_at > now + CLOCK_SLACK {
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
        let _turn = self.turn().await?;
        sign_in::Entity::delete_by_id((centre.id, secret.hash())).exec(&self.db).await?;
        Ok(())
    }

    /// Forgets sessions that ended by themselves.
    pub async fn forget_sessions(&self, limits: SignInLimits, now: i64) -> Result<()> {
        let over = Condition::any()
            .add(sign_in::Column::SeenAt.lte(now - limits.idle))
            .add(sign_in::Column::CreatedAt.lte(now - limits.absolute));
        let _turn = self.turn().await?;
        sign_in::Entity::delete_many().filter(over).exec(&self.db).await?;
        Ok(())
    }
}
