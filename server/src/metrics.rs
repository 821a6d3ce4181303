//! What operators see: numbers in the OpenMetrics format, on an address of their own. No label is about a person.

use std::{sync::Arc, time::Instant};

use axum::{
    Router,
    extract::{MatchedPath, Request, State},
    http::{StatusCode, header},
    middleware::Next,
    response::{IntoResponse, Response},
    routing::get,
};
use prometheus_client::{
    encoding::{EncodeLabelSet, text::encode},
    metrics::{
        counter::ConstCounter,
        family::Family,
        gauge::{ConstGauge, Gauge},
        histogram::{Histogram, exponential_buckets},
    },
    registry::{Registry, Unit},
};
use store::Store;
use tokio::sync::watch;

use crate::{centres::Centres, lines::Lines, now};

#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Of {
    /// The route's pattern, never an address.
    route: String,
    method: &'static str,
    /// `2xx` and its like.
    status: &'static str,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct At {
    centre: String,
}

/// The numbers of this process.
#[derive(Clone)]
pub struct Metrics(Arc<Numbers>);

struct Numbers {
    registry: Registry,
    requests: Family<Of, Histogram>,
    lag: Family<At, Gauge>,
    holds: Family<At, Gauge>,
}

impl Default for Metrics {
    fn default() -> Self {
        let mut registry = Registry::with_prefix("wifaq");
        let requests = Family::<Of, Histogram>::new_with_constructor(durations);
        let (lag, holds) = (Family::default(), Family::default());
        let about = "Requests until their answer begins";
        registry.register_with_unit("request_duration", about, Unit::Seconds, Family::clone(&requests));
        let about = "How long the message that waits longest has been due";
        registry.register_with_unit("outbox_lag", about, Unit::Seconds, Family::clone(&lag));
        registry.register("holds", "Times held for those who wait", Family::clone(&holds));
        Self(Arc::new(Numbers { registry, requests, lag, holds }))
    }
}

/// From a millisecond to half a minute.
fn durations() -> Histogram {
    Histogram::new(exponential_buckets(0.001, 2.0, 16))
}

/// Measures a request.
pub async fn measure(State(metrics): State<Metrics>, request: Request, next: Next) -> Response {
    let route = request.extensions().get::<MatchedPath>().map_or("none", MatchedPath::as_str).to_owned();
    let method = match request.method().as_str() {
        "GET" => "GET",
        "HEAD" => "HEAD",
        "POST" => "POST",
        _ => "other",
    };
    let begun = Instant::now();
    let response = next.run(request).await;
    let status = ["1xx", "2xx", "3xx", "4xx", "5xx"][usize::from(response.status().as_u16() / 100).clamp(1, 5) - 1];
    metrics.0.requests.get_or_create(&Of { route, method, status }).observe(begun.elapsed().as_secs_f64());
    response
}

/// What the numbers are read from.
#[derive(Clone)]
pub struct Sources {
    pub metrics: Metrics,
    pub store: Store,
    pub centres: watch::Receiver<Centres>,
    pub lines: Lines,
}

/// The page of numbers, alone at its address.
pub fn router(sources: Sources) -> Router {
    Router::new().route("/metrics", get(page)).with_state(sources)
}

async fn page(State(sources): State<Sources>) -> Response {
    match written(&sources).await {
        Ok(text) => {
            let kind = "application/openmetrics-text; version=1.0.0; charset=utf-8";
            ([(header::CONTENT_TYPE, kind)], text).into_response()
        }
        Err(error) => {
            tracing::error!(%error, "the metrics could not be read");
            StatusCode::SERVICE_UNAVAILABLE.into_response()
        }
    }
}

async fn written(sources: &Sources) -> store::Result<String> {
    let Sources { metrics: Metrics(numbers), store, centres, lines } = sources;
    let known = centres.borrow().clone();
    for here in &known.0 {
        let of = At { centre: here.centre.slug.clone() };
        let lag = store.outbox_lag(&here.centre, now()).await?;
        numbers.lag.get_or_create(&of).set(lag.cast_signed());
        let holds = store.open_holds(&here.centre, now()).await?;
        numbers.holds.get_or_create(&of).set(holds.cast_signed());
    }
    let (counted, (families, staff)) = (store.counted(), lines.count());
    // Sums that others keep are written as they are now.
    let mut sums = Registry::with_prefix("wifaq");
    sums.register("pen_turns", "Those who waited for SQLite's pen", ConstCounter::new(counted.turns));
    let about = "Time that was waited for SQLite's pen";
    sums.register_with_unit("pen_wait", about, Unit::Seconds, ConstCounter::new(counted.turn_seconds));
    sums.register("transactions", "Transactions that wrote", ConstCounter::new(counted.transactions));
    let about = "Time that transactions took";
    sums.register_with_unit("transaction", about, Unit::Seconds, ConstCounter::new(counted.transaction_seconds));
    sums.register("transaction_retries", "Transactions that ran again", ConstCounter::new(counted.retries));
    sums.register("lines_of_families", "Live lines of families", ConstGauge::new(families as i64));
    sums.register("lines_of_staff", "Live lines of the desk", ConstGauge::new(staff as i64));
    let mut text = String::new();
    let fits = encode(&mut text, &numbers.registry).and_then(|()| {
        // One page has one end.
        text.truncate(text.trim_end_matches("# EOF\n").len());
        encode(&mut text, &sums)
    });
    fits.map_err(|_| store::Error::Corrupt("metrics"))?;
    Ok(text)
}
