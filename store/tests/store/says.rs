//! What a centre says of itself, and in which words it writes.

use std::collections::BTreeMap;

use domain::{booking::BookingRequest, language::Language, message::Template, official_page::OfficialPage};
use store::{Actor, CentreSettings, CentreText, HelpLine};

use super::{fixtures::*, places::on_both};

#[tokio::test]
async fn what_a_centre_says_is_kept_counted_and_its_own() {
    on_both(async |place| {
        let (store, here) = (&place.store, centre(&place.store).await);
        let there = store.add_centre("meknes", "meknes.example.ma", monday()).await.unwrap();
        let before = store.changes(here.id).await.unwrap();
        let text =
            |name: &str| CentreText {
                name: name.into(), way: "حافلة 12\nالباب الأزرق".into(), ..CentreText::default()
            };
        let texts = BTreeMap::from([(Language::Ar, text("دار الوفاق")), (Language::Fr, CentreText::default())]);
        store.save_centre_texts(&here, &texts, Actor::Shell, 0).await.unwrap();
        let words = [(Language::Ar, "خط"), (Language::Fr, "écoute"), (Language::En, "help")];
        let words = words.map(|(language, words)| (language, words.to_owned())).into();
        let lines =
            [HelpLine { number: "8350".into(), words }, HelpLine { number: "19".into(), words: BTreeMap::new() }];
        store.save_help_lines(&here, &lines, Actor::Shell, 0).await.unwrap();
        assert_eq!(store.changes(here.id).await.unwrap(), before + 2, "{}: pages are drawn anew", place.name);
        let says = store.centre_says(here.id, monday()).await.unwrap();
        assert_eq!(says.texts, [(Language::Ar, text("دار الوفاق"))].into(), "{}: an empty text is none", place.name);
        assert_eq!(says.help[0], lines[0], "{}", place.name);
        assert_eq!(says.help[1].number, "19", "{}: in their order", place.name);
        let other = store.centre_says(there.id, monday()).await.unwrap();
        assert!(other.texts.is_empty() && other.help.is_empty(), "{}", place.name);
        store.save_help_lines(&here, &lines[1..], Actor::Shell, 0).await.unwrap();
        assert_eq!(
            store.centre_says(here.id, monday()).await.unwrap().help.len(),
            1,
            "{}: the last word stands",
            place.name
        );
        let pages =
            vec![OfficialPage::parse("https://a.ma/1").unwrap(), OfficialPage::parse("https://b.ma/2").unwrap()];
        let settings = CentreSettings { official_pages: pages.clone(), ..CentreSettings::of(&here) };
        store.save_settings(&here, &settings, Actor::Shell, 0).await.unwrap();
        let elsewhere = async |id| store.centre_says(id, monday()).await.unwrap().official_pages;
        assert_eq!(elsewhere(here.id).await, pages, "{}: in their order", place.name);
        assert_eq!(elsewhere(there.id).await, [], "{}: another centre's are its own", place.name);
        assert_eq!(store.centre_by_id(here.id).await.unwrap().official_pages, pages, "{}", place.name);
        let details = place.texts("SELECT detail FROM audit WHERE verb = 'saved_settings' ORDER BY sequence").await;
        assert_eq!(details[..3], ["name address way hours", "help=8350,19", "help=19"], "{}", place.name);
        assert!(details[3].contains("official_pages=https://a.ma/1,https://b.ma/2"), "{details:?}");
    })
    .await;
}

#[tokio::test]
async fn a_message_brings_the_centres_own_words_for_what_it_says_by_now() {
    on_both(async |place| {
        let (store, centre) = (&place.store, centre(&place.store).await);
        let own = |text: Option<&str>| BTreeMap::from([(Language::Ar, text.map(str::to_owned))]);
        for (template, text) in [(Template::Booked, "{day} {time} 1"), (Template::Moved, "{day} {time} 2")] {
            store.save_message_texts(&centre, template, &own(Some(text)), Actor::Shell, 0).await.unwrap();
        }
        let before = store.changes(centre.id).await.unwrap();
        store.save_message_texts(&centre, Template::Moved, &own(None), Actor::Shell, 0).await.unwrap();
        assert_eq!(store.changes(centre.id).await.unwrap(), before, "{}: no page shows it", place.name);
        let kept = store.message_texts(&centre).await.unwrap();
        assert_eq!(kept, [((Template::Booked, Language::Ar), "{day} {time} 1".to_owned())].into(), "{}", place.name);
        let mut form = form("2026-01-06T09:00", "أمينة");
        form.may_leave_message = "yes".into();
        let booked = book(store, &centre, &BookingRequest::try_from(&form).unwrap()).await.unwrap();
        store.move_to(&centre, &by_staff(booked.id), at("2026-01-06T10:00")).await.unwrap();
        let mut said = Vec::new();
        while let Some(outgoing) = store.next_message(&centre, monday()).await.unwrap() {
            said.push((outgoing.what.template(), outgoing.text));
            store.sent(&centre, outgoing.id, monday()).await.unwrap();
        }
        let expected = [(Template::Booked, Some("{day} {time} 1".to_owned())), (Template::Moved, None)];
        assert_eq!(said, expected, "{}", place.name);
    })
    .await;
}
