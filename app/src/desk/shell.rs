use leptos::prelude::*;
use leptos_meta::MetaTags;

use super::StaffDesk;
use crate::here::language_of_staff;

/// The document around the desk, in the language of whoever works.
pub fn desk_shell() -> impl IntoView {
    let language = language_of_staff();
    view! {
        <!DOCTYPE html>
        <html lang=language.code() dir=language.dir()>
            <head>
                <meta charset="utf-8" />
                <meta name="viewport" content="width=device-width, initial-scale=1" />
                <meta name="color-scheme" content="light dark" />
                <meta name="robots" content="noindex" />
                <link rel="stylesheet" href="/pkg/wifaq.css" />
                <link rel="icon" href="/img/favicon.svg" type="image/svg+xml" />
                <MetaTags />
            </head>
            <body class="page page--desk">
                <StaffDesk />
            </body>
        </html>
    }
}
