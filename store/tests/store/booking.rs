use domain::{appointment::Mode, language::Language};
use store::Error;

use super::{fixtures::*, places::on_both};

#[tokio::test]
async fn a_booked_time_is_no_longer_free_nor_is_the_pause_after_it() {
    on_both(async |place| {
        let (store, centre) = (&place.store, centre(&place.store).await);
        assert_eq!(free(store, &centre, "2026-01-06").await[..3], ["08:30", "09:00", "09:30"]);
        let booked = book(store, &centre, &request("2026-01-06T09:00", "أمينة")).await.unwrap();
        assert!(booked.new);
        // 08:30 would last until 09:10, 09:30 lies inside 09:00–09:40 and its pause.
        assert_eq!(free(store, &centre, "2026-01-06").await[..2], ["10:00", "10:30"]);
    })
    .await;
}

#[tokio::test]
async fn a_time_that_is_taken_is_refused_and_nothing_is_left_behind() {
    on_both(async |place| {
        let (store, centre) = (&place.store, centre(&place.store).await);
        book(store, &centre, &request("2026-01-06T09:00", "أمينة")).await.unwrap();
        let events = store.last_event(centre.id).await.unwrap();
        let refused = book(store, &centre, &request("2026-01-06T09:00", "Karim")).await;
        assert!(matches!(refused, Err(Error::Taken)), "{}: {refused:?}", place.name);
        assert_eq!(store.last_event(centre.id).await.unwrap(), events);
    })
    .await;
}

#[tokio::test]
async fn the_same_form_books_once_and_leads_to_the_same_link() {
    on_both(async |place| {
        let (store, centre) = (&place.store, centre(&place.store).await);
        let request = request("2026-01-06T09:00", "أمينة");
        let first = book(store, &centre, &request).await.unwrap();
        let again = book(store, &centre, &request).await.unwrap();
        assert!(first.new && !again.new);
        assert_eq!((first.id, first.manage.as_str()), (again.id, again.manage.as_str()));
        assert_eq!(store.last_event(centre.id).await.unwrap(), 1);
    })
    .await;
}

#[tokio::test]
async fn hours_notice_services_and_modes_are_checked_again_when_booking() {
    on_both(async |place| {
        let (store, centre) = (&place.store, centre(&place.store).await);
        for start in
            ["2026-01-06T08:45", "2026-01-05T08:30", "2026-01-10T09:00", "2026-06-01T09:00", "2026-01-06T12:30"]
        {
            let refused = book(store, &centre, &request(start, "أمينة")).await;
            assert!(matches!(refused, Err(Error::Taken)), "{} {start}: {refused:?}", place.name);
        }
        let mut unknown = request("2026-01-06T09:00", "أمينة");
        unknown.service = "unknown".into();
        assert!(matches!(book(store, &centre, &unknown).await, Err(Error::NotFound)));
        let mut by_video = request("2026-01-06T09:00", "أمينة");
        (by_video.service, by_video.mode) = ("social-guidance".into(), Mode::Video);
        assert!(matches!(book(store, &centre, &by_video).await, Err(Error::NotFound)));
    })
    .await;
}

#[tokio::test]
async fn services_are_named_in_each_language() {
    on_both(async |place| {
        let (store, centre) = (&place.store, centre(&place.store).await);
        for language in Language::ALL {
            let services = store.services(&centre, language).await.unwrap();
            assert_eq!(services.len(), 3);
            assert!(services.iter().all(|s| !s.name.is_empty() && !s.summary.is_empty() && s.name != s.slug));
        }
    })
    .await;
}
