//! Parts of the client that come when they are needed, and what happens while they do not come.

use futures::channel::oneshot;
use leptos::wasm_split::SplitLoaderError;

use super::{
    fetch::fetch,
    retry::{self, when_back},
};

/// Asks for a part until it is here. While there is no line that is said over the page, which stays.
///
/// # Panics
/// When the server answers and does not have it: it is of an older build. Then the page goes on as a plain one.
pub async fn need<F>(ask: impl Fn() -> F)
where
    F: Future<Output = Result<(), SplitLoaderError>>,
{
    while ask().await.is_err() {
        assert!(!answers().await, "a part of the client is not of this build");
        let (back, is_back) = oneshot::channel();
        retry::tell(move || {
            retry::stop();
            back.send(()).ok();
        });
        is_back.await.ok();
    }
}

/// The same of a part that nobody waits for: nothing is said, and one of an older build does not come. Answers whether it is
/// here.
pub async fn await_quietly<F>(ask: impl Fn() -> F) -> bool
where
    F: Future<Output = Result<(), SplitLoaderError>>,
{
    while ask().await.is_err() {
        if answers().await {
            return false;
        }
        let (back, is_back) = oneshot::channel();
        let waiting = when_back(|| {
            back.send(()).ok();
        });
        is_back.await.ok();
        drop(waiting);
    }
    true
}

async fn answers() -> bool {
    fetch("/healthz").await.is_some_and(|answer| answer.ok())
}
