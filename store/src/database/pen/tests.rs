use std::{future::pending, time::Duration};

use sea_orm::{ConnectionTrait, DatabaseTransaction, Statement};
use tempfile::TempDir;
use tokio::{sync::oneshot, time::timeout};

use crate::{Error, Result, Settings, Store};

async fn store(folder: &TempDir) -> Store {
    let url = format!("sqlite://{}", folder.path().join("a.db").display());
    let store = Store::connect(&Settings { url, connections: 4, zones: None }).await.unwrap();
    store.db.execute_unprepared("CREATE TABLE mark (n INTEGER NOT NULL)").await.unwrap();
    store
}

async fn mark(tx: &DatabaseTransaction, n: i64) -> Result<()> {
    tx.execute_unprepared(&format!("INSERT INTO mark VALUES ({n})")).await?;
    Ok(())
}

async fn marks(store: &Store) -> Vec<i64> {
    let sql = Statement::from_string(store.db.get_database_backend(), "SELECT n FROM mark ORDER BY n");
    let rows = store.db.query_all_raw(sql).await.unwrap();
    rows.iter().map(|row| row.try_get("", "n").unwrap()).collect()
}

async fn write(store: Store, n: i64, refused: bool) -> Result<i64> {
    store
        .transact_quietly(|tx| async move {
            mark(&tx, n).await?;
            if refused { Err(Error::Stale) } else { Ok((tx, n)) }
        })
        .await
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_is_refused_among_many_is_taken_back_alone() {
    let folder = TempDir::new().unwrap();
    let store = store(&folder).await;
    let turn = store.turn().await.unwrap();
    let together: Vec<_> = (0..100).map(|n| tokio::spawn(write(store.clone(), n, n % 3 == 0))).collect();
    drop(turn);
    for (n, task) in (0..).zip(together) {
        let done = task.await.unwrap();
        assert!(if n % 3 == 0 { matches!(done, Err(Error::Stale)) } else { done.unwrap() == n });
    }
    assert_eq!(marks(&store).await, (0..100).filter(|n| n % 3 != 0).collect::<Vec<_>>());
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_goes_away_in_the_middle_leaves_nothing_and_stops_nobody() {
    let folder = TempDir::new().unwrap();
    let store = store(&folder).await;
    let (begun, has_begun) = oneshot::channel();
    let (begun, slow) = (std::sync::Mutex::new(Some(begun)), store.clone());
    let leaving = tokio::spawn(async move {
        let stays = slow.transact_quietly(|tx| {
            let begun = begun.lock().unwrap().take();
            async move {
                mark(&tx, 1).await?;
                begun.unwrap().send(()).unwrap();
                pending::<()>().await;
                Ok((tx, ()))
            }
        });
        stays.await
    });
    has_begun.await.unwrap();
    let behind = tokio::spawn(write(store.clone(), 2, false));
    leaving.abort();
    assert_eq!(timeout(Duration::from_secs(5), behind).await.unwrap().unwrap().unwrap(), 2);
    assert_eq!(marks(&store).await, [2]);
    // Another program comes to its turn.
    store.db.execute_unprepared("INSERT INTO mark VALUES (3)").await.unwrap();
    assert_eq!(marks(&store).await, [2, 3]);
}

// On one thread, so that a task that was begun stands in line when the test goes on.
#[tokio::test]
async fn what_the_database_takes_back_from_all_is_written_again_for_the_others() {
    let folder = TempDir::new().unwrap();
    let store = store(&folder).await;
    let turn = store.turn().await.unwrap();
    let small = tokio::spawn(write(store.clone(), 1, false));
    let spoiling = store.clone();
    let spoiling = tokio::spawn(async move {
        let done = spoiling.transact_quietly(|tx| async move {
            // Takes back the whole transaction, as a full disk may.
            tx.execute_unprepared("INSERT OR ROLLBACK INTO mark VALUES (NULL)").await?;
            Ok((tx, ()))
        });
        done.await
    });
    tokio::task::yield_now().await;
    drop(turn);
    assert!(matches!(spoiling.await.unwrap(), Err(Error::Database(_))));
    assert_eq!(small.await.unwrap().unwrap(), 1);
    assert_eq!(write(store.clone(), 2, false).await.unwrap(), 2, "the next finds a sound connection");
    assert_eq!(marks(&store).await, [1, 2]);
    store.close().await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_writes_after_the_end_and_the_file_is_all_there_is() {
    let folder = TempDir::new().unwrap();
    let store = store(&folder).await;
    write(store.clone(), 1, false).await.unwrap();
    store.close().await.unwrap();
    let late = write(store, 2, false).await;
    assert!(matches!(late, Err(Error::Busy)), "{late:?}");
    assert!(!folder.path().join("a.db-wal").exists(), "the journal is in the file");
}
