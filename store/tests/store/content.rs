use domain::language::Language;
use jiff::{Timestamp, ToSpan};
use store::{Actor, Centre, CentreSettings, Edit, Error, NewRevision, PageStand, PageWords, Period, Store};
use uuid::Uuid;

use super::{fixtures::*, places::on_both};

fn words(title: &str) -> PageWords {
    PageWords { title: title.into(), lead: "Une phrase.".into(), text: format!("## {title}\n\nDu texte.") }
}

fn revision(language: Language, title: &str) -> NewRevision {
    NewRevision::of("about", language, words(title))
}

/// Now and for good.
fn at_once() -> Option<Period> {
    Some(Period { from: monday(), until: None })
}

fn in_hours(hours: i64) -> Timestamp {
    monday() + hours.hours()
}

fn saw(by: i64, seen: i64) -> (i64, Edit) {
    (by, Edit { by: Actor::Staff(by), seen: Some(seen) })
}

async fn stand(store: &Store, centre: &Centre, language: Language) -> PageStand {
    stand_at(store, centre, language, monday()).await
}

async fn stand_at(store: &Store, centre: &Centre, language: Language, now: Timestamp) -> PageStand {
    store
        .page_stands(centre, &["about"], now)
        .await
        .unwrap()
        .remove(&("about".to_owned(), language))
        .unwrap_or_default()
}

async fn title(store: &Store, centre: &Centre, language: Language) -> Option<String> {
    title_at(store, centre, language, monday()).await
}

async fn title_at(store: &Store, centre: &Centre, language: Language, now: Timestamp) -> Option<String> {
    let says = store.centre_says(centre.id, now).await.unwrap();
    says.pages.get(&("about".to_owned(), language)).map(|words| words.title.clone())
}

#[tokio::test]
async fn a_draft_is_nobodys_to_read_until_it_is_shown_and_the_usual_page_comes_back() {
    on_both(async |place| {
        let (store, centre) = (&place.store, centre(&place.store).await);
        let [by, other] = mediators(store, &centre).await;
        let draft = revision(Language::Fr, "Brouillon");
        let draft = store.write_page(&centre, &draft, None, saw(by, 0), monday()).await.unwrap();
        assert_eq!(title(store, &centre, Language::Fr).await, None, "{}", place.name);
        assert_eq!(stand(store, &centre, Language::Fr).await.draft, Some(draft), "{}", place.name);
        // Whoever saw the page before the draft is told of it first.
        let late =
            store.write_page(&centre, &revision(Language::Fr, "Autre"), at_once(), saw(other, 0), monday()).await;
        assert!(matches!(late, Err(Error::Stale)), "{}", place.name);
        let shown = store
            .write_page(&centre, &revision(Language::Fr, "Nous"), at_once(), saw(other, 1), monday())
            .await
            .unwrap();
        assert_eq!(title(store, &centre, Language::Fr).await.as_deref(), Some("Nous"), "{}", place.name);
        let now = stand(store, &centre, Language::Fr).await;
        let (of, from) = now.shown.map(|shown| (shown.of, shown.from)).unwrap();
        assert_eq!((of, from, now.draft), (shown, monday().as_second(), None), "{}", place.name);
        // In the same second: it was shown all the same.
        store.show_usual_page(&centre, "about", Language::Fr, saw(by, 2), monday()).await.unwrap();
        assert_eq!(title_at(store, &centre, Language::Fr, in_hours(1)).await, None, "{}", place.name);
        let now = stand_at(store, &centre, Language::Fr, in_hours(1)).await;
        assert_eq!(now, PageStand::default(), "{}: and no draft", place.name);
        // What families read once can be a draft again.
        let again = store.write_page(&centre, &revision(Language::Fr, "Nous"), None, saw(by, 3), in_hours(2)).await;
        let draft = stand_at(store, &centre, Language::Fr, in_hours(2)).await.draft;
        assert_eq!(draft, Some(again.unwrap()), "{}", place.name);
        let (history, count) = store.page_history(&centre, "about", Language::Fr).await.unwrap();
        let kept: Vec<_> = history.iter().map(|of| of.words.title.as_str()).collect();
        assert_eq!(
            (kept, count),
            (vec!["Nous", "Nous", "Brouillon"], 3),
            "{}: nothing that was written is gone",
            place.name
        );
        let acts = place.texts("SELECT verb FROM audit WHERE verb LIKE '%page%' ORDER BY sequence").await;
        assert_eq!(acts, ["wrote_page", "wrote_page", "showed_page", "hid_page", "wrote_page"], "{}", place.name);
    })
    .await;
}

