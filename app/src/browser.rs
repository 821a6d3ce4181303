//! What only a browser can do: move from page to page, hear the server's lines, hold the focus, read forms.

mod address;
mod answers;
pub mod desk_bar;
pub mod editing;
pub mod fetch;
mod focus;
mod forms;
mod frame;
pub mod fresh;
pub mod heard;
pub mod keys;
pub mod line;
mod lines;
pub mod links;
pub mod marks;
pub mod moves;
pub mod offline;
pub mod page_preview;
mod pages;
pub mod parts;
pub mod paste;
pub mod posts;
pub mod preview;
pub mod progress;
mod retry;
pub mod scroll;
pub mod stage;
mod transition;
mod turns;
mod typed;
pub mod where_is;

pub use focus::{focus_first, focus_neighbour, focus_on};
pub use forms::{
    address_asked_by, changed_field, choice_in_form, clear_fields, fill_fields, random_key, submitted_form, tick_fields,
};
pub use frame::language_of_document;
pub use lines::listen;
pub use retry::{lacks_line, reload_when_back};
