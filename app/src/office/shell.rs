use leptos::prelude::*;

use super::StaffOffice;
use crate::{head::Head, here::language_of_staff};

/// The document around a quiet page of the desk, in the language of whoever works.
pub fn office_shell() -> impl IntoView {
    let language = language_of_staff();
    view! {
        <!DOCTYPE html>
        <html lang=language.code() dir=language.dir()>
            <head>
                <Head language client=false />
                <meta name="robots" content="noindex" />
            </head>
            <body class="page page--desk">
                <StaffOffice />
            </body>
        </html>
    }
}
