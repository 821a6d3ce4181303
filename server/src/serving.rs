//! Connections: how many, how long each may take to say what it wants, and how they end when the program is told to stop.

use std::{convert::Infallible, net::SocketAddr, sync::Arc, time::Duration};

use axum::{
    Router,
    body::Body,
    extract::{ConnectInfo, Request},
    response::Response,
};
use hyper::{body::Incoming, server::conn::http1, service::service_fn};
use hyper_util::{
    rt::{TokioIo, TokioTimer},
    server::graceful::GracefulShutdown,
};
use tokio::{
    net::{TcpListener, TcpStream},
    sync::{OwnedSemaphorePermit, Semaphore, watch},
    time::{sleep, timeout},
};
use tower::ServiceExt;

/// Connections at a time; whoever comes then waits in the system's queue.
const MOST: usize = 8192;
/// How long a connection may take to send the head of its next request.
const HEAD: Duration = Duration::from_secs(15);
/// Bytes of a head: no address or cookie of this site comes near it.
const HEAD_BYTES: usize = 64 * 1024;
/// How long requests that run may still run when the program is told to stop.
const FAREWELL: Duration = Duration::from_secs(20);
/// Rest after the system refused a connection: it has no file left, perhaps.
const REST: Duration = Duration::from_millis(200);

/// Answers by `router` until `stopping` turns true; then what runs ends, and what does not end is dropped.
pub async fn serve(listener: TcpListener, router: Router, mut stopping: watch::Receiver<bool>) {
    let (places, running) = (Arc::new(Semaphore::new(MOST)), GracefulShutdown::new());
    let mut builder = http1::Builder::new();
    builder.timer(TokioTimer::new()).header_read_timeout(HEAD).max_buf_size(HEAD_BYTES);
    loop {
        let Ok(place) = places.clone().acquire_owned().await else { break };
        let accepted = tokio::select! {
            accepted = listener.accept() => accepted,
            _ = stopping.wait_for(|stopping| *stopping) => break,
        };
        match accepted {
            Ok((stream, peer)) => spawn(stream, peer, router.clone(), &builder, &running, place),
            Err(error) => {
                tracing::warn!(%error, "a connection could not be taken");
                sleep(REST).await;
            }
        }
    }
    drop(listener);
    if timeout(FAREWELL, running.shutdown()).await.is_err() {
        tracing::warn!("some requests did not end in time and were dropped");
    }
}

fn spawn(
    stream: TcpStream,
    peer: SocketAddr,
    router: Router,
    builder: &http1::Builder,
    running: &GracefulShutdown,
    place: OwnedSemaphorePermit,
) {
    // A small answer is not kept back to be sent with the next one.
    drop(stream.set_nodelay(true));
    let service = service_fn(move |request: hyper::Request<Incoming>| answer(router.clone(), peer, request));
    let connection = running.watch(builder.serve_connection(TokioIo::new(stream), service));
    tokio::spawn(async move {
        // A line that breaks is the other side's affair.
        drop(connection.await);
        drop(place);
    });
}

async fn answer(router: Router, peer: SocketAddr, request: hyper::Request<Incoming>) -> Result<Response, Infallible> {
    let mut request: Request = request.map(Body::new);
    request.extensions_mut().insert(ConnectInfo(peer));
    router.oneshot(request).await
}
