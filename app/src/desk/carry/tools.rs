//! What carries, as a part of the client of its own: it comes when a calendar is awake, and no picture waits for it.

#[cfg(feature = "hydrate")]
use leptos::html::Div;
use leptos::{
    prelude::*,
    wasm_split::{SplitLoaderError, wasm_split},
};

use domain::{board::Card, language::Language};

use super::{Carry, Hours, Tools, bar, ghost};
use crate::desk::{axis::Cut, shown::Shown};

#[wasm_split(carry_tools, wasm_split_path = leptos::wasm_split, preload(bring_carry_tools), fallible)]
fn carry_tools() -> Result<Tools, SplitLoaderError> {
    Ok(Tools {
        lift: |carry, card| carry.lift(card, false),
        ghost: |language, carry, hours| view! { <ghost::Ghost language carry hours /> }.into_any(),
        bar: |language, carry| view! { <bar::CarryBar language carry /> }.into_any(),
        moved: |language, carry| view! { <bar::Moved language carry /> }.into_any(),
        #[cfg(feature = "hydrate")]
        hand: super::hand::follow_hand,
    })
}

/// How a calendar of the ISO days from the first to the last carries.
pub fn carry_of(shown: Shown, cut: Cut, days: (String, String)) -> Carry {
    let carry = Carry::of(shown, cut, days);
    Effect::new(move |_| {
        leptos::task::spawn_local(async move {
            #[cfg(feature = "hydrate")]
            crate::browser::parts::await_quietly(bring_carry_tools).await;
            take_in_hand(carry).await;
        });
    });
    carry
}

/// Takes a card up by a key or a button, as soon as what carries is here.
pub fn pick_up(carry: Carry, card: &Card) {
    let card = card.clone();
    leptos::task::spawn_local(async move {
        #[cfg(feature = "hydrate")]
        crate::browser::parts::need(bring_carry_tools).await;
        if let Some(tools) = take_in_hand(carry).await {
            (tools.lift)(carry, &card);
        }
    });
}

async fn take_in_hand(carry: Carry) -> Option<Tools> {
    let tools = carry_tools().await.ok()?;
    if carry.tools.try_with_untracked(Option::is_none) == Some(true) {
        carry.tools.set(Some(tools));
    }
    Some(tools)
}

/// Where what is carried would stand.
#[component]
pub fn Ghost(language: Language, carry: Carry, hours: Hours) -> impl IntoView {
    move || carry.tools.get().map(|tools| (tools.ghost)(language, carry, hours))
}

/// What moves it without a pointer.
#[component]
pub fn CarryBar(language: Language, carry: Carry) -> impl IntoView {
    move || carry.tools.get().map(|tools| (tools.bar)(language, carry))
}

/// What was put somewhere last, with the way back.
#[component]
pub fn Moved(language: Language, carry: Carry) -> impl IntoView {
    move || carry.tools.get().map(|tools| (tools.moved)(language, carry))
}

/// Follows the pointer as long as the lanes are there.
#[cfg(feature = "hydrate")]
pub fn follow_hand(carry: Carry, lanes: NodeRef<Div>, hours: Hours) {
    Effect::new(move |_| {
        if let Some(tools) = carry.tools.get() {
            (tools.hand)(carry, lanes, hours);
        }
    });
}
