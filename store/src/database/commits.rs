//! Whether anybody has committed since, told without asking SQLite: a reader who has an answer already need not wait for a
//! connection to hear that it is still right.

use std::{
    collections::BTreeMap,
    fs::{self, File},
    os::unix::fs::{FileExt, MetadataExt},
    path::{Path, PathBuf},
    sync::{Mutex, PoisonError},
};

/// The header of the index of the write-ahead log and its copy. Whoever commits, in whatever process, writes both before
/// they hear that it is done; it holds the salts, the length and the checksum of the log, so that two that are equal are of
/// one state of the database. Source: sqlite.org/walformat.html, 2.1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Commits([u8; 96]);

/// Where the number of the last frame stands in it, as the machine writes it.
const LAST_FRAME: std::ops::Range<usize> = 16..20;

/// The indexes that this process reads, open for good. **None is ever closed while it may be in use**: with the first
/// descriptor of a file that a process closes, whichever it is, the system takes all the process's locks on it away, and
/// SQLite's locks are on this file (sqlite.org/howtocorrupt.html, 2.2). One that stands no longer where it stood has no
/// locks: it went with its last connection.
static OPEN: Mutex<BTreeMap<PathBuf, (u64, File)>> = Mutex::new(BTreeMap::new());

/// The file that SQLite keeps the index of `database` in.
pub(crate) fn index_of(database: &Path) -> PathBuf {
    let mut index = database.as_os_str().to_owned();
    index.push("-shm");
    index.into()
}

impl Commits {
    /// Nothing while there is no index, or nothing in the log: what an empty one stands for is not said in it.
    pub(crate) fn read(index: &Path) -> Option<Self> {
        let stands = fs::metadata(index).ok()?.ino();
        let mut open = OPEN.lock().unwrap_or_else(PoisonError::into_inner);
        if open.get(index).is_none_or(|(inode, _)| *inode != stands) {
            let file = File::open(index).ok()?;
            let inode = file.metadata().ok()?.ino();
            open.insert(index.to_owned(), (inode, file));
        }
        let mut header = [0; 96];
        open.get(index)?.1.read_exact_at(&mut header, 0).ok()?;
        header[LAST_FRAME].iter().any(|byte| *byte != 0).then_some(Self(header))
    }
}
