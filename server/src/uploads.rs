//! Files that the desk sends: few at a time, each held whole in memory while it is made into what the centre keeps, and given
//! longer to come than anything else.

use std::{
    collections::BTreeMap,
    sync::{Arc, LazyLock},
    time::Duration,
};

use axum::{
    extract::{FromRequest, Multipart, Request},
    http::{Method, StatusCode},
    middleware::Next,
    response::{IntoResponse, Response},
};
use tokio::{
    sync::{OwnedSemaphorePermit, Semaphore},
    time::timeout,
};

/// Bytes of a file, as telephones take pictures and record ten minutes; and of what the form around it says.
const MOST_FILE: usize = 16 * 1024 * 1024;
pub const MOST_BYTES: usize = MOST_FILE + 64 * 1024;
/// Characters of a field beside the file.
const MOST_FIELD: usize = 300;
/// Files that come at once: more would be more memory than the program may take.
const AT_ONCE: usize = 3;
/// Where they come, and how long one may take: sixteen megabytes over a weak line. Everything else is answered within a minute.
pub const PATHS: [&str; 2] = ["/staff/pictures", "/staff/recordings"];
const LONGEST_FILE: Duration = Duration::from_secs(15 * 60);
const LONGEST: Duration = Duration::from_secs(60);

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
    let Ok(turn) = TURNS.clone().try_acquire_owned() else { return Err((fields, Refused::Busy)) };
    let Ok(mut form) = Multipart::from_request(request, &()).await else { return Err((fields, Refused::Kind)) };
    loop {
        let field = match form.next_field().await {
            Ok(Some(field)) => field,
            Ok(None) => return Err((fields, Refused::Kind)),
            Err(_) => return Err((fields, Refused::Large)),
        };
        let own = field.name().unwrap_or_default().to_owned();
        let Ok(bytes) = field.bytes().await else { return Err((fields, Refused::Large)) };
        if own == name {
            let file: Vec<u8> = bytes.into();
            return if file.is_empty() { Err((fields, Refused::Kind)) } else { Ok(Sent { fields, file, turn }) };
        }
        fields.insert(own, String::from_utf8_lossy(&bytes[..bytes.len().min(MOST_FIELD)]).into_owned());
    }
}

/// Ends what takes too long until its answer begins, its body included.
pub async fn in_time(request: Request, next: Next) -> Response {
    let comes = request.method() == Method::POST && PATHS.contains(&request.uri().path());
    let longest = if comes { LONGEST_FILE } else { LONGEST };
    timeout(longest, next.run(request)).await.unwrap_or_else(|_| StatusCode::REQUEST_TIMEOUT.into_response())
}
