//! Measures how soon people are found among many: by a name in Arabic and in Latin letters, rare and common, by a part of a
//! telephone, by a reference, and by two letters. `DATABASE_URL` names an empty database, which is filled, or one that
//! this has filled; `PEOPLE` says how many there are.
//!
//! Prints a line for each: what was typed, how many were found, p50, p99, max in milliseconds, and the queries.

mod measured;

use std::{env, error::Error, sync::atomic::Ordering, time::Instant};

use domain::reference::Reference;
use jiff::Timestamp;
use store::{Generation, Settings, Store};

use self::measured::{Measured, REQUESTS, WARM_UP};

/// Of these first names each is of one in twelve people, and of these family names each of one in sixteen.
const TYPED: [(&str, &str); 16] = [
    ("arabic-first", "خديجة"),
    ("arabic-both", "خديجة العلوي"),
    ("arabic-turned", "التازي زين"),
    ("latin-first", "Khadija"),
    ("latin-both", "Karim Alaoui"),
    ("latin-of-arabic", "Abdellah Ouazzani"),
    ("beginnings", "kha al"),
    ("two-letters", "kh"),
    ("article", "ال"),
    ("one-arabic-word", "مح"),
    ("nobody", "Xzqw Vbnm"),
    ("one-of-two", "خديجة Vbnm"),
    ("telephone-part", "0600 12"),
    ("telephone-two", "06"),
    ("telephone-three", "060"),
    ("telephone-whole", "+212600123456"),
];

#[tokio::main]
#[allow(clippy::disallowed_methods)] // the clock is what is measured with
async fn main() -> Result<(), Box<dyn Error>> {
    let mut store = Store::connect(&Settings { url: env::var("DATABASE_URL")?, connections: 4, zones: None }).await?;
    let people = env::var("PEOPLE").ok().and_then(|number| number.parse().ok()).unwrap_or(200_000);
    store.migrate().await?;
    let wanted = Generation { appointments: people, staff: people.div_ceil(1_000).max(1), centres: 1, seed: 1 };
    match store.generate(&wanted, Timestamp::now()).await {
        Ok(()) | Err(store::Error::NotEmpty) => {}
        Err(error) => return Err(error.into()),
    }
    let queries = store.count_queries();
    let (store, centre) = (store.clone(), store.centres().await?.remove(0));
    for (name, typed) in TYPED {
        let mut measured = Measured::default();
        for _ in 0..WARM_UP + REQUESTS {
            let (before, started) = (queries.load(Ordering::Relaxed), Instant::now());
            let found = store.find_people(&centre, typed).await?.len();
            measured.note(started.elapsed(), queries.load(Ordering::Relaxed) - before, found);
        }
        measured.print(name);
    }
    let mut measured = Measured::default();
    for n in 0..WARM_UP + REQUESTS {
        let reference = Reference::from_number(n as u32 * 7_919 % people);
        let (before, started) = (queries.load(Ordering::Relaxed), Instant::now());
        let found = store.person_of_reference(&centre, &reference).await?;
        measured.note(started.elapsed(), queries.load(Ordering::Relaxed) - before, usize::from(found.is_some()));
    }
    measured.print("reference");
    Ok(())
}
