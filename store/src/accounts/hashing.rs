//! Passwords (argon2id): hashed and compared away from the threads that answer requests.

use std::sync::{Arc, LazyLock, Mutex, PoisonError, mpsc};

use argon2::{
    ARGON2ID_IDENT, Algorithm, Argon2, Block, Params, PasswordHash, Version,
    password_hash::phc::{Output, ParamsString, Salt},
};
use domain::password::Password;
use tokio::sync::{Semaphore, oneshot};

use crate::{Error, Result};

/// Threads that work on passwords. Each has 19 MiB of its own for all of them: with memory for each password the
/// allocator would keep that of many.
pub(crate) const WORKERS: usize = 2;

/// Passwords that are worked on or wait for it.
pub(crate) static QUEUE: Semaphore = Semaphore::const_new(34);

pub(crate) type Job = Box<dyn FnOnce(&mut Vec<Block>) + Send>;

pub(crate) static JOBS: LazyLock<mpsc::Sender<Job>> = LazyLock::new(|| {
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
pub(crate) async fn work<T: Send + 'static>(work: impl FnOnce(&mut Vec<Block>) -> T + Send + 'static) -> Result<T> {
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

pub(crate) fn argon2id(
    password: &[u8],
    salt: &[u8],
    params: Params,
    bytes: usize,
    memory: &mut Vec<Block>,
) -> Option<Output> {
    memory.resize(params.block_count(), Block::new());
    let mut out = [0; Output::MAX_LENGTH];
    let out = out.get_mut(..bytes)?;
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
        .hash_password_into_with_memory(password, salt, out, memory)
        .ok()?;
    Output::new(out).ok()
}
