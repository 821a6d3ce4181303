//! How long something took, again and again.

use std::time::Duration;

/// Requests that are measured, and those before them that warm the database up.
pub const REQUESTS: usize = 200;
pub const WARM_UP: usize = 20;

#[derive(Default)]
pub struct Measured {
    times: Vec<Duration>,
    queries: u64,
    found: usize,
}

impl Measured {
    pub fn note(&mut self, time: Duration, queries: u64, found: usize) {
        self.times.push(time);
        (self.queries, self.found) = (self.queries.max(queries), self.found.max(found));
    }

    pub fn print(mut self, name: &str) {
        self.times.drain(..WARM_UP);
        self.times.sort_unstable();
        let at = |percent: usize| {
            self.times[(self.times.len() * percent / 100).min(self.times.len() - 1)].as_secs_f64() * 1e3
        };
        println!("{name} {} {:.2} {:.2} {:.2} {}", self.found, at(50), at(99), at(100), self.queries);
    }
}
