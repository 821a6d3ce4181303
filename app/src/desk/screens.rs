//! The screens of the desk that nobody sees first, as a part of the client of their own.

use leptos::{
    prelude::*,
    wasm_split::{SplitLoaderError, wasm_split},
};
use leptos_router::LazyRoute;

use super::{caller::CallerPage, find::FindPage, week::WeekPage};

/// One of them: [`CALLER`], [`FIND`], [`WEEK`].
pub struct Lazily<const SCREEN: u8>;

pub const CALLER: u8 = 1;
pub const FIND: u8 = 2;
pub const WEEK: u8 = 3;

impl<const SCREEN: u8> LazyRoute for Lazily<SCREEN> {
    fn data() -> Self {
        Self
    }

    async fn view(_: Self) -> AnyView {
        bring().await;
        desk_screen(SCREEN).await.unwrap_or_else(|_| ().into_any())
    }

    async fn preload() {
        drop(bring_desk_screen().await);
    }
}

#[wasm_split(desk_screen, wasm_split_path = leptos::wasm_split, preload(bring_desk_screen), fallible)]
fn desk_screen(screen: u8) -> Result<AnyView, SplitLoaderError> {
    Ok(match screen {
        CALLER => view! { <CallerPage /> }.into_any(),
        FIND => view! { <FindPage /> }.into_any(),
        _ => view! { <WeekPage /> }.into_any(),
    })
}

/// Waits until they are here; on the server they always are.
pub async fn bring() {
    #[cfg(feature = "hydrate")]
    crate::browser::parts::need(bring_desk_screen).await;
}

/// Brings them before anybody wants them.
#[cfg(feature = "hydrate")]
pub async fn bring_ahead() {
    crate::browser::parts::await_quietly(bring_desk_screen).await;
}
