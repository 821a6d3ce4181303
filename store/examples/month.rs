//! Measures what a family waits for: the free times of a month, and the first free time within six months, at random
//! centres with any mediator. `DATABASE_URL` names a database that `wifaq demo --appointments` filled.
//!
//! Prints a line for each: name, p50, p99, max in milliseconds, and the least and most queries of a request.

use std::{
    env,
    error::Error,
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
    time::{Duration, Instant},
};

use domain::{appointment::Mode, preference::With};
use jiff::{Timestamp, ToSpan, civil::Date};
use store::{Centre, Settings, Store, Wish};

const REQUESTS: usize = 2_000;
const WARM_UP: usize = 200;
const SERVICES: [&str; 4] = ["information-meeting", "psychological-support", "social-guidance", "joint-session"];
/// Days that can be booked, today included.
const AHEAD: i64 = 183;

/// A centre, a service, and the first day of a month.
type Request<'a> = (&'a Centre, Wish, Date);

#[tokio::main]
#[allow(clippy::disallowed_methods)] // the clock is what is measured with
async fn main() -> Result<(), Box<dyn Error>> {
    let mut store = Store::connect(&Settings { url: env::var("DATABASE_URL")?, connections: 4, zones: None }).await?;
    let queries = store.count_queries();
    let (store, centres, now) = (store.clone(), store.centres().await?, Timestamp::now());
    let requests = requests(&centres, now);
    let mut month = Measured::new(&queries);
    let mut first = Measured::new(&queries);
    for (centre, wish, day) in &requests {
        let days = (*day, day.last_of_month());
        month.time(store.free_times(centre, wish, days, now)).await?;
    }
    for (centre, wish, _) in &requests {
        let today = centre.zone.to_datetime(now).date();
        let days = (today, today.saturating_add(AHEAD.days()));
        first.time(store.first_free(centre, wish, days, now)).await?;
    }
    month.print("month");
    first.print("first");
    Ok(())
}

/// The same requests every time, by the numbers of a linear congruential generator (Knuth's MMIX).
fn requests(centres: &[Centre], now: Timestamp) -> Vec<Request<'_>> {
    let mut state = 42_u64;
    let mut below = |end: usize| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) as usize % end
    };
    let request = |_| {
        let centre = &centres[below(centres.len())];
        let (service, mode, with) = (SERVICES[below(SERVICES.len())].to_owned(), Mode::InPerson, With::Anyone);
        let month = centre.zone.to_datetime(now).date().first_of_month().saturating_add((below(6) as i64).months());
        (centre, Wish { service, mode, with, speaks: None, desk: false, minutes: None }, month)
    };
    (0..WARM_UP + REQUESTS).map(request).collect()
}

struct Measured {
    queries: Arc<AtomicU64>,
    times: Vec<Duration>,
    asked: Vec<u64>,
}

impl Measured {
    fn new(queries: &Arc<AtomicU64>) -> Self {
        Self { queries: queries.clone(), times: Vec::new(), asked: Vec::new() }
    }

    async fn time<T, E>(&mut self, request: impl Future<Output = Result<T, E>>) -> Result<(), E> {
        let (before, started) = (self.queries.load(Ordering::Relaxed), Instant::now());
        let answer = request.await?;
        self.times.push(started.elapsed());
        drop(answer);
        self.asked.push(self.queries.load(Ordering::Relaxed) - before);
        Ok(())
    }

    fn print(mut self, name: &str) {
        self.times.drain(..WARM_UP);
        self.times.sort_unstable();
        let at = |percent: usize| {
            self.times[(self.times.len() * percent / 100).min(self.times.len() - 1)].as_secs_f64() * 1e3
        };
        let (least, most) = (self.asked.iter().min(), self.asked.iter().max());
        println!(
            "{name} {:.2} {:.2} {:.2} {} {}",
            at(50),
            at(99),
            at(100),
            least.copied().unwrap_or_default(),
            most.copied().unwrap_or_default()
        );
    }
}
