//! Two who may be one person: found, set side by side, brought together or told apart.

mod list;
mod other;
mod pair;

pub use list::LikelyPage;
pub use other::OtherFilePage;
pub use pair::PairPage;
