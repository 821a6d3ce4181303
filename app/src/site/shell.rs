use leptos::prelude::*;

use super::{
    PublicSite,
    addresses::{Addresses, tells_itself},
    copy::{KeptCopy, is_copy},
    frame::Frame,
    organization::Organization,
};
use crate::{
    head::{Head, may_bring_client, saves_bytes_here},
    here::{language_of_request, path_of_request, query_of_request},
    place::{is_bare, is_front, is_indexed, language_in},
};

/// The document around the public site, in the right language and direction from its first byte.
pub fn public_shell() -> impl IntoView {
    let language = language_of_request();
    let path = path_of_request();
    let query = query_of_request();
    let bare = is_bare(&path);
    let kept = is_copy(&query);
    let client = !kept && language_in(&path).is_some() && may_bring_client() && !saves_bytes_here();
    view! {
        <!DOCTYPE html>
        <html lang=language.code() dir=language.dir()>
            <head>
                <Head language client />
                {(!tells_itself(&path)).then(|| view! { <Addresses path=path.clone() indexed=is_indexed(&path) /> })}
                {is_front(&path).then(|| view! { <Organization language /> })}
                <script defer src="/js/exit.js"></script>
            </head>
            <body class="page page--public">
                <Frame language path query bare page=view! { <PublicSite /> } />
                {kept.then(|| view! { <KeptCopy language /> })}
            </body>
        </html>
    }
}
