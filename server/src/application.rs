//! The application: every route in one place, and how it starts and stops.

use std::net::SocketAddr;

use app::{
    PublicSite,
    answers::Answers,
    here::Here,
    public_shell,
    staff::{StaffDesk, staff_shell},
};
use axum::{
    Router,
    extract::{DefaultBodyLimit, Request},
    http::HeaderValue,
    middleware,
};
use http::request::Parts;
use leptos::{
    config::LeptosOptions,
    prelude::{provide_context, use_context},
};
use leptos_axum::{LeptosRoutes, generate_route_list};
use store::Store;
use tokio::{net::TcpListener, signal, sync::watch};
use tower::ServiceBuilder;
use tower_http::{
    compression::{
        CompressionLayer,
        predicate::{DefaultPredicate, NotForContentType, Predicate},
    },
    trace::TraceLayer,
};

use crate::{
    articles_feed, asleep, assets, at, booking,
    centres::Changes,
    counts::Counts,
    desk, exports, feed, health, jobs,
    kept::{self, Kept},
    language,
    lines::Lines,
    live,
    metrics::{self, Metrics, Sources},
    news::{self, AllNews},
    now, office, pictures,
    proxies::Proxies,
    recordings, refusals,
    rendered::Rendered,
    routes::Routes,
    said::{self, Said},
    security, serving, session,
    settings::Settings,
    sitemap,
    state::{AppState, Shared},
    telemetry,
    trouble::Trouble,
    unsent, uploads, version, visit, waiting,
};

/// No form of this site comes near this many bytes.
const MOST_BYTES: usize = 64 * 1024;

/// Serves until told to stop.
pub async fn run(settings: Settings, store: Store) -> Result<(), Trouble> {
    println!("Clocks go by {}.", store.zone_data());
    jobs::follow_clock(&store).await;
    let version = assets::version();
    let centres = jobs::read_centres(&store, &settings.site, &version, &Answers::default()).await?;
    let here = centres.0.first().ok_or(store::Error::NotFound)?.clone();
    let leptos = LeptosOptions::builder().output_name("wifaq").site_addr(settings.listen).build();
    let listener = bind(settings.listen).await?;
    println!("Wifaq is at {}", settings.site);
    for here in &centres.0 {
        if store.lacks_administrator(&here.centre).await? {
            let link = store.new_setup_link(&here.centre, now().as_second()).await?;
            let (site, link) = (&here.site, link.as_str());
            println!("Create the first administrator (once, within a day): {site}/staff/setup/{link}");
        }
    }
    let (stop, stopping) = watch::channel(false);
    let until = stopping.clone();
    let (renewed, centres) = watch::channel(centres);
    tokio::spawn(live::hear_other_processes(store.clone()));
    tokio::spawn(jobs::renew(renewed, settings.site, stopping.clone()));
    tokio::spawn(jobs::propose_holidays(centres.clone(), stopping.clone()));
    let (counted, changes) = watch::channel(Changes::new());
    tokio::spawn(jobs::count_changes(counted, centres.clone(), stopping.clone()));
    let (told, news) = watch::channel(AllNews::new());
    tokio::spawn(news::gather(told, centres.clone(), stopping.clone()));
    tokio::spawn(jobs::clear(centres.clone(), stopping.clone()));
    tokio::spawn(jobs::tend(centres.clone(), stopping.clone()));
    tokio::spawn(exports::write(centres.clone(), stopping.clone()));
    if let Some(command) = settings.message_command {
        for _ in 0..jobs::CARRIERS {
            tokio::spawn(jobs::send(centres.clone(), command.clone(), stopping.clone()));
        }
    }
    let (metrics, lines) = (Metrics::default(), Lines::default());
    if let Some(address) = settings.metrics {
        let sources =
            Sources { metrics: metrics.clone(), store: store.clone(), centres: centres.clone(), lines: lines.clone() };
        let page = metrics::router(sources);
        tokio::spawn(serving::serve(bind(address).await?, page, stopping.clone()));
    }
    let counts = Counts::of(store.clone());
    let (kept, said) = (Kept::new(counts.clone()), Said::new(store.clone(), counts));
    let proxies = Proxies(settings.proxies);
    let shared = Shared {
        kept,
        said,
        metrics,
        news,
        rendered: Rendered::default(),
        changes,
        leptos,
        centres,
        proxies,
        lines,
        stopping,
    };
    let service = router(AppState { here, shared: shared.into() });
    let stopped = async move {
        told_to_stop().await;
        stop.send_replace(true);
    };
    tokio::spawn(stopped);
    serving::serve(listener, service, until).await;
    Ok(store.close().await?)
}

