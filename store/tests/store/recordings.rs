//! Recordings of pages: they say the words of one version, and are silent where families read another one.

use domain::{language::Language, sound::Sound, theme::Theme};
use jiff::ToSpan;
use store::{Actor, AtAddress, Centre, Edit, Error, HelpLine, NewRevision, PART, PageWords, Period, Store};

use super::{fixtures::*, places::on_both};

const ABOUT: (&str, Language) = ("about", Language::Fr);

/// The name of the file that families hear of a page.
async fn heard(store: &Store, centre: &Centre, (page, language): (&str, Language)) -> Option<String> {
    let says = store.centre_says(centre.id, monday()).await.unwrap();
    says.heard.get(&(page.to_owned(), language)).map(|file| file.name.clone())
}

fn new(page: &str, title: &str) -> NewRevision {
    let words = PageWords { title: title.into(), lead: "Deux mots".into(), text: format!("Texte : {title}") };
    NewRevision::of(page, Language::Fr, words)
}

#[tokio::test]
async fn a_recording_is_heard_where_families_read_what_it_says() {
    on_both(async |place| {
        let (store, here) = (&place.store, centre(&place.store).await);
        let there = store.add_centre("meknes", "meknes.example.ma", monday()).await.unwrap();
        let [by, _] = mediators(store, &here).await;
        let edit = |seen| (by, Edit { by: Actor::Staff(by), seen: Some(seen) });
        let who = (by, monday());
        // More than two parts, and the last one not whole.
        let voice: Vec<u8> = (0..PART * 2 + 500).map(|n| (n / 1000 % 251) as u8).collect();
        store.record(&here, ABOUT, None, (Sound::Mp3, &voice), who).await.unwrap();
        let first = heard(store, &here, ABOUT).await.unwrap();
        assert_eq!(heard(store, &there, ABOUT).await, None, "{}: nobody else's", place.name);
        assert_eq!(heard(store, &here, ("about", Language::Ar)).await, None, "{}", place.name);
        let file = store.stored_file(&here, &first).await.unwrap().unwrap();
        assert_eq!((file.kind, file.size), (Sound::Mp3, PART * 2 + 500), "{}", place.name);
        assert_eq!(store.stored_file(&there, &first).await.unwrap(), None, "{}", place.name);
        let mut read = Vec::new();
        for number in 0..3 {
            read.extend(store.stored_part(&here, &first, number).await.unwrap());
        }
        assert!(read == voice, "{}: every byte in its place", place.name);
        for (centre, number) in [(&here, 3), (&there, 0)] {
            let beyond = store.stored_part(centre, &first, number).await;
            assert!(matches!(beyond, Err(Error::NotFound)), "{}", place.name);
        }
        // Another version is shown: it is silent until somebody has heard that it is right still.
        let show = Some(Period { from: monday(), until: None });
        let id = store.write_page(&here, &new("about", "Un"), show, edit(0), monday()).await.unwrap();
        assert_eq!(heard(store, &here, ABOUT).await, None, "{}", place.name);
        let kept = store.recording(&here, "about", Language::Fr).await.unwrap().unwrap();
        assert_eq!((kept.file.name.as_str(), kept.of), (first.as_str(), None), "{}", place.name);
        let foreign = store.write_page(&here, &new("team", "Équipe"), None, edit(0), monday()).await.unwrap();
        let wrong = store.confirm_recording(&here, ABOUT, (&first, Some(foreign)), who).await;
        assert!(matches!(wrong, Err(Error::NotFound)), "{}: {wrong:?}", place.name);
        let wrong = store.record(&here, ABOUT, Some(foreign), (Sound::Mp3, &voice), who).await;
        assert!(matches!(wrong, Err(Error::NotFound)), "{}: {wrong:?}", place.name);
        store.confirm_recording(&here, ABOUT, (&first, Some(id)), who).await.unwrap();
        assert_eq!(heard(store, &here, ABOUT).await, Some(first.clone()), "{}", place.name);
        // A new one takes its place, and whoever heard the old one changes nothing.
        store.record(&here, ABOUT, Some(id), (Sound::Ogg, b"OggS two"), who).await.unwrap();
        let second = heard(store, &here, ABOUT).await.unwrap();
        assert_ne!(second, first, "{}", place.name);
        assert_eq!(store.stored_file(&here, &first).await.unwrap(), None, "{}: the old file is gone", place.name);
        for late in [
            store.confirm_recording(&here, ABOUT, (&first, Some(id)), who).await,
            store.remove_recording(&here, ABOUT, &first, who).await,
        ] {
            assert!(matches!(late, Err(Error::Stale)), "{}: {late:?}", place.name);
        }
        store.remove_recording(&here, ABOUT, &second, who).await.unwrap();
        assert_eq!(heard(store, &here, ABOUT).await, None, "{}", place.name);
        assert_eq!(store.stored_file(&here, &second).await.unwrap(), None, "{}", place.name);
        let parts = place.texts("SELECT name FROM stored_part").await;
        assert!(parts.is_empty(), "{}: no part is left over", place.name);
        let acts = place.texts("SELECT verb FROM audit WHERE verb LIKE '%recor%' ORDER BY sequence").await;
        assert_eq!(acts, ["recorded_page", "recorded_page", "recorded_page", "removed_recording"], "{}", place.name);
    })
    .await;
}

