//! The public site wakes in the browser.

use leptos::{prelude::*, task::spawn_local};

use super::root::PublicSite;
use crate::{
    booking::{bring, bring_ahead},
    browser::{links, stage},
    place::is_screen,
};

/// Wakes the page that was loaded.
pub async fn wake() {
    if is_screen(&window().location().pathname().unwrap_or_default()) {
        bring().await;
    }
    stage::wake(PublicSite);
    links::listen(|| spawn_local(bring_ahead()));
}
