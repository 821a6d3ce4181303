use super::places::on_both;

#[tokio::test]
async fn every_step_goes_up_down_and_up_again() {
    on_both(async |place| {
        place.store.migrate_down().await.expect(place.name);
        place.store.migrate().await.expect(place.name);
        assert!(place.store.load_first_centre(0).await.is_ok(), "{}", place.name);
    })
    .await;
}
