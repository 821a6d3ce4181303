//! Pages whose client could not wake go on as plain pages; here they say so, for whoever looks after the program.

use std::sync::atomic::{AtomicI64, Ordering};

use axum::{Form, http::StatusCode};
use serde::Deserialize;

use crate::now;

/// Characters of a reason that are written down.
const MOST: usize = 160;
/// Seconds between two lines in the log: a stranger can say this any number of times. All are counted, as requests.
const PERIOD: i64 = 60;

static WRITTEN: AtomicI64 = AtomicI64::new(i64::MIN);

#[derive(Deserialize)]
pub struct Asleep {
    reason: String,
}

/// What kept a client from waking: the error's own words, which know nothing of a person.
pub async fn hear(Form(asleep): Form<Asleep>) -> StatusCode {
    let second = now().as_second();
    let written = WRITTEN.load(Ordering::Relaxed);
    let is_time = second.saturating_sub(written) >= PERIOD;
    if is_time && WRITTEN.compare_exchange(written, second, Ordering::Relaxed, Ordering::Relaxed).is_ok() {
        tracing::warn!(reason = plain(&asleep.reason), "a page's client could not wake");
    }
    StatusCode::NO_CONTENT
}

/// Printable characters of one short line.
fn plain(reason: &str) -> String {
    reason.chars().filter(|sign| sign.is_ascii_graphic() || *sign == ' ').take(MOST).collect()
}

#[cfg(test)]
mod tests {
    use super::{MOST, plain};

    #[test]
    fn a_reason_is_one_short_printable_line() {
        assert_eq!(plain("RuntimeError: unreachable\n\u{1b}[31mred"), "RuntimeError: unreachable[31mred");
        assert_eq!(plain(&"x".repeat(10_000)).len(), MOST);
    }
}
