use leptos::prelude::*;
use leptos_meta::MetaTags;

use super::PublicSite;
use crate::here::language_of_request;

/// The document around the public site, in the right language and direction from its first byte.
pub fn public_shell() -> impl IntoView {
    let language = language_of_request();
    view! {
        <!DOCTYPE html>
        <html lang=language.code() dir=language.dir()>
            <head>
                <meta charset="utf-8" />
                <meta name="viewport" content="width=device-width, initial-scale=1" />
                <meta name="color-scheme" content="light dark" />
                <link rel="stylesheet" href="/pkg/wifaq.css" />
                <link rel="icon" href="/img/favicon.svg" type="image/svg+xml" />
                <MetaTags />
            </head>
            <body class="page page--public">
                <PublicSite />
            </body>
        </html>
    }
}
