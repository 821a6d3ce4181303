//! What can go wrong in the store, and which constraint said so.

use std::sync::Arc;

use sea_orm::{DbErr, RuntimeErr, SqlErr};

/// Errors of the store. None carries prose; the caller maps them to words.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// Somebody else holds the time, or it is no longer offered.
    #[error("the time is not free")]
    Taken,
    /// The row does not exist, or is not this person's: both look the same on purpose.
    #[error("not found")]
    NotFound,
    /// The appointment changed meanwhile, or its state does not allow this step.
    #[error("the appointment is no longer in that state")]
    Stale,
    /// The service's limit for changes by the person has passed.
    #[error("too late to change")]
    TooLate,
    /// So many write that nobody's turn comes.
    #[error("the database is busy")]
    Busy,
    /// More than the limit; wait.
    #[error("too many tries")]
    Throttled,
    /// This contact has as many appointments ahead, or waits, as one may have without the desk.
    #[error("this contact has enough already")]
    Enough,
    /// An account with this e-mail address exists.
    #[error("the e-mail address has an account")]
    EmailTaken,
    /// Wrong name or password, or a link that is used up.
    #[error("wrong credentials")]
    Credentials,
    /// A service of this centre has this address.
    #[error("the address of the service is taken")]
    SlugTaken,
    /// A centre has this short name or this host.
    #[error("a centre has this short name or this host")]
    CentreTaken,
    /// The centre would be without an administrator.
    #[error("the last administrator of a centre stays")]
    LastAdministrator,
    /// Another season has some of these days.
    #[error("another season has some of these days")]
    Overlaps,
    /// Sessions to come need it.
    #[error("it is needed by sessions to come")]
    InUse,
    /// Two people are known to be two: somebody said so, or they come to one session.
    #[error("these are two people")]
    Apart,
    /// The second party of a session would be its first.
    #[error("the two parties would be one person")]
    SamePerson,
    /// A page shows it, or is to.
    #[error("a page shows the picture")]
    PictureUsed,
    /// A text shows a picture that the centre has not.
    #[error("the centre does not have the picture")]
    NoPicture,
    /// Whoever wrote it would be the only one who has read it.
    #[error("somebody else has to read it before it is shown")]
    OwnWords,
    /// Invented people do not go among real ones.
    #[error("the database has accounts or bookings of real people; a demonstration needs one of its own")]
    RealPeople,
    /// A fresh database is needed.
    #[error("the database has appointments already; invented ones need a fresh database")]
    NotEmpty,
    /// The database has tables of a step that this program does not know.
    #[error(
        "the tables of the database are not this program’s (step {0}): it was written by a newer program, or by one from \
        before the first release. Update this program, or begin with another database"
    )]
    OtherTables(String),
    /// Instants are derived by newer zone data than this process has; they must not go back.
    #[error("the instants follow zone data {theirs}, this program and machine have only {ours}: update one of them")]
    OlderZones { ours: String, theirs: String },
    #[error("the setting {0} is wrong: {1}")]
    Setting(&'static str, String),
    /// Somebody else was faster, and the transaction is run again; nobody outside the store hears of it.
    #[error("somebody else was faster")]
    Outrun,
    /// Of several who write together all hear the same.
    #[error("database: {0}")]
    Database(Arc<DbErr>),
    #[error("stored value is unreadable: {0}")]
    Corrupt(&'static str),
    #[error("input or output: {0}")]
    Io(#[from] std::io::Error),
}

impl From<DbErr> for Error {
    fn from(error: DbErr) -> Self {
        Self::Database(Arc::new(error))
    }
}

pub type Result<T, E = Error> = std::result::Result<T, E>;

/// Whether the database refused a row because another one has its place.
pub(crate) fn breaks_unique_rule(error: &DbErr) -> bool {
    matches!(error.sql_err(), Some(SqlErr::UniqueConstraintViolation(_)))
}

/// Whether what was tried may simply be run again: somebody else was faster, or PostgreSQL gave up on a transaction
/// (40001 serialization failure, 40P01 deadlock).
pub(crate) fn may_run_again(error: &Error) -> bool {
    let Error::Database(error) = error else { return matches!(error, Error::Outrun) };
    let (DbErr::Exec(RuntimeErr::SqlxError(inner)) | DbErr::Query(RuntimeErr::SqlxError(inner))) = &**error else {
        return false;
    };
    // By code: the words follow the language of the server.
    let code = inner.as_database_error().and_then(|error| error.code());
    code.is_some_and(|code| code == "40001" || code == "40P01")
}
