use leptos::prelude::*;

use super::StaffDesk;
use crate::{
    head::{Head, may_bring_client},
    here::{is_signed_in, language_of_staff},
};

/// The document around the desk, in the language of whoever works.
pub fn desk_shell() -> impl IntoView {
    let language = language_of_staff();
    view! {
        <!DOCTYPE html>
        <html lang=language.code() dir=language.dir()>
            <head>
                <Head language client=is_signed_in() && may_bring_client() />
                <meta name="robots" content="noindex" />
            </head>
            <body class="page page--desk">
                <StaffDesk />
            </body>
        </html>
    }
}
