use domain::language::Language;
use store::{Actor, Centre, Edit, Error, NewRevision, PageStand, PageWords, Store};
use uuid::Uuid;

use super::{fixtures::*, places::on_both};

fn words(title: &str) -> PageWords {
    PageWords { title: title.into(), lead: "Une phrase.".into(), text: format!("## {title}\n\nDu texte.") }
}

fn revision(language: Language, title: &str) -> NewRevision {
    NewRevision { page: "about".into(), language, words: words(title), minor: false, seen: None, note: String::new() }
}

fn saw(by: i64, seen: i64) -> (i64, Edit) {
    (by, Edit { by: Actor::Staff(by), seen: Some(seen) })
}

async fn stand(store: &Store, centre: &Centre, language: Language) -> PageStand {
    store.page_stands(centre).await.unwrap().get(&("about".to_owned(), language)).copied().unwrap_or_default()
}

async fn title(store: &Store, centre: &Centre, language: Language) -> Option<String> {
    let says = store.centre_says(centre.id).await.unwrap();
    says.pages.get(&("about".to_owned(), language)).map(|words| words.title.clone())
}

#[tokio::test]
async fn a_draft_is_nobodys_to_read_until_it_is_shown_and_the_usual_page_comes_back() {
    on_both(async |place| {
        let (store, centre) = (&place.store, centre(&place.store).await);
        let [by, other] = mediators(store, &centre).await;
        let draft = revision(Language::Fr, "Brouillon");
        let draft = store.write_page(&centre, &draft, false, saw(by, 0), monday()).await.unwrap();
        assert_eq!(title(store, &centre, Language::Fr).await, None, "{}", place.name);
        assert_eq!(stand(store, &centre, Language::Fr).await.draft, Some(draft), "{}", place.name);
        // Whoever saw the page before the draft is told of it first.
        let late = store.write_page(&centre, &revision(Language::Fr, "Autre"), true, saw(other, 0), monday()).await;
        assert!(matches!(late, Err(Error::Stale)), "{}", place.name);
        let shown =
            store.write_page(&centre, &revision(Language::Fr, "Nous"), true, saw(other, 1), monday()).await.unwrap();
        assert_eq!(title(store, &centre, Language::Fr).await.as_deref(), Some("Nous"), "{}", place.name);
        let now = stand(store, &centre, Language::Fr).await;
        assert_eq!((now.shown, now.draft), (Some((shown, monday().as_second())), None), "{}", place.name);
        store.show_usual_page(&centre, "about", Language::Fr, saw(by, 2), monday()).await.unwrap();
        assert_eq!(title(store, &centre, Language::Fr).await, None, "{}", place.name);
        assert_eq!(stand(store, &centre, Language::Fr).await, PageStand::default(), "{}: and no draft", place.name);
        let (history, count) = store.page_history(&centre, "about", Language::Fr).await.unwrap();
        let kept: Vec<_> = history.iter().map(|of| of.words.title.as_str()).collect();
        assert_eq!((kept, count), (vec!["Nous", "Brouillon"], 2), "{}: nothing that was written is gone", place.name);
        let acts = place.texts("SELECT verb FROM audit WHERE verb LIKE '%page%' ORDER BY sequence").await;
        assert_eq!(acts, ["wrote_page", "wrote_page", "showed_page", "hid_page"], "{}", place.name);
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
            store.write_page(&centre, &new, true, saw(by, seen), monday()).await.unwrap()
        };
        let french = async |original: Option<Uuid>, seen: i64| {
            let new = NewRevision { seen: original, ..revision(Language::Fr, "Nous") };
            store.write_page(&centre, &new, true, saw(by, seen), monday()).await
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
        let own = stand(store, &centre, Language::Fr).await.shown.map(|(id, _)| id);
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
        store.write_page(&centre, &revision(Language::Fr, "A"), false, saw(by, 0), monday()).await.unwrap();
        assert_eq!(changes().await, before, "{}: a draft", place.name);
        store.write_page(&centre, &revision(Language::Fr, "A"), true, saw(by, 1), monday()).await.unwrap();
        assert!(changes().await > before, "{}", place.name);
        let before = changes().await;
        store.show_usual_page(&centre, "about", Language::Fr, saw(by, 2), monday()).await.unwrap();
        assert!(changes().await > before, "{}", place.name);
    })
    .await;
}