#[tokio::test]
async fn a_translation_follows_what_matters_in_the_original() {
    on_both(async |place| {
        let (store, centre) = (&place.store, centre(&place.store).await);
        let [by, _] = mediators(store, &centre).await;
        let arabic = async |title: &str, minor: bool, seen: i64| {
            let new = NewRevision { minor, ..revision(Language::Ar, title) };
            store.write_page(&centre, &new, at_once(), saw(by, seen), monday()).await.unwrap()
        };
        let french = async |original: Option<Uuid>, seen: i64| {
            let new = NewRevision { seen: original, ..revision(Language::Fr, "Nous") };
            store.write_page(&centre, &new, at_once(), saw(by, seen), monday()).await
        };
        let outdated = async || stand(store, &centre, Language::Fr).await.outdated;
        let first = arabic("من نحن", false, 0).await;
        assert!(outdated().await, "{}: the usual translation is of the usual page", place.name);
        french(Some(first), 0).await.unwrap();
        assert!(!outdated().await, "{}", place.name);
        arabic("من نحن؟", true, 1).await;
        assert!(!outdated().await, "{}: a small correction", place.name);
        arabic("عن المركز", false, 2).await;
        assert!(outdated().await, "{}", place.name);
        store.show_usual_page(&centre, "about", Language::Ar, saw(by, 3), monday()).await.unwrap();
        assert!(outdated().await, "{}: it translates what is gone", place.name);
        // What stood beside it has to be an original of the same page.
        let own = stand(store, &centre, Language::Fr).await.shown.map(|shown| shown.of);
        for wrong in [own, Some(Uuid::now_v7())] {
            assert!(matches!(french(wrong, 1).await, Err(Error::NotFound)), "{}", place.name);
        }
    })
    .await;
}

#[tokio::test]
async fn only_what_is_shown_changes_the_public_site() {
    on_both(async |place| {
        let (store, centre) = (&place.store, centre(&place.store).await);
        let [by, _] = mediators(store, &centre).await;
        let changes = async || store.changes(centre.id).await.unwrap();
        let before = changes().await;
        store.write_page(&centre, &revision(Language::Fr, "A"), None, saw(by, 0), monday()).await.unwrap();
        assert_eq!(changes().await, before, "{}: a draft", place.name);
        store.write_page(&centre, &revision(Language::Fr, "A"), at_once(), saw(by, 1), monday()).await.unwrap();
        assert!(changes().await > before, "{}", place.name);
        let before = changes().await;
        store.show_usual_page(&centre, "about", Language::Fr, saw(by, 2), monday()).await.unwrap();
        assert!(changes().await > before, "{}", place.name);
    })
    .await;
}

#[tokio::test]
async fn what_is_planned_comes_and_goes_by_itself_and_can_be_called_off() {
    on_both(async |place| {
        let (store, centre) = (&place.store, centre(&place.store).await);
        let [by, _] = mediators(store, &centre).await;
        let write = async |title: &str, show: Option<Period>, seen: i64| {
            store.write_page(&centre, &revision(Language::Fr, title), show, saw(by, seen), monday()).await.unwrap()
        };
        write("Toujours", at_once(), 0).await;
        let planned = Period { from: in_hours(24), until: Some(in_hours(48)) };
        let ramadan = write("Ramadan", Some(planned), 1).await;
        write("Plus tard", Some(Period { from: in_hours(100), until: None }), 2).await;
        let stands = stand(store, &centre, Language::Fr).await;
        let froms: Vec<i64> = stands.planned.iter().map(|of| of.from).collect();
        assert_eq!(froms, [in_hours(24).as_second(), in_hours(100).as_second()], "{}: the next first", place.name);
        assert_eq!(stands.draft, None, "{}: what is planned is no draft", place.name);
        let title = async |hours| title_at(store, &centre, Language::Fr, in_hours(hours)).await.unwrap();
        for (hours, shown) in [(0, "Toujours"), (23, "Toujours"), (24, "Ramadan"), (47, "Ramadan"), (48, "Toujours")] {
            assert_eq!(title(hours).await, shown, "{} after {hours} hours", place.name);
        }
        assert_eq!(title(100).await, "Plus tard", "{}", place.name);
        let off = async |begins, now| {
            let page = ("about", Language::Fr);
            let seen = store.edition(&centre, &store::Thing::new(store::ThingKind::Page, "about:fr")).await.unwrap();
            store.call_page_off(&centre, page, begins, saw(by, seen.number), now).await
        };
        assert!(matches!(off(in_hours(24), in_hours(30)).await, Err(Error::NotFound)), "{}: it has begun", place.name);
        off(in_hours(100), in_hours(30)).await.unwrap();
        assert_eq!(title(100).await, "Toujours", "{}", place.name);
        assert!(matches!(off(in_hours(100), in_hours(30)).await, Err(Error::NotFound)), "{}: twice", place.name);
        let stands = stand_at(store, &centre, Language::Fr, in_hours(30)).await;
        assert_eq!(stands.shown.map(|shown| shown.of), Some(ramadan), "{}", place.name);
        assert!(stands.draft.is_some() && stands.planned.is_empty(), "{}: what was called off is a draft", place.name);
        // Back to the usual page ends whatever lies below as well.
        let seen = saw(by, 4);
        store.show_usual_page(&centre, "about", Language::Fr, seen, in_hours(31)).await.unwrap();
        assert_eq!(title_at(store, &centre, Language::Fr, in_hours(60)).await, None, "{}", place.name);
    })
    .await;
}

