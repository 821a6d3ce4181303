//! Measures how soon articles are found among many: by a word that a few have, that every one has, by several, by a
//! beginning, in Arabic and in French; and how soon one of them is read. `DATABASE_URL` names an empty database, which is
//! filled, or one that this has filled; `ARTICLES` says how many there are.
//!
//! Prints a line for each: what was asked, how many were found, p50, p99, max in milliseconds, and the queries.

mod measured;

use std::{env, error::Error, sync::atomic::Ordering, time::Instant};

use domain::{content::article_page, finding::asked, language::Language, theme::Theme};
use jiff::Timestamp;
use store::{Actor, Centre, Edit, Generation, NewRevision, PageWords, Period, Settings, Store};

use self::measured::{Measured, REQUESTS, WARM_UP};

/// Words of a text; of these, words of the vocabulary, the n-th is met about n times less often than the first.
const WORDS: usize = 300;
const VOCABULARY: usize = 6_000;

const ASKED: [(&str, &str); 9] = [
    ("in-every-one", "mot1"),
    ("two-in-every-one", "mot1 mot2"),
    ("five-in-many", "mot1 mot2 mot3 mot5 mot8"),
    ("one-common-one-rare", "mot1 mot5000"),
    ("rare", "mot5500"),
    ("beginning-of-all", "mot"),
    ("arabic-in-every-one", "الكلمةا"),
    ("arabic-rare", "كلمةددد"),
    ("nowhere", "xylophone mot1"),
];

#[tokio::main]
#[allow(clippy::disallowed_methods)] // the clock is what is measured with
async fn main() -> Result<(), Box<dyn Error>> {
    let mut store = Store::connect(&Settings { url: env::var("DATABASE_URL")?, connections: 4, zones: None }).await?;
    let articles = env::var("ARTICLES").ok().and_then(|number| number.parse().ok()).unwrap_or(10_000);
    store.migrate().await?;
    match store.generate(&Generation { appointments: 1, staff: 1, centres: 1, seed: 1 }, Timestamp::now()).await {
        Ok(()) => write(&store, articles, Timestamp::now()).await?,
        Err(store::Error::NotEmpty) => {}
        Err(error) => return Err(error.into()),
    }
    let now = Timestamp::now();
    let queries = store.count_queries();
    let (store, centre) = (store.clone(), store.centres().await?.remove(0));
    for (name, question) in ASKED {
        let (mut measured, asked) = (Measured::default(), asked(question));
        for _ in 0..WARM_UP + REQUESTS {
            let (before, started) = (queries.load(Ordering::Relaxed), Instant::now());
            let found = store.find_articles(&centre, &asked, now).await?.len();
            measured.note(started.elapsed(), queries.load(Ordering::Relaxed) - before, found);
        }
        measured.print(name);
    }
    let mut measured = Measured::default();
    for n in 0..WARM_UP + REQUESTS {
        let page = article_page(&format!("article-{}", n * 7_919 % articles));
        let (before, started) = (queries.load(Ordering::Relaxed), Instant::now());
        let found = store.article_at(&centre, &page, now).await?;
        measured.note(started.elapsed(), queries.load(Ordering::Relaxed) - before, usize::from(found.is_some()));
    }
    measured.print("read-one");
    Ok(())
}

/// Writes articles, half of them in Arabic and half in French, and one page to read in words of the centre's own.
async fn write(store: &Store, articles: usize, now: Timestamp) -> Result<(), Box<dyn Error>> {
    let centre = store.centres().await?.remove(0);
    let by = store.colleagues(&centre).await?.remove(0).id;
    let mut random = 1;
    for n in 0..articles {
        let page = article_page(&format!("article-{n}"));
        store.add_article(&centre, &page, Theme::ALL[n % Theme::ALL.len()], by, now).await?;
        let language = [Language::Ar, Language::Fr][n % 2];
        show(store, (&centre, by), (&page, language), text(language, &mut random), now).await?;
    }
    let own = text(Language::Fr, &mut random);
    show(store, (&centre, by), ("about", Language::Fr), own, now).await
}

async fn show(
    store: &Store,
    (centre, by): (&Centre, i64),
    (page, language): (&str, Language),
    text: String,
    at: Timestamp,
) -> Result<(), Box<dyn Error>> {
    let title = text.split(' ').take(5).collect::<Vec<_>>().join(" ");
    let lead = text.split(' ').skip(5).take(12).collect::<Vec<_>>().join(" ");
    let new = NewRevision::of(page, language, PageWords { title, lead, text });
    let period = Some(Period { from: at, until: None });
    store.write_page(centre, &new, period, (by, Edit { by: Actor::Staff(by), seen: None }), at).await?;
    Ok(())
}

/// Words that are met as those of a language are: few often, most seldom. The same ones every time.
fn text(language: Language, random: &mut u64) -> String {
    let mut word = || {
        // A linear congruential generator, with Knuth's numbers of MMIX.
        *random = random.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let part = (*random >> 11) as f64 / (1_u64 << 53) as f64;
        let rank = (VOCABULARY as f64).powf(part) as usize;
        match language {
            Language::Ar => format!("الكلمة{}", arabic(rank)),
            _ => format!("mot{rank}"),
        }
    };
    (0..WORDS).map(|_| word()).collect::<Vec<_>>().join(" ")
}

/// A number in ten letters.
fn arabic(number: usize) -> String {
    const LETTERS: [char; 10] = ['ب', 'ا', 'ج', 'د', 'ر', 'س', 'ط', 'ف', 'ق', 'ل'];
    number.to_string().bytes().map(|digit| LETTERS[usize::from(digit - b'0')]).collect()
}