#[tokio::test]
async fn whoever_is_in_danger_hears_no_number_of_before() {
    on_both(async |place| {
        let (store, here) = (&place.store, centre(&place.store).await);
        let [by, _] = mediators(store, &here).await;
        let later = |hours: i64| monday() + hours.hours();
        let danger = ("danger", Language::Fr);
        for key in [danger, ABOUT] {
            store.record(&here, key, None, (Sound::Mp3, b"voice"), (by, later(1))).await.unwrap();
        }
        let file = heard(store, &here, danger).await.unwrap();
        let line = HelpLine { number: "141".into(), words: [(Language::Fr, "écoute".to_owned())].into() };
        store.save_help_lines(&here, &[line], Actor::Shell, later(2).as_second()).await.unwrap();
        assert_eq!(heard(store, &here, danger).await, None, "{}", place.name);
        assert!(heard(store, &here, ABOUT).await.is_some(), "{}: nothing of it has changed", place.name);
        store.confirm_recording(&here, danger, (&file, None), (by, later(3))).await.unwrap();
        assert_eq!(heard(store, &here, danger).await, Some(file), "{}", place.name);
    })
    .await;
}

#[tokio::test]
async fn an_article_is_heard_in_the_words_that_are_shown() {
    on_both(async |place| {
        let (store, here) = (&place.store, centre(&place.store).await);
        let [by, _] = mediators(store, &here).await;
        let edit = |seen| (by, Edit { by: Actor::Staff(by), seen: Some(seen) });
        let page = "articles/voix";
        store.add_article(&here, page, Theme::Centre, by, monday()).await.unwrap();
        let show = Some(Period { from: monday(), until: None });
        let heard = async || match store.article_at(&here, page, monday()).await.unwrap() {
            Some(AtAddress::Shown(article)) => article.heard.contains_key(&Language::Fr),
            _ => false,
        };
        let id = store.write_page(&here, &new(page, "Un"), show, edit(0), monday()).await.unwrap();
        let sound = (Sound::Webm, &b"voice"[..]);
        store.record(&here, (page, Language::Fr), Some(id), sound, (by, monday())).await.unwrap();
        assert!(heard().await, "{}", place.name);
        assert!(store.centre_says(here.id, monday()).await.unwrap().heard.is_empty(), "{}", place.name);
        store.write_page(&here, &new(page, "Deux"), show, edit(1), monday()).await.unwrap();
        assert!(!heard().await, "{}: another version says something else", place.name);
    })
    .await;
}
