//! The screens of the desk that nobody sees first, as a part of the client of their own.

use leptos::{lazy, prelude::*};
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
        desk_screen(SCREEN).await
    }

    async fn preload() {
        bring().await;
    }
}

#[lazy]
fn desk_screen(screen: u8) -> AnyView {
    match screen {
        CALLER => view! { <CallerPage /> }.into_any(),
        FIND => view! { <FindPage /> }.into_any(),
        _ => view! { <WeekPage /> }.into_any(),
    }
}

/// Waits until they are here; on the server they always are.
pub async fn bring() {
    #[cfg(target_arch = "wasm32")]
    __preload_desk_screen().await;
}
