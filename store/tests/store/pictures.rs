//! Pictures: kept once, given to the centre that has them, and there as long as a page shows them.

use std::collections::BTreeMap;

use domain::{
    language::Language,
    picture::{Focus, Format, Picture},
    theme::Theme,
};
use jiff::ToSpan;
use store::{Actor, AtAddress, Edit, Error, NewPicture, NewRevision, PageWords, Period, PictureFile, Which};

use super::{fixtures::*, places::on_both};

const PAGE: &str = "articles/cour";

fn picture(of: u8) -> NewPicture {
    let file = |width, format| PictureFile { width, format, bytes: vec![of; 2000] };
    let files = [320, 640].into_iter().flat_map(|width| Format::ALL.map(|format| file(width, format))).collect();
    NewPicture { digest: [of; 32], width: 640, height: 400, files }
}

#[tokio::test]
async fn a_picture_is_kept_once_and_is_its_centres_own() {
    on_both(async |place| {
        let (store, here) = (&place.store, centre(&place.store).await);
        let there = store.add_centre("meknes", "meknes.example.ma", monday()).await.unwrap();
        let [by, _] = mediators(store, &here).await;
        let name = store.add_picture(&here, &picture(1), by, monday()).await.unwrap();
        assert_eq!(store.add_picture(&here, &picture(1), by, monday()).await.unwrap(), name, "{}", place.name);
        let (all, count) = store.pictures(&here, 0, 10).await.unwrap();
        assert_eq!((all.len(), count), (1, 1), "{}: the same file is the same picture", place.name);
        let kept = &all[0];
        assert_eq!((kept.picture.name(), kept.picture.width, kept.picture.height), (name.as_str(), 640, 400));
        assert_eq!((kept.focus, kept.words.len()), (Focus::Middle, 0));
        let file = async |centre, width| {
            store.picture_file(centre, &kept.picture, width, Format::Webp).await.unwrap().map(|bytes| bytes.len())
        };
        assert_eq!(file(&here, 320).await, Some(2000), "{}", place.name);
        assert_eq!(file(&here, 960).await, None, "{}", place.name);
        assert_eq!(file(&there, 320).await, None, "{}: nobody else's", place.name);
        assert!(matches!(store.picture(&there, &name).await, Err(Error::NotFound)), "{}", place.name);
    })
    .await;
}

#[tokio::test]
async fn a_text_shows_only_what_the_centre_has_and_keeps_it_there() {
    on_both(async |place| {
        let (store, here) = (&place.store, centre(&place.store).await);
        let [by, _] = mediators(store, &here).await;
        let edit = |seen| (by, Edit { by: Actor::Staff(by), seen: Some(seen) });
        let name = store.add_picture(&here, &picture(2), by, monday()).await.unwrap();
        let kept = store.picture(&here, &name).await.unwrap().picture;
        store.add_article(&here, PAGE, Theme::Centre, by, monday()).await.unwrap();
        let text = |picture: &Picture| format!("Ici {}", picture.mark("la cour"));
        let new = |pictures: Vec<Picture>| {
            let text = pictures.first().map_or("Sans".to_owned(), text);
            let words = PageWords { title: "La cour".into(), lead: "Deux mots".into(), text };
            NewRevision { pictures, ..NewRevision::of(PAGE, Language::Fr, words) }
        };
        let foreign = Picture::named("zzzzzzzzzzzz", 640, 400).unwrap();
        let larger = Picture::named(&name, 1280, 800).unwrap();
        for wrong in [foreign, larger] {
            let refused = store.write_page(&here, &new(vec![wrong]), None, edit(0), monday()).await;
            assert!(matches!(refused, Err(Error::NoPicture)), "{}: {refused:?}", place.name);
        }
        let show = Period { from: monday(), until: None };
        store.write_page(&here, &new(vec![kept.clone()]), Some(show), edit(0), monday()).await.unwrap();
        let words = BTreeMap::from([(Language::Fr, "La cour du centre".to_owned())]);
        let staff = |seen| Edit { by: Actor::Staff(by), seen: Some(seen) };
        store.describe_picture(&here, &name, (&words, Focus::Top), staff(0), monday()).await.unwrap();
        let stale = store.describe_picture(&here, &name, (&words, Focus::Left), staff(0), monday()).await;
        assert!(matches!(stale, Err(Error::Stale)), "{}: {stale:?}", place.name);
        // Whoever reads sees it in front, with what matters of it.
        let (listed, _) = store.shown_articles(&here, Which::default(), (0, 5), monday()).await.unwrap();
        let cover = (Language::Fr, (kept.clone(), Focus::Top));
        assert_eq!(listed[0].covers, [cover.clone()].into(), "{}", place.name);
        let Some(AtAddress::Shown(one)) = store.article_at(&here, PAGE, monday()).await.unwrap() else { panic!() };
        assert_eq!(one.covers, [cover].into(), "{}", place.name);
        let used = store.pages_with_picture(&here, &kept, monday()).await.unwrap();
        assert_eq!(used, [(PAGE.to_owned(), Language::Fr, "La cour".to_owned())], "{}", place.name);
        let refused = store.remove_picture(&here, &name, staff(1), monday()).await;
        assert!(matches!(refused, Err(Error::PictureUsed)), "{}: {refused:?}", place.name);
        // A draft without it takes it from nobody who reads.
        store.write_page(&here, &new(Vec::new()), None, edit(1), monday()).await.unwrap();
        let refused = store.remove_picture(&here, &name, staff(1), monday()).await;
        assert!(matches!(refused, Err(Error::PictureUsed)), "{}: {refused:?}", place.name);
        store.write_page(&here, &new(Vec::new()), Some(show), edit(2), monday()).await.unwrap();
        let stale = store.remove_picture(&here, &name, staff(0), monday()).await;
        assert!(matches!(stale, Err(Error::Stale)), "{}: {stale:?}", place.name);
        store.remove_picture(&here, &name, staff(1), monday()).await.unwrap();
        assert!(matches!(store.picture(&here, &name).await, Err(Error::NotFound)), "{}", place.name);
        let file = store.picture_file(&here, &kept, 320, Format::Jpeg).await.unwrap();
        assert_eq!(file, None, "{}: its files are gone", place.name);
        // Whoever goes back to a version with it is told.
        let refused = store.write_page(&here, &new(vec![kept]), Some(show), edit(3), monday()).await;
        assert!(matches!(refused, Err(Error::NoPicture)), "{}: {refused:?}", place.name);
        let acts = place.texts("SELECT verb FROM audit WHERE verb LIKE '%picture' ORDER BY sequence").await;
        assert_eq!(acts, ["added_picture", "described_picture", "removed_picture"], "{}", place.name);
    })
    .await;
}

