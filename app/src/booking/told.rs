use std::{future::Future, pin::Pin};

use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use crate::{
    api::{
        Failure,
        booking::{Choice, Chosen, FreeTimes, Offered},
    },
    ask::{Json, ask},
};

/// What a screen is told by the server. One type for all three: whatever brings an answer to a client is in it once.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub enum Told {
    Services(Vec<Offered>),
    Times(FreeTimes),
    Chosen(Chosen),
}

/// What the answer depends on: the choice so far, and a day or a start.
pub type About = (Choice, String);
/// An answer that is on its way.
pub type Reply = Pin<Box<dyn Future<Output = Result<Told, Failure>> + Send>>;

/// Asks whenever `about` changes.
pub fn tell(
    about: Box<dyn Fn() -> About + Send + Sync>,
    question: Box<dyn Fn(About) -> Reply + Send + Sync>,
) -> Resource<Result<Told, Failure>, Json> {
    ask(about, question)
}

/// Why a screen was not told what it asked.
pub fn failure_in(told: Result<Told, Failure>) -> Failure {
    told.err().unwrap_or(Failure::Server)
}
