//! What keeps the program from running, in words for whoever started it.

use std::{io, net::SocketAddr};

use crate::settings::SettingError;

/// What the program tells whoever started it.
#[derive(Debug, thiserror::Error)]
pub enum Trouble {
    #[error("{0}")]
    Setting(#[from] SettingError),
    #[error("{0}")]
    Store(#[from] store::Error),
    #[error("{0}")]
    Io(#[from] io::Error),
    #[error("the {0} cannot be used: {1}")]
    Argument(&'static str, String),
    #[error("the address {0} cannot be listened on: {1}")]
    Listen(SocketAddr, io::Error),
    #[error("this program was built without its site; bin/run builds both")]
    NoSite,
    #[error("the database is not sound")]
    NotSound,
    #[error("the audit is not whole")]
    AuditBroken,
}
