use leptos::prelude::*;

use super::{PublicSite, addresses::Addresses, organization::Organization};
use crate::{
    head::{Head, may_bring_client, saves_bytes},
    here::{is_demo, language_of_request, path_of_request},
};

/// The document around the public site, in the right language and direction from its first byte.
pub fn public_shell() -> impl IntoView {
    let language = language_of_request();
    let path = path_of_request();
    let client = is_flow(&path) && may_bring_client() && !saves_bytes();
    view! {
        <!DOCTYPE html>
        <html lang=language.code() dir=language.dir()>
            <head>
                <Head language client />
                <Addresses path=path.clone() indexed=!is_flow(&path) />
                {is_front(&path).then(|| view! { <Organization language /> })}
                <script defer src="/js/exit.js"></script>
            </head>
            <body class="page page--public" data-demo=is_demo().then_some("")>
                <PublicSite />
            </body>
        </html>
    }
}

/// Booking and one's own appointment: the pages that a client makes better. Pages to read need none.
fn is_flow(path: &str) -> bool {
    matches!(path.split('/').nth(2), Some("book" | "booked" | "appointment"))
}

fn is_front(path: &str) -> bool {
    path.trim_matches('/').len() == 2
}
