//! A person's own appointment: the second proof, then see, move, cancel.

mod cancel;
mod contact;
mod frame;
mod link;
mod move_it;
mod proof;
mod show;

pub use cancel::{Cancel, LongReason};
pub use contact::{Contact, ContactPosted};
pub use link::{Link, NewLink};
pub use move_it::Move;
pub use proof::{Proof, ProofFailed};
pub use show::{Notice, Show};

use domain::language::Language;
use leptos::prelude::*;
use leptos_i18n::td_string;

use crate::i18n::locale;

/// The visit is over: says so, and what to do.
#[component]
fn Gone(language: Language) -> impl IntoView {
    let at = locale(language);
    view! {
        <h1>{td_string!(at, booking.manage_gone_title)}</h1>
        <p>{td_string!(at, booking.manage_gone)}</p>
    }
}
