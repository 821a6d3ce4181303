//! Files that are written in the background.

use domain::language::Language;
use jiff::Timestamp;
use store::{Building, Centre, EXPORT_SECONDS, Error, ExportKind, ExportStatus, NewExport, Progress, Store};

use super::{fixtures::*, places::on_both};

const AUDIT: ExportKind = ExportKind::AuditCsv;

fn new(kind: ExportKind, staff_id: i64) -> NewExport {
    NewExport { kind, asked: "from=2026-01-01".into(), language: Language::Fr, staff_id }
}

fn seconds(now: Timestamp, more: i64) -> Timestamp {
    Timestamp::from_second(now.as_second() + more).unwrap()
}

async fn write(store: &Store, centre: &Centre, of: &Building, text: &str, cursor: &str) -> store::Result<()> {
    let (cursor, part) = (Some(cursor.to_owned()), Some(text.as_bytes().to_vec()));
    store.export_goes_on(centre, of, &Progress { done: 1, total: 2, cursor, part }, monday()).await
}

#[tokio::test]
async fn files_are_written_one_at_a_time_and_fetched_by_whoever_asked() {
    on_both(async |place| {
        let (store, centre) = (&place.store, &centre(&place.store).await);
        let [one, other] = mediators(store, centre).await;
        let first = store.ask_for_export(centre, &new(AUDIT, one), monday()).await.unwrap();
        assert_eq!(store.ask_for_export(centre, &new(AUDIT, one), monday()).await.unwrap(), first, "asked twice");
        let second = store.ask_for_export(centre, &new(ExportKind::ReportCsv, one), later(monday(), 1)).await.unwrap();
        let (a, b) = tokio::join!(store.next_export(centre, monday()), store.next_export(centre, monday()));
        let taken: Vec<_> = [a.unwrap(), b.unwrap()].into_iter().flatten().collect();
        let [of] = &taken[..] else { panic!("{}: {taken:?}", place.name) };
        assert_eq!(of.id, first, "{}: in their order", place.name);
        write(store, centre, of, "one,", "7").await.unwrap();
        write(store, centre, of, "two", "3").await.unwrap();
        assert!(matches!(store.export_ready(centre, one, first).await, Err(Error::NotFound)), "not ready");
        store.end_export(centre, of, true, monday()).await.unwrap();
        let ready = store.export_ready(centre, one, first).await.unwrap();
        assert_eq!((ready.status, ready.parts), (ExportStatus::Ready, 2), "{}", place.name);
        let mut text = Vec::new();
        for number in 0..ready.parts {
            text.extend(store.export_part(centre.id, first, number).await.unwrap());
        }
        assert_eq!(text, b"one,two", "{}", place.name);
        assert!(matches!(store.export_ready(centre, other, first).await, Err(Error::NotFound)), "{}", place.name);
        assert_eq!(store.next_export(centre, monday()).await.unwrap().unwrap().id, second, "{}", place.name);
        let acts = place.texts("SELECT verb FROM audit WHERE verb LIKE '%_file' ORDER BY sequence").await;
        assert_eq!(acts, ["asked_for_file", "asked_for_file", "wrote_file"], "{}", place.name);
    })
    .await;
}

#[tokio::test]
async fn whoever_dies_over_a_file_is_followed_by_another_who_goes_on_from_there() {
    on_both(async |place| {
        let (store, centre) = (&place.store, &centre(&place.store).await);
        let [one] = mediators(store, centre).await;
        store.ask_for_export(centre, &new(AUDIT, one), monday()).await.unwrap();
        let dead = store.next_export(centre, monday()).await.unwrap().unwrap();
        write(store, centre, &dead, "one,", "7").await.unwrap();
        assert!(store.next_export(centre, seconds(monday(), 119)).await.unwrap().is_none(), "{}", place.name);
        let alive = store.next_export(centre, seconds(monday(), 121)).await.unwrap().unwrap();
        assert_eq!((alive.id, alive.parts, alive.cursor.as_deref()), (dead.id, 1, Some("7")), "{}", place.name);
        // It was not dead, only slow: what it writes now is refused.
        assert!(matches!(write(store, centre, &dead, "two", "3").await, Err(Error::NotFound)), "{}", place.name);
        store.end_export(centre, &dead, true, monday()).await.unwrap();
        assert!(matches!(store.export_ready(centre, one, dead.id).await, Err(Error::NotFound)), "{}", place.name);
        write(store, centre, &alive, "two", "3").await.unwrap();
        store.end_export(centre, &alive, true, monday()).await.unwrap();
        assert_eq!(store.export_ready(centre, one, alive.id).await.unwrap().parts, 2, "{}", place.name);
    })
    .await;
}

#[tokio::test]
async fn what_cannot_be_written_is_given_up_and_what_is_a_day_old_is_thrown_away() {
    on_both(async |place| {
        let (store, centre) = (&place.store, &centre(&place.store).await);
        let [one] = mediators(store, centre).await;
        store.ask_for_export(centre, &new(AUDIT, one), monday()).await.unwrap();
        let mut now = monday();
        while let Some(of) = store.next_export(centre, now).await.unwrap() {
            assert!(of.tries <= 5, "{}: it is tried for ever", place.name);
            write(store, centre, &of, "x", "7").await.unwrap();
            store.end_export(centre, &of, false, now).await.unwrap();
            now = seconds(now, 200);
        }
        let mine = store.exports_of(centre, one).await.unwrap();
        assert_eq!(mine[0].status, ExportStatus::Failed, "{}", place.name);
        let day = seconds(monday(), EXPORT_SECONDS);
        assert_eq!(store.throw_exports_away(centre, day).await.unwrap(), 0, "{}: not yet", place.name);
        assert_eq!(store.throw_exports_away(centre, seconds(day, 1)).await.unwrap(), 1, "{}", place.name);
        assert!(place.texts("SELECT CAST(number AS text) FROM export_part").await.is_empty(), "{}", place.name);
        for n in 0..10 {
            let asked = NewExport { asked: n.to_string(), ..new(AUDIT, one) };
            store.ask_for_export(centre, &asked, monday()).await.unwrap();
        }
        let one_more = store.ask_for_export(centre, &new(AUDIT, one), monday()).await;
        assert!(matches!(one_more, Err(Error::Throttled)), "{}", place.name);
    })
    .await;
}
