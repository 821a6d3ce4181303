use leptos::{either::Either, prelude::*};

use super::{PublicSite, addresses::Addresses, frame::Frame, organization::Organization};
use crate::{
    booking::BookingFlow,
    head::{Head, may_bring_client, saves_bytes_here},
    here::{language_of_request, path_of_request, query_of_request},
};

/// The document around the public site, in the right language and direction from its first byte.
pub fn public_shell() -> impl IntoView {
    let language = language_of_request();
    let path = path_of_request();
    let query = query_of_request();
    let booking = section(&path) == Some("book");
    let personal = matches!(section(&path), Some("booked" | "appointment" | "waiting" | "offer"));
    let private = booking || personal;
    // Whoever joins the waiting list is nobody yet: the form has the whole frame.
    let joining = section(&path) == Some("waiting") && path.split('/').nth(3).is_none();
    let bare = personal && !joining;
    let client = booking && may_bring_client() && !saves_bytes_here();
    view! {
        <!DOCTYPE html>
        <html lang=language.code() dir=language.dir()>
            <head>
                <Head language client />
                <Addresses path=path.clone() indexed=!private />
                {is_front(&path).then(|| view! { <Organization language /> })}
                <script defer src="/js/exit.js"></script>
            </head>
            <body class="page page--public">
                {if booking {
                    Either::Left(view! { <Frame language path query bare=false page=view! { <BookingFlow /> } /> })
                } else {
                    Either::Right(view! { <Frame language path query bare page=view! { <PublicSite /> } /> })
                }}
            </body>
        </html>
    }
}

/// The first word after the language.
fn section(path: &str) -> Option<&str> {
    path.split('/').nth(2)
}

fn is_front(path: &str) -> bool {
    path.trim_matches('/').len() == 2
}
