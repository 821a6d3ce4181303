//! Copies of a SQLite database, and the way back from one.

use std::{fs, os::unix::fs::PermissionsExt};

use store::{Error, Settings, Store};
use tempfile::TempDir;

use super::fixtures::*;

async fn open(folder: &TempDir, name: &str) -> (Store, Settings) {
    let url = format!("sqlite://{}", folder.path().join(name).display());
    let settings = Settings { url, connections: 4, zones: None };
    let store = Store::connect(&settings).await.unwrap();
    store.migrate().await.unwrap();
    (store, settings)
}

#[tokio::test]
async fn a_copy_is_private_and_whole_or_not_there() {
    let folder = TempDir::new().unwrap();
    let (store, _) = open(&folder, "a.db").await;
    let copy = folder.path().join("copy.db");
    store.back_up(&copy).await.unwrap();
    assert_eq!(fs::metadata(&copy).unwrap().permissions().mode() & 0o777, 0o600);
    let twice = store.back_up(&copy).await;
    assert!(matches!(twice, Err(Error::Setting("backup", _))), "{twice:?}");
    let nowhere = store.back_up(&folder.path().join("no/such/folder/copy.db")).await;
    assert!(nowhere.is_err());
    // One that was interrupted stands in nobody's way.
    let other = folder.path().join("other.db");
    fs::write(folder.path().join("other.db.unfinished"), "half").unwrap();
    store.back_up(&other).await.unwrap();
    let left: Vec<_> = fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert!(!left.iter().any(|name| name.to_string_lossy().contains("unfinished")), "{left:?}");
    assert!(store.damage().await.unwrap().is_empty());
}

#[tokio::test]
async fn a_database_without_tables_is_not_backed_up() {
    let folder = TempDir::new().unwrap();
    let url = format!("sqlite://{}", folder.path().join("empty.db").display());
    let store = Store::connect(&Settings { url, connections: 1, zones: None }).await.unwrap();
    let copied = store.back_up(&folder.path().join("copy.db")).await;
    assert!(matches!(copied, Err(Error::Setting("DATABASE_URL", _))), "{copied:?}");
}

#[tokio::test]
async fn what_was_booked_after_a_copy_is_not_there_after_the_way_back_and_all_before_is() {
    let folder = TempDir::new().unwrap();
    let (store, settings) = open(&folder, "a.db").await;
    let centre = centre(&store).await;
    let before = book(&store, &centre, &request("2026-01-06T09:00", "أمينة")).await.unwrap();
    let copy = folder.path().join("copy.db");
    store.back_up(&copy).await.unwrap();
    let after = book(&store, &centre, &request("2026-01-06T10:00", "Karim")).await.unwrap();
    let open_still = store::restore(&settings, &copy).await;
    assert!(matches!(open_still, Err(Error::Setting("DATABASE_URL", _))), "{open_still:?}");
    assert_eq!(seen(&store, after.id).await.card.name, "Karim", "nothing was touched");
    store.close().await.unwrap();
    assert_eq!(fs::metadata(folder.path().join("a.db-wal")).map_or(0, |file| file.len()), 0, "the file is all of it");

    let kept = store::restore(&settings, &copy).await.unwrap().unwrap();
    let store = Store::connect(&settings).await.unwrap();
    assert_eq!(seen(&store, before.id).await.card.name, "أمينة");
    let gone = store
        .history(&centre, &reader(&[domain::access::Role::Reception], 9), after.id, Default::default(), monday())
        .await;
    assert!(matches!(gone, Err(Error::NotFound)));
    assert!(store.check(monday()).await.unwrap().is_sound() && store.damage().await.unwrap().is_empty());
    assert!(kept.is_file());
}

#[tokio::test]
async fn what_is_no_copy_is_not_put_into_a_database_s_place() {
    let folder = TempDir::new().unwrap();
    let (store, settings) = open(&folder, "a.db").await;
    store.close().await.unwrap();
    let text = folder.path().join("text.db");
    fs::write(&text, "this is no database at all, only a line that somebody wrote").unwrap();
    let empty = folder.path().join("empty.db");
    fs::write(&empty, "").unwrap();
    for wrong in [text, empty, folder.path().join("nowhere.db")] {
        let refused = store::restore(&settings, &wrong).await;
        assert!(matches!(refused, Err(Error::Setting("restore", _))), "{}: {refused:?}", wrong.display());
    }
}
