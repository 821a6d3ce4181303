use leptos::prelude::*;
use store::StoredFile;

/// A recording to listen to. It comes when somebody presses it, and the browser's own button is large and works without script.
#[component]
pub fn Listen(
    file: StoredFile,
    /// What it is, where no heading says it.
    #[prop(optional)]
    words: &'static str,
) -> impl IntoView {
    let address = format!("/media/{}.{}", file.name, file.kind.ending());
    view! { <audio class="listen" controls preload="none" src=address aria-label=(!words.is_empty()).then_some(words)></audio> }
}
