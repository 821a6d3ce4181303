use leptos::prelude::*;
use leptos_i18n::td_string;

use super::{bar::DeskBar, keys::Keys, root::StaffDesk};
use crate::{
    head::{Head, may_bring_client},
    here::{language_of_staff, path_of_request, query_of_request, reader_of_request},
    i18n::locale,
    place::is_door,
};

/// The document around the desk, in the language of whoever works.
pub fn staff_shell() -> impl IntoView {
    let language = language_of_staff();
    let path = path_of_request();
    let reader = reader_of_request().filter(|_| !is_door(&path));
    let client = reader.is_some() && may_bring_client();
    let look = reader.as_ref().map(|reader| reader.look).unwrap_or_default();
    let bar = reader.map(|reader| view! { <DeskBar language path query=query_of_request() reader /> });
    view! {
        <!DOCTYPE html>
        <html lang=language.code() dir=language.dir()
            data-appearance=look.appearance.as_str() data-density=look.density.as_str()>
            <head>
                <Head language client />
                <meta name="robots" content="noindex" />
                <link rel="manifest" href="/img/desk.webmanifest" />
                {client.then(|| view! { <script defer src="/js/desk.js"></script> })}
            </head>
            <body class="page page--desk">
                <a class="skip" href="#main" rel="external">{td_string!(locale(language), site.skip)}</a>
                {bar}
                {client.then(|| view! { <Keys at=locale(language) /> })}
                <main class="workplace" id="main"><StaffDesk /></main>
            </body>
        </html>
    }
}
