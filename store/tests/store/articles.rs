use domain::{language::Language, theme::Theme};
use jiff::{Timestamp, ToSpan};
use store::{Actor, AtAddress, Centre, Edit, Error, NewRevision, PageWords, Period, ShownArticle, Store, Which};

use super::{fixtures::*, places::on_both};

fn page(slug: &str) -> String {
    domain::content::article_page(slug)
}

fn in_hours(hours: i64) -> Timestamp {
    monday() + hours.hours()
}

fn saw(by: i64, seen: i64) -> (i64, Edit) {
    (by, Edit { by: Actor::Staff(by), seen: Some(seen) })
}

async fn show(store: &Store, centre: &Centre, by: i64, slug: &str, language: Language, period: Period) {
    let words =
        PageWords { title: format!("{slug} {}", language.code()), lead: "Oui.".into(), text: "Du texte.".into() };
    let new = NewRevision::of(&page(slug), language, words);
    let any = (by, Edit { by: Actor::Staff(by), seen: None });
    store.write_page(centre, &new, Some(period), any, monday()).await.unwrap();
}

fn from(hours: i64) -> Period {
    Period { from: in_hours(hours), until: None }
}

async fn listed(store: &Store, centre: &Centre, theme: Option<Theme>, hours: i64) -> Vec<String> {
    let (found, count) =
        store.shown_articles(centre, Which { theme, language: None }, (0, 10), in_hours(hours)).await.unwrap();
    assert_eq!(found.len() as u64, count);
    found.into_iter().map(|article| article.page.trim_start_matches("articles/").to_owned()).collect()
}

#[tokio::test]
async fn articles_are_read_from_their_day_on_the_newest_first() {
    on_both(async |place| {
        let (store, centre) = (&place.store, centre(&place.store).await);
        let [by, _] = mediators(store, &centre).await;
        for (slug, theme) in [("a", Theme::Rights), ("b", Theme::Children), ("c", Theme::Rights)] {
            store.add_article(&centre, &page(slug), theme, by, monday()).await.unwrap();
        }
        let twice = store.add_article(&centre, &page("a"), Theme::Rights, by, monday()).await;
        assert!(matches!(twice, Err(Error::SlugTaken)), "{}", place.name);
        assert_eq!(listed(store, &centre, None, 0).await, Vec::<String>::new(), "{}: nothing is written", place.name);
        show(store, &centre, by, "a", Language::Fr, from(0)).await;
        show(store, &centre, by, "b", Language::Ar, from(2)).await;
        show(store, &centre, by, "c", Language::Fr, Period { from: in_hours(4), until: Some(in_hours(6)) }).await;
        let all = async |hours| listed(store, &centre, None, hours).await;
        assert_eq!(all(1).await, ["a"], "{}", place.name);
        assert_eq!(all(3).await, ["b", "a"], "{}", place.name);
        assert_eq!(all(5).await, ["c", "b", "a"], "{}", place.name);
        assert_eq!(all(6).await, ["b", "a"], "{}: over", place.name);
        assert_eq!(listed(store, &centre, Some(Theme::Rights), 5).await, ["c", "a"], "{}", place.name);
        let stands = store.page_stands(&centre, &["articles/b"], in_hours(5)).await.unwrap();
        let french = &stands[&(page("b"), Language::Fr)];
        assert!(!french.outdated, "{}: what was never written is not outdated", place.name);
        let written_first = &store.page_stands(&centre, &["articles/a"], in_hours(5)).await.unwrap();
        assert!(!written_first[&(page("a"), Language::Fr)].outdated, "{}: it is no translation", place.name);
        // A translation later makes it no newer.
        show(store, &centre, by, "a", Language::Ar, from(5)).await;
        assert_eq!(all(5).await, ["c", "b", "a"], "{}", place.name);
        let (found, count) = store.shown_articles(&centre, Which::default(), (1, 1), in_hours(5)).await.unwrap();
        assert_eq!((found[0].page.as_str(), found.len(), count), ("articles/b", 1, 3), "{}", place.name);
        let french = Which { language: Some(Language::Fr), theme: None };
        let (found, count) = store.shown_articles(&centre, french, (0, 10), in_hours(5)).await.unwrap();
        let pages: Vec<_> = found.iter().map(|article| article.page.as_str()).collect();
        assert_eq!((pages, count), (vec!["articles/c", "articles/a"], 2), "{}: what is written in it", place.name);
        let since = [(Language::Ar, in_hours(5)), (Language::Fr, monday())].into();
        assert_eq!(found[1].since, since, "{}: a translation came later", place.name);
        let Some(AtAddress::Shown(ShownArticle { words, dated, .. })) =
            store.article_at(&centre, "articles/a", in_hours(5)).await.unwrap()
        else {
            panic!("{}: it is shown", place.name)
        };
        assert_eq!(words.keys().copied().collect::<Vec<_>>(), [Language::Ar, Language::Fr], "{}", place.name);
        assert_eq!((words[&Language::Fr].text.as_str(), dated), ("Du texte.", monday()), "{}", place.name);
        for none in ["articles/z", "articles/b"] {
            assert_eq!(store.article_at(&centre, none, in_hours(1)).await.unwrap(), None, "{}: {none}", place.name);
        }
        // Articles are no pages to read: those are all kept in memory.
        let says = store.centre_says(centre.id, in_hours(5)).await.unwrap();
        assert!(says.pages.is_empty(), "{}", place.name);
        let latest: Vec<_> = says.latest.iter().map(|article| article.page.as_str()).collect();
        assert_eq!(latest, ["articles/c", "articles/b", "articles/a"], "{}", place.name);
    })
    .await;
}