/// # Errors
/// Names the address: another program has it, most often.
async fn bind(address: SocketAddr) -> Result<TcpListener, Trouble> {
    TcpListener::bind(address).await.map_err(|error| Trouble::Listen(address, error))
}

/// The routes that are written by hand; pages and server functions say themselves where they are.
pub fn written_by_hand() -> Routes {
    Routes::default()
        .get("/", language::front)
        .get("/robots.txt", sitemap::robots)
        .get("/sitemap.xml", sitemap::sitemap)
        .get("/{locale}/articles.atom", articles_feed::read)
        .get("/live/times", live::times)
        .get("/staff/live", live::desk)
        .get("/healthz", health::alive)
        .get("/readyz", health::ready)
        .post("/asleep", asleep::hear)
        .post("/{locale}/book/details", booking::create)
        .merge(visit::routes())
        .merge(waiting::routes())
        .merge(desk::routes())
        .merge(feed::routes())
        .merge(office::routes())
        .merge(pictures::routes())
        .merge(recordings::routes())
}

/// Every route of the program.
pub fn router(state: AppState) -> Router {
    let first = state.here.clone();
    let context = move || {
        let found = use_context::<Parts>().and_then(|parts| parts.extensions.get::<Here>().cloned());
        provide_context(found.unwrap_or_else(|| first.clone()));
    };
    let pages = generate_route_list(PublicSite);
    let staff_pages = generate_route_list(StaffDesk);
    let staff = leptos_axum::render_app_async_with_context(context.clone(), staff_shell);
    let lost = leptos_axum::render_app_async_with_context(context.clone(), public_shell);
    let lost = move |request: Request| lost(request);
    let (by_hand, _) = written_by_hand().into_parts();
    let version = HeaderValue::from_str(&state.here.version).unwrap_or(HeaderValue::from_static("unknown"));
    // The first is the outermost; what keeps pages stands before whatever they need no more. One stack, so that a request
    // makes no box at every layer of it.
    let around = ServiceBuilder::new()
        .layer(TraceLayer::new_for_http().make_span_with(telemetry::span))
        .layer(middleware::from_fn_with_state(state.metrics.clone(), metrics::measure))
        // A span of a recording is a span of its own bytes, which are packed already.
        .layer(
            CompressionLayer::new().compress_when(DefaultPredicate::new().and(NotForContentType::const_new("audio/"))),
        )
        .layer(middleware::from_fn_with_state(version, version::tell))
        .layer(middleware::from_fn(security::headers))
        .layer(middleware::from_fn_with_state(state.centres.clone(), at::find))
        .layer(middleware::from_fn(language::remember))
        .layer(middleware::from_fn_with_state(state.kept.clone(), kept::keep))
        .layer(middleware::from_fn(uploads::in_time))
        .layer(DefaultBodyLimit::max(MOST_BYTES))
        .layer(middleware::from_fn(security::same_origin))
        .layer(middleware::from_fn(refusals::refuse))
        .layer(middleware::from_fn(session::recognise))
        .layer(middleware::from_fn_with_state(state.clone(), unsent::bring_back))
        .layer(middleware::from_fn_with_state(state.said.clone(), said::bring));
    by_hand
        .merge(assets::router(&state.here.version))
        .leptos_routes_with_handler(staff_pages, move |request: Request| staff(request))
        .leptos_routes_with_context(&state, pages, context, public_shell)
        .fallback(lost)
        .layer(around)
        .with_state(state)
}

async fn told_to_stop() {
    let interrupted = async { signal::ctrl_c().await.ok() };
    let mut terminate = signal::unix::signal(signal::unix::SignalKind::terminate()).ok();
    let terminated = async {
        match &mut terminate {
            Some(terminate) => terminate.recv().await,
            None => std::future::pending().await,
        }
    };
    tokio::select! {
        _ = interrupted => {}
        _ = terminated => {}
    }
}