#[tokio::test]
async fn where_two_have_to_read_nobody_shows_their_own_words() {
    on_both(async |place| {
        let (store, mut centre) = (&place.store, centre(&place.store).await);
        let [by, other] = mediators(store, &centre).await;
        let settings = CentreSettings { second_reader: true, ..CentreSettings::of(&centre) };
        store.save_settings(&centre, &settings, Actor::Shell, monday().as_second()).await.unwrap();
        centre = self::centre(store).await;
        assert!(centre.second_reader, "{}", place.name);
        let own = store.write_page(&centre, &revision(Language::Fr, "Nous"), at_once(), saw(by, 0), monday()).await;
        assert!(matches!(own, Err(Error::OwnWords)), "{}", place.name);
        let asks = NewRevision { review: true, ..revision(Language::Fr, "Nous") };
        let asked = store.write_page(&centre, &asks, None, saw(by, 0), monday()).await.unwrap();
        let now = stand(store, &centre, Language::Fr).await;
        assert_eq!((now.draft, now.review), (Some(asked), true), "{}", place.name);
        let own = store.write_page(&centre, &revision(Language::Fr, "Nous"), at_once(), saw(by, 1), monday()).await;
        assert!(matches!(own, Err(Error::OwnWords)), "{}: nor what they asked to be read", place.name);
        let new = store.write_page(&centre, &revision(Language::Fr, "Eux"), at_once(), saw(other, 1), monday()).await;
        assert!(matches!(new, Err(Error::OwnWords)), "{}: whoever corrects it has written it", place.name);
        // Whoever reads it and keeps it with a word to others has not written it, and its writer has not read it.
        let noted = NewRevision { note: "Bien.".into(), ..revision(Language::Fr, "Nous") };
        let kept = store.write_page(&centre, &noted, None, saw(other, 1), monday()).await.unwrap();
        assert!(kept != asked, "{}", place.name);
        let own = store.write_page(&centre, &revision(Language::Fr, "Nous"), at_once(), saw(by, 2), monday()).await;
        assert!(matches!(own, Err(Error::OwnWords)), "{}: nor after somebody kept them", place.name);
        let shown =
            store.write_page(&centre, &revision(Language::Fr, "Nous"), at_once(), saw(other, 2), monday()).await;
        assert_eq!(shown.unwrap(), kept, "{}: what was read is what is shown", place.name);
        let now = stand(store, &centre, Language::Fr).await;
        assert_eq!((now.draft, now.review), (None, false), "{}", place.name);
        assert_eq!(store.page_history(&centre, "about", Language::Fr).await.unwrap().1, 2, "{}", place.name);
    })
    .await;
}

#[tokio::test]
async fn a_draft_remembers_when_it_is_meant_and_a_word_to_others_is_kept_with_what_is_shown() {
    on_both(async |place| {
        let (store, centre) = (&place.store, centre(&place.store).await);
        let [by, _] = mediators(store, &centre).await;
        let wish = (Some(in_hours(24)), Some(in_hours(48)));
        let draft = NewRevision { wish, ..revision(Language::Fr, "Nous") };
        store.write_page(&centre, &draft, None, saw(by, 0), monday()).await.unwrap();
        let history = async || store.page_history(&centre, "about", Language::Fr).await.unwrap().0;
        let wish = wish.0.zip(wish.1).map(|(from, until)| (Some(from.as_second()), Some(until.as_second())));
        assert_eq!(Some(history().await[0].wish), wish, "{}", place.name);
        let noted = NewRevision { note: "Relu.".into(), ..revision(Language::Fr, "Nous") };
        let shown = store.write_page(&centre, &noted, at_once(), saw(by, 1), monday()).await.unwrap();
        let now = history().await;
        assert_eq!((now.len(), now[0].note.as_str(), now[0].id), (2, "Relu.", shown), "{}", place.name);
        // The same word again is no new version.
        let again = store.write_page(&centre, &noted, at_once(), saw(by, 2), monday()).await.unwrap();
        assert_eq!((again, history().await.len()), (shown, 2), "{}", place.name);
    })
    .await;
}
