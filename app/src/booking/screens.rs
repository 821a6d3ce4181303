//! The three screens as one part of the client, which comes when somebody books.

use leptos::{lazy, prelude::*};
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
        screen(STEP).await
    }

    async fn preload() {
        bring().await;
    }
}

/// All three, so that they come in one file.
#[lazy]
fn screen(step: u8) -> AnyView {
    match step {
        WHAT => view! { <What /> }.into_any(),
        WHEN => view! { <When /> }.into_any(),
        _ => view! { <Who /> }.into_any(),
    }
}

/// Waits until the screens are here; on the server they always are.
pub async fn bring() {
    #[cfg(target_arch = "wasm32")]
    __preload_screen().await;
}
