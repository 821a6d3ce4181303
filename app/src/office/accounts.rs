//! Who has an account at the centre: a list with an invitation, and a page for each.

mod list;
mod one;
mod password_link;
mod roles;

pub use roles::{languages, role_field};

pub use password_link::NewPasswordLink;

pub use list::AccountsPage;
pub use one::AccountOfPage;
