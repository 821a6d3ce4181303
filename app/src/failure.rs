//! What a page can be told when it cannot have what it asked for.

use leptos::{
    prelude::*,
    server_fn::{codec::JsonEncoding, error::ServerFnErrorErr},
};
use serde::{Deserialize, Serialize};

/// What a page can be told; the words are in the locale files.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Failure {
    #[error("not found")]
    NotFound,
    #[error("taken")]
    Taken,
    /// It changed meanwhile.
    #[error("stale")]
    Stale,
    #[error("offline")]
    Offline,
    /// What was asked cannot be read.
    #[error("unreadable")]
    Unreadable,
    #[error("signed out")]
    SignedOut,
    #[error("forbidden")]
    Forbidden,
    #[error("server")]
    Server,
}

impl FromServerFnError for Failure {
    type Encoder = JsonEncoding;

    fn from_server_fn_error(error: ServerFnErrorErr) -> Self {
        match error {
            ServerFnErrorErr::Request(_) => Self::Offline,
            ServerFnErrorErr::Args(_) | ServerFnErrorErr::MissingArg(_) => Self::Unreadable,
            _ => Self::Server,
        }
    }
}

#[cfg(feature = "ssr")]
impl From<store::Error> for Failure {
    fn from(error: store::Error) -> Self {
        match error {
            store::Error::NotFound => Self::NotFound,
            store::Error::Taken => Self::Taken,
            store::Error::Stale => Self::Stale,
            other => {
                tracing::error!(error = %other, "a page could not be answered");
                Self::Server
            }
        }
    }
}