#[tokio::test]
async fn what_was_called_off_dates_nothing() {
    on_both(async |place| {
        let (store, centre) = (&place.store, centre(&place.store).await);
        let [by, _] = mediators(store, &centre).await;
        store.add_article(&centre, &page("a"), Theme::Centre, by, monday()).await.unwrap();
        show(store, &centre, by, "a", Language::Fr, from(2)).await;
        show(store, &centre, by, "a", Language::Fr, from(5)).await;
        let dated = async || store.article(&centre, &page("a")).await.unwrap().dated;
        assert_eq!(dated().await, Some(in_hours(2)), "{}", place.name);
        let at = page("a");
        store.call_page_off(&centre, (&at, Language::Fr), in_hours(2), saw(by, 2), in_hours(1)).await.unwrap();
        assert_eq!(dated().await, Some(in_hours(5)), "{}", place.name);
        store.call_page_off(&centre, (&at, Language::Fr), in_hours(5), saw(by, 3), in_hours(1)).await.unwrap();
        assert_eq!(dated().await, None, "{}", place.name);
    })
    .await;
}

#[tokio::test]
async fn an_article_is_withdrawn_led_elsewhere_and_put_back_and_says_who_leads_to_it() {
    on_both(async |place| {
        let (store, centre) = (&place.store, centre(&place.store).await);
        let [by, other] = mediators(store, &centre).await;
        store.add_article(&centre, &page("a"), Theme::Centre, by, monday()).await.unwrap();
        show(store, &centre, by, "a", Language::Fr, from(0)).await;
        let changes = async || store.changes(centre.id).await.unwrap();
        let before = changes().await;
        let at = page("a");
        store.withdraw_article(&centre, &at, Some("mediation"), saw(by, 0), monday()).await.unwrap();
        assert!(changes().await > before, "{}: pages are drawn anew", place.name);
        let leads = AtAddress::Withdrawn { leads_to: Some("mediation".into()) };
        assert_eq!(store.article_at(&centre, &at, monday()).await.unwrap(), Some(leads), "{}", place.name);
        assert_eq!(listed(store, &centre, None, 1).await, Vec::<String>::new(), "{}", place.name);
        let led: Vec<_> = store.articles_led_to(&centre, "mediation").await.unwrap();
        assert_eq!(led.iter().map(|of| of.page.as_str()).collect::<Vec<_>>(), ["articles/a"], "{}", place.name);
        let late = store.put_article_back(&centre, &at, saw(other, 0), monday()).await;
        assert!(matches!(late, Err(Error::Stale)), "{}", place.name);
        store.put_article_back(&centre, &at, saw(other, 1), monday()).await.unwrap();
        assert_eq!(listed(store, &centre, None, 1).await, ["a"], "{}", place.name);
        store.set_theme(&centre, &at, Theme::Rights, saw(other, 2), monday()).await.unwrap();
        assert_eq!(listed(store, &centre, Some(Theme::Rights), 1).await, ["a"], "{}", place.name);
        let none = store.withdraw_article(&centre, &page("z"), None, saw(by, 0), monday()).await;
        assert!(matches!(none, Err(Error::NotFound)), "{}", place.name);

        let words =
            PageWords { title: "Nous".into(), lead: "Oui.".into(), text: "Lisez [cela](/fr/articles/a).".into() };
        let new = NewRevision::of("about", Language::Fr, words);
        let used = async || store.pages_that_lead_to(&centre, &at, monday()).await.unwrap();
        assert_eq!(used().await, Vec::new(), "{}", place.name);
        store.write_page(&centre, &new, Some(from(0)), saw(by, 0), monday()).await.unwrap();
        assert_eq!(used().await, [("about".to_owned(), Language::Fr, "Nous".to_owned())], "{}", place.name);
    })
    .await;
}