#[tokio::test]
async fn what_is_shown_over_a_picture_hides_it_and_for_good_leaves_it_to_nobody() {
    on_both(async |place| {
        let (store, here) = (&place.store, centre(&place.store).await);
        let [by, _] = mediators(store, &here).await;
        let edit = |seen| (by, Edit { by: Actor::Staff(by), seen: Some(seen) });
        let name = store.add_picture(&here, &picture(3), by, monday()).await.unwrap();
        let kept = store.picture(&here, &name).await.unwrap().picture;
        store.add_article(&here, PAGE, Theme::Centre, by, monday()).await.unwrap();
        let new = |title: &str, pictures: Vec<Picture>| {
            let words = PageWords { title: title.into(), lead: "Deux mots".into(), text: title.into() };
            NewRevision { pictures, ..NewRevision::of(PAGE, Language::Fr, words) }
        };
        let (tomorrow, week) = (monday() + 24.hours(), monday() + (24 * 7).hours());
        let show = |from, until| Some(Period { from, until });
        let good = show(monday(), None);
        store.write_page(&here, &new("Avec", vec![kept.clone()]), good, edit(0), monday()).await.unwrap();
        store.write_page(&here, &new("Sans", vec![]), show(tomorrow, Some(week)), edit(1), monday()).await.unwrap();
        let covers = async |at| match store.article_at(&here, PAGE, at).await.unwrap() {
            Some(AtAddress::Shown(article)) => (article.words[&Language::Fr].title.clone(), article.covers.len()),
            _ => panic!("{}", place.name),
        };
        assert_eq!(covers(monday()).await, ("Avec".into(), 1), "{}", place.name);
        assert_eq!(covers(tomorrow).await, ("Sans".into(), 0), "{}: its own words, and no other's picture", place.name);
        assert_eq!(covers(week).await, ("Avec".into(), 1), "{}: it comes back", place.name);
        let used = async |at| store.pages_with_picture(&here, &kept, at).await.unwrap().len();
        assert_eq!(used(tomorrow).await, 1, "{}: it comes back", place.name);
        store.write_page(&here, &new("Toujours sans", vec![]), show(week, None), edit(2), monday()).await.unwrap();
        assert_eq!(used(tomorrow).await, 1, "{}", place.name);
        assert_eq!(used(week).await, 0, "{}: another one lies over it for good", place.name);
        let staff = Edit { by: Actor::Staff(by), seen: Some(0) };
        store.remove_picture(&here, &name, staff, week).await.unwrap();
        assert_eq!(covers(week).await, ("Toujours sans".into(), 0), "{}", place.name);
    })
    .await;
}
