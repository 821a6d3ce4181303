use domain::appointment::Mode;
use jiff::Timestamp;
use sea_orm::{ConnectionTrait, Database, DatabaseConnection, Statement};
use store::NewWorkshop;

use super::{
    fixtures::*,
    places::{Place, on_both},
};

/// The instant of each promise, by day; appointments, then workshops.
async fn instants(db: &DatabaseConnection) -> Vec<(String, i32, String)> {
    let sql = "SELECT day, start_minute, starts_at FROM attendance
        UNION ALL SELECT day, start_minute, starts_at FROM session WHERE kind = 'group' ORDER BY 1, 2";
    let rows = db.query_all_raw(Statement::from_string(db.get_database_backend(), sql)).await.unwrap();
    let read = |row: &sea_orm::QueryResult| {
        let instant = Timestamp::from_second(row.try_get("", "starts_at").unwrap()).unwrap();
        (row.try_get("", "day").unwrap(), row.try_get("", "start_minute").unwrap(), instant.to_string())
    };
    rows.iter().map(read).collect()
}

async fn run(db: &DatabaseConnection, sql: &str) {
    db.execute_unprepared(sql).await.unwrap();
}

/// Two appointments and a workshop, before, in and after the Ramadan of 2026.
async fn promises(place: &Place) -> DatabaseConnection {
    let (store, centre) = (&place.store, centre(&place.store).await);
    let db = Database::connect(&place.url).await.unwrap();
    run(&db, "UPDATE service SET horizon_days = 200").await;
    run(&db, "UPDATE service SET seats = 3 WHERE slug = 'social-guidance'").await;
    for start in ["2026-01-06T09:00", "2026-02-24T09:00"] {
        book(store, &centre, &request(start, "أمينة")).await.unwrap();
    }
    let (service, mode, start) = ("social-guidance".to_owned(), Mode::InPerson, at("2026-04-07T09:00"));
    store
        .set_up_workshop(&centre, &NewWorkshop { service, mode, start, with: None, seats: None }, 1, monday())
        .await
        .unwrap();
    db
}

fn expected(utc: [&str; 3]) -> Vec<(String, i32, String)> {
    let days = ["2026-01-06", "2026-02-24", "2026-04-07"];
    days.into_iter().zip(utc).map(|(day, time)| (day.to_owned(), 540, format!("{day}T{time}:00Z"))).collect()
}

#[tokio::test]
async fn after_a_change_of_rules_the_day_and_minute_stand_and_the_instant_follows() {
    on_both(async |place| {
        let db = promises(place).await;
        let true_instants = expected(["08:00", "09:00", "08:00"]);
        assert_eq!(instants(&db).await, true_instants, "{}", place.name);
        // As if it had all been promised when nobody knew of Ramadan, and then that the hour would stay.
        run(&db, "UPDATE attendance SET starts_at = starts_at - 3600 WHERE day = '2026-02-24'").await;
        run(&db, "UPDATE session SET starts_at = starts_at + 3600").await;
        let free_before = free(&place.store, &place.store.centre().await.unwrap(), "2026-02-24").await;
        assert_eq!(place.store.recompute_instants(None, monday()).await.unwrap(), 2, "{}", place.name);
        assert_eq!(instants(&db).await, true_instants, "{}", place.name);
        assert_eq!(free(&place.store, &place.store.centre().await.unwrap(), "2026-02-24").await, free_before);
        assert_eq!(place.store.recompute_instants(None, monday()).await.unwrap(), 0, "{}", place.name);
        assert!(place.store.check(monday()).await.unwrap().is_sound(), "{}", place.name);
    })
    .await;
}

#[tokio::test]
async fn what_is_over_keeps_the_instant_it_had_and_other_centres_are_left_alone() {
    on_both(async |place| {
        let db = promises(place).await;
        run(&db, "UPDATE attendance SET starts_at = starts_at - 3600").await;
        let february: Timestamp = "2026-02-01T00:00:00Z".parse().unwrap();
        assert_eq!(place.store.recompute_instants(Some(99), february).await.unwrap(), 0, "{}", place.name);
        assert_eq!(place.store.recompute_instants(Some(1), february).await.unwrap(), 1, "{}", place.name);
        assert_eq!(instants(&db).await, expected(["07:00", "09:00", "08:00"]), "{}", place.name);
    })
    .await;
}

#[tokio::test]
async fn a_centre_in_paris_keeps_nine_o_clock_on_both_sides_of_summer_time() {
    on_both(async |place| {
        let db = promises(place).await;
        run(&db, "UPDATE centre SET zone = 'Europe/Paris'").await;
        // Nine o'clock in Paris is as early as in Fez, in winter; an hour earlier in Ramadan and in summer.
        assert_eq!(place.store.recompute_instants(None, monday()).await.unwrap(), 2, "{}", place.name);
        assert_eq!(instants(&db).await, expected(["08:00", "08:00", "07:00"]), "{}", place.name);
        assert!(place.store.check(monday()).await.unwrap().is_sound(), "{}", place.name);
    })
    .await;
}
