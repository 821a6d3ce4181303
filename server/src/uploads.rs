//! Files that the desk sends: few at a time, each held whole in memory while it is made into what the centre keeps, and given
//! longer to come than anything else.

use std::{
    collections::BTreeMap,
    sync::{Arc, LazyLock},
    time::Duration,
};

use axum::{
    extract::{FromRequest, Multipart, Request, multipart::Field},
    http::{Method, StatusCode},
    middleware::Next,
    response::{IntoResponse, Response},
};
use tokio::{
    sync::{OwnedSemaphorePermit, Semaphore},
    time::timeout,
};

/// Bytes of a file, as telephones take pictures and record ten minutes.
const MOST_FILE: usize = 16 * 1024 * 1024;
/// Bytes of a form that are heard to its end: a browser that still sends hears no answer, and shows a broken line instead.
pub const MOST_BYTES: usize = 4 * MOST_FILE;
/// Bytes of a field beside the file.
const MOST_FIELD: usize = 300;
/// Files that come at once: more would be more memory than the program may take.
const AT_ONCE: usize = 3;
/// Where they come, and how long one may take: sixteen megabytes over a weak line. Everything else is answered within a minute.
pub const PATHS: [&str; 2] = ["/staff/pictures", "/staff/recordings"];
const LONGEST_FILE: Duration = Duration::from_secs(15 * 60);
const LONGEST: Duration = Duration::from_secs(60);
/// How long a file waits for its turn, and for its next bytes.
const LONGEST_WAIT: Duration = Duration::from_secs(20);
const LONGEST_PAUSE: Duration = Duration::from_secs(60);

static TURNS: LazyLock<Arc<Semaphore>> = LazyLock::new(|| Arc::new(Semaphore::new(AT_ONCE)));

/// Why a file is not kept, as the address of the page that says so tells it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refused {
    /// Not what it is to be, whatever it is called.
    Kind,
    /// Larger than is read.
    Large,
    /// It begins right and cannot be read.
    Broken,
    /// Too many come at once.
    Busy,
}

impl Refused {
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Kind => "kind",
            Self::Large => "large",
            Self::Broken => "broken",
            Self::Busy => "busy",
        }
    }
}

pub type Said = BTreeMap<String, String>;

/// A file with the fields that came before it.
pub struct Sent {
    pub fields: Said,
    pub file: Vec<u8>,
    /// Held as long as the file is at hand.
    pub turn: OwnedSemaphorePermit,
}

/// Reads a form whose last field is the file `name`.
///
/// # Errors
/// Why there is none, and the fields that came.
pub async fn sent(request: Request, name: &str) -> Result<Sent, (Said, Refused)> {
    let mut fields = Said::new();
    let Ok(mut form) = Multipart::from_request(request, &()).await else { return Err((fields, Refused::Kind)) };
    loop {
        let field = match form.next_field().await {
            Ok(Some(field)) => field,
            Ok(None) => return Err((fields, Refused::Kind)),
            Err(_) => return Err((fields, Refused::Large)),
        };
        let own = field.name().unwrap_or_default().to_owned();
        if own != name {
            match all_of(field, MOST_FIELD).await {
                Ok(bytes) => drop(fields.insert(own, String::from_utf8_lossy(&bytes).into_owned())),
                Err(refused) => return Err((fields, refused)),
            }
            continue;
        }
        let turn = timeout(LONGEST_WAIT, TURNS.clone().acquire_owned()).await;
        let Ok(Ok(turn)) = turn else {
            drop(all_of(field, 0).await);
            return Err((fields, Refused::Busy));
        };
        return match all_of(field, MOST_FILE).await {
            Ok(file) if !file.is_empty() => Ok(Sent { fields, file, turn }),
            Ok(_) => Err((fields, Refused::Kind)),
            Err(refused) => Err((fields, refused)),
        };
    }
}

/// The bytes of a field, as long as they come and are no more than `most`.
async fn all_of(mut field: Field<'_>, most: usize) -> Result<Vec<u8>, Refused> {
    let (mut bytes, mut fits) = (Vec::new(), true);
    loop {
        match timeout(LONGEST_PAUSE, field.chunk()).await {
            Ok(Ok(Some(chunk))) => {
                fits &= bytes.len() + chunk.len() <= most;
                // What is too much is heard, and not kept.
                if fits { bytes.extend_from_slice(&chunk) } else { bytes = Vec::new() }
            }
            Ok(Ok(None)) => return if fits { Ok(bytes) } else { Err(Refused::Large) },
            // A line that says nothing any more holds no turn.
            Ok(_) => return Err(Refused::Large),
            Err(_) => return Err(Refused::Busy),
        }
    }
}

/// Ends what takes too long until its answer begins, its body included.
pub async fn in_time(request: Request, next: Next) -> Response {
    let comes = request.method() == Method::POST && PATHS.contains(&request.uri().path());
    let longest = if comes { LONGEST_FILE } else { LONGEST };
    timeout(longest, next.run(request)).await.unwrap_or_else(|_| StatusCode::REQUEST_TIMEOUT.into_response())
}
