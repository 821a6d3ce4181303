//! The three screens as one part of the client, which comes when somebody books.

use leptos::{
    prelude::*,
    wasm_split::{SplitLoaderError, wasm_split},
};
use leptos_router::LazyRoute;

use super::{what::What, when::When, who::Who};

/// One of the three screens, by its place among them: [`WHAT`], [`WHEN`], [`WHO`].
pub struct Lazily<const STEP: u8>;

pub const WHAT: u8 = 1;
pub const WHEN: u8 = 2;
pub const WHO: u8 = 3;

impl<const STEP: u8> LazyRoute for Lazily<STEP> {
    fn data() -> Self {
        Self
    }

    async fn view(_: Self) -> AnyView {
        bring().await;
        screen(STEP).await.unwrap_or_else(|_| ().into_any())
    }

    async fn preload() {
        drop(bring_screen().await);
    }
}

/// All three, so that they come in one file.
#[wasm_split(screen, wasm_split_path = leptos::wasm_split, preload(bring_screen), fallible)]
fn screen(step: u8) -> Result<AnyView, SplitLoaderError> {
    Ok(match step {
        WHAT => view! { <What /> }.into_any(),
        WHEN => view! { <When /> }.into_any(),
        _ => view! { <Who /> }.into_any(),
    })
}

/// Waits until the screens are here; on the server they always are.
pub async fn bring() {
    #[cfg(feature = "hydrate")]
    crate::browser::parts::need(bring_screen).await;
}

/// Brings the screens ahead of time, when somebody points at the way to them.
#[cfg(feature = "hydrate")]
pub async fn bring_ahead() {
    drop(bring_screen().await);
}
