//! What a page waits for before it is shown.

use std::future::Future;

use codee::{Decoder, Encoder};
use leptos::prelude::*;
use serde::{Serialize, de::DeserializeOwned};

use crate::api::Failure;

/// How the server hands its answers to the client along with the page. It is read from bytes, as the answers of server
/// functions are, so that the client carries one reader of each type instead of two.
pub struct Json;

impl<T: Serialize> Encoder<T> for Json {
    type Error = serde_json::Error;
    type Encoded = String;

    fn encode(value: &T) -> Result<String, Self::Error> {
        serde_json::to_string(value)
    }
}

impl<T: DeserializeOwned> Decoder<T> for Json {
    type Error = serde_json::Error;
    type Encoded = str;

    fn decode(text: &str) -> Result<T, Self::Error> {
        serde_json::from_slice(text.as_bytes())
    }
}

/// Asks whenever `about` changes. The page is sent when the answer is there.
pub fn ask<About, T, Asked>(
    about: impl Fn() -> About + Send + Sync + 'static,
    question: impl Fn(About) -> Asked + Send + Sync + 'static,
) -> Resource<Result<T, Failure>, Json>
where
    About: Clone + PartialEq + Send + Sync + 'static,
    T: Serialize + DeserializeOwned + Send + Sync + 'static,
    Asked: Future<Output = Result<T, Failure>> + Send + 'static,
{
    Resource::new_with_options(about, question, true)
}
