//! What only a browser can do: move from page to page, hear the server's lines, hold the focus, read forms.

mod address;
mod fetch;
mod focus;
mod forms;
mod frame;
mod lines;
pub mod links;
pub mod moves;
mod pages;
mod retry;
pub mod scroll;
mod transition;
mod typed;

pub use focus::focus_neighbour;
pub use forms::{address_asked_by, changed_field, choice_in_form, random_key, submitted_form};
pub use frame::language_of_document;
pub use lines::listen;
pub use retry::{lacks_line, reload_when_back};
