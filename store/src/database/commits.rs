//! Whether anybody has committed since, told without asking SQLite: a reader who has an answer already need not wait for a
//! connection to hear that it is still right.

use std::{
    fs::File,
    io::Read,
    path::{Path, PathBuf},
};

/// The header of the index of the write-ahead log and its copy. Whoever commits, in whatever process, writes both before
/// they hear that it is done; it holds the salts, the length and the checksum of the log, so that two that are equal are of
/// one state of the database. Source: sqlite.org/walformat.html, 2.1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Commits([u8; 96]);

/// Where the number of the last frame stands in it, as the machine writes it.
const LAST_FRAME: std::ops::Range<usize> = 16..20;

/// The file that SQLite keeps the index of `database` in.
pub(crate) fn index_of(database: &Path) -> PathBuf {
    let mut index = database.as_os_str().to_owned();
    index.push("-shm");
    index.into()
}

impl Commits {
    /// Nothing while there is no index, or nothing in the log: what an empty one stands for is not said in it.
    pub(crate) fn read(index: &Path) -> Option<Self> {
        let mut header = [0; 96];
        File::open(index).ok()?.read_exact(&mut header).ok()?;
        header[LAST_FRAME].iter().any(|byte| *byte != 0).then_some(Self(header))
    }
}
