//! Passwords (argon2id): hashed and compared away from the threads that answer requests, and set by whoever proves who
//! they are: with the old one, with a link of an administrator's, or with a shell on the server.

use std::sync::{Arc, LazyLock, Mutex, PoisonError, mpsc};

use argon2::{
    ARGON2ID_IDENT, Algorithm, Argon2, Block, Params, PasswordHash, Version,
    password_hash::phc::{Output, ParamsString, Salt},
};
use domain::{email::EmailAddress, password::Password};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, DatabaseTransaction, EntityTrait, PaginatorTrait, QueryFilter,
};
use tokio::sync::{Semaphore, oneshot};

use crate::{
    Act, Actor, Centre, Error, Result, Secret, Store, Subject,
    accounts::account_of,
    audit::{self, Line},
    centres::write_alone,
    entities::{membership, sign_in, staff},
    limits::TRIES,
    links, memberships,
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

/// Threads that work on passwords. Each has 19 MiB of its own for all of them: with memory for each password the
/// allocator would keep that of many.
const WORKERS: usize = 2;
/// Passwords that are worked on or wait for it.
static QUEUE: Semaphore = Semaphore::const_new(34);

type Job = Box<dyn FnOnce(&mut Vec<Block>) + Send>;

static JOBS: LazyLock<mpsc::Sender<Job>> = LazyLock::new(|| {
    let (jobs, next) = mpsc::channel::<Job>();
    let next = Arc::new(Mutex::new(next));
    for _ in 0..WORKERS {
        let next = next.clone();
        std::thread::spawn(move || {
            let mut memory = Vec::new();
            loop {
                let job = next.lock().unwrap_or_else(PoisonError::into_inner).recv();
                let Ok(job) = job else { return };
                job(&mut memory);
            }
        });
    }
    jobs
});

/// Runs `work` on a password away from the threads that answer requests.
///
/// # Errors
/// [`Error::Throttled`] when too many wait already.
async fn work<T: Send + 'static>(work: impl FnOnce(&mut Vec<Block>) -> T + Send + 'static) -> Result<T> {
    let _place = QUEUE.try_acquire().map_err(|_| Error::Throttled)?;
    let (done, is_done) = oneshot::channel();
    let job = Box::new(move |memory: &mut Vec<Block>| drop(done.send(work(memory))));
    JOBS.send(job).map_err(|_| Error::Corrupt("password"))?;
    is_done.await.map_err(|_| Error::Corrupt("password"))
}

/// Hashes with argon2id (19 MiB, 2 passes: OWASP's choice).
pub(crate) async fn hash_password(password: &Password) -> Result<String> {
    let password = password.expose().to_owned();
    let salt = Salt::generate();
    let hashed = work(move |memory| {
        let params = Params::default();
        let hash = PasswordHash {
            algorithm: ARGON2ID_IDENT,
            version: Some(Version::V0x13.into()),
            params: ParamsString::try_from(&params).ok()?,
            hash: Some(argon2id(password.as_bytes(), &salt, params, Output::MAX_LENGTH / 2, memory)?),
            salt: Some(salt),
        };
        Some(hash.to_string())
    });
    hashed.await?.ok_or(Error::Corrupt("password hash"))
}

/// Whether `typed` is the password behind `stored`. Always does the work of one hash, also for no account.
pub(crate) async fn is_password(typed: String, stored: Option<String>) -> Result<bool> {
    const NOBODY: &str = "$argon2id$v=19$m=19456,t=2,p=1$bm9ib2R5bm9ib2R5$5Ie7Sgq3uYb5yZ7Vd5n0cJ0m6rcJkVqIvH3uEoS3m1Q";
    let known = stored.as_deref().is_some_and(|hash| !hash.is_empty());
    let stored = if known { stored.unwrap_or_default() } else { NOBODY.to_owned() };
    let right = work(move |memory| {
        let stored = PasswordHash::new(&stored).ok()?;
        let (salt, hash) = (stored.salt?, stored.hash?);
        let params = Params::try_from(&stored).ok()?;
        // The comparison takes the same time wherever they differ.
        Some(argon2id(typed.as_bytes(), &salt, params, hash.len(), memory)? == hash)
    });
    Ok(right.await? == Some(true) && known)
}

fn argon2id(password: &[u8], salt: &[u8], params: Params, bytes: usize, memory: &mut Vec<Block>) -> Option<Output> {
    memory.resize(params.block_count(), Block::new());
    let mut out = [0; Output::MAX_LENGTH];
    let out = out.get_mut(..bytes)?;
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
        .hash_password_into_with_memory(password, salt, out, memory)
        .ok()?;
    Output::new(out).ok()
}
