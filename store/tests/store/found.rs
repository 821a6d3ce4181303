use std::collections::BTreeMap;

use domain::{
    finding::{asked, score, weigh},
    language::Language,
    theme::Theme,
};
use jiff::{Timestamp, ToSpan};
use store::{Actor, Centre, Edit, NewRevision, PageWords, Period, Store};

use super::{fixtures::*, places::on_both};

const WORDS: [&str; 12] = [
    "divorce",
    "divorcer",
    "garde",
    "gardes",
    "enfant",
    "pension",
    "الوساطة",
    "وساطات",
    "للأسرة",
    "الأسرة",
    "de",
    "rights",
];

fn in_hours(hours: i64) -> Timestamp {
    monday() + hours.hours()
}

async fn show(
    store: &Store,
    centre: &Centre,
    by: i64,
    (page, language): (&str, Language),
    words: &PageWords,
    period: Period,
) {
    let new = NewRevision::of(page, language, words.clone());
    let any = (by, Edit { by: Actor::Staff(by), seen: None });
    store.write_page(centre, &new, Some(period), any, monday()).await.unwrap();
}

/// Some words, others for each `seed`.
fn some(seed: usize, many: usize) -> String {
    let word = |n: usize| WORDS[(seed * 7 + n * n * 5 + seed / 3 * n) % WORDS.len()];
    (0..many).map(word).collect::<Vec<_>>().join(" ")
}

#[tokio::test]
async fn articles_are_found_as_reading_each_of_them_would_find_them() {
    on_both(async |place| {
        let (store, centre) = (&place.store, centre(&place.store).await);
        let [by, _] = mediators(store, &centre).await;
        let mut all = BTreeMap::new();
        for n in 0..14 {
            let page = format!("articles/a{n:02}");
            store.add_article(&centre, &page, Theme::Rights, by, monday()).await.unwrap();
            let language = [Language::Ar, Language::Fr][n % 2];
            let words = PageWords { title: some(n, 2), lead: some(n + 40, 3), text: some(n + 80, n) };
            let from = in_hours(i64::try_from(n).unwrap() / 4);
            show(store, &centre, by, (&page, language), &words, Period { from, until: None }).await;
            all.insert((page, language), (from, words));
        }
        let mut hits = 0;
        for question in
            ["divorce", "garde enfant", "أسرة", "وساطة أسرة pension", "de la", "nulle", "riGHt", "di", "%", "\u{0}"]
        {
            for hours in [0, 1, 3] {
                let (ask, now) = (asked(question), in_hours(hours));
                let found = store.find_articles(&centre, &ask, now).await.unwrap();
                let found: Vec<_> =
                    found.into_iter().map(|of| (-of.score, std::cmp::Reverse(of.dated), of.page)).collect();
                let mut read: Vec<_> = all
                    .iter()
                    .filter(|(_, (from, _))| *from <= now)
                    .filter_map(|((page, _), (from, words))| {
                        let score = score(&weigh(&words.title, &words.lead, &words.text), &ask)?;
                        Some((-score, std::cmp::Reverse(*from), page.clone()))
                    })
                    .collect();
                read.sort();
                hits += read.len();
                assert_eq!(found, read, "{}: {question} at {hours}", place.name);
            }
        }
        assert!(hits > 40, "{hits}");
    })
    .await;
}

#[tokio::test]
async fn only_what_families_read_now_is_found() {
    on_both(async |place| {
        let (store, centre) = (&place.store, centre(&place.store).await);
        let [by, _] = mediators(store, &centre).await;
        let page = "articles/a";
        store.add_article(&centre, page, Theme::Rights, by, monday()).await.unwrap();
        let words = |title: &str| PageWords { title: title.into(), lead: "Oui.".into(), text: "Du texte.".into() };
        let titles = async |question: &str, hours: i64| {
            let found = store.find_articles(&centre, &asked(question), in_hours(hours)).await.unwrap();
            found.into_iter().map(|of| (of.title, of.language)).collect::<Vec<_>>()
        };
        let now = Period { from: monday(), until: None };
        let for_a_time = Period { from: in_hours(2), until: Some(in_hours(4)) };
        show(store, &centre, by, (page, Language::Fr), &words("Le divorce"), now).await;
        show(store, &centre, by, (page, Language::Fr), &words("La pension"), for_a_time).await;
        let divorce = vec![("Le divorce".to_owned(), Language::Fr)];
        let pension = vec![("La pension".to_owned(), Language::Fr)];
        for (question, hours, found) in [
            ("divorce", 0, &divorce),
            ("divorces", 1, &divorce),
            ("divorce", 3, &vec![]),
            ("divorce", 4, &divorce),
            ("pension", 1, &vec![]),
            ("pension", 3, &pension),
            ("pension", 4, &vec![]),
            ("oui", 3, &pension),
        ] {
            assert_eq!(titles(question, hours).await, *found, "{}: {question} at {hours}", place.name);
        }
        // What is replaced for good is found no more, and neither is what is withdrawn.
        show(store, &centre, by, (page, Language::Fr), &words("La garde"), now).await;
        assert_eq!(titles("divorce", 1).await, [], "{}", place.name);
        assert_eq!(titles("garde", 1).await.len(), 1, "{}", place.name);
        let any = (by, Edit { by: Actor::Staff(by), seen: None });
        store.withdraw_article(&centre, page, None, any, monday()).await.unwrap();
        assert_eq!(titles("garde", 1).await, [], "{}", place.name);
        store.put_article_back(&centre, page, any, monday()).await.unwrap();
        assert_eq!(titles("garde", 1).await.len(), 1, "{}", place.name);
        let other = store.add_centre("meknes", "meknes.example.ma", monday()).await.unwrap();
        assert_eq!(store.find_articles(&other, &asked("garde"), in_hours(1)).await.unwrap(), [], "{}", place.name);
    })
    .await;
}
