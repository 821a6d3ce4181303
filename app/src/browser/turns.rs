//! Who asked last: whoever asks for another page has no need of the one before.

use std::cell::Cell;

use super::{progress::show_moving, retry};

thread_local! {
    static LATEST: Cell<u32> = const { Cell::new(0) };
}

/// Asks for something else than what was asked for before: its turn number.
pub fn next_turn() -> u32 {
    LATEST.set(LATEST.get() + 1);
    retry::stop();
    LATEST.get()
}

/// The turn of whoever asked last.
pub fn latest_turn() -> u32 {
    LATEST.get()
}

/// The turn of a form that is sent now from the page `at`. Should the client die, the browser loads that page.
pub fn begin_turn(at: &str) -> u32 {
    show_moving(Some(at));
    next_turn()
}

/// Ends a turn; `false` when somebody has asked for something else meanwhile.
pub fn ends_turn(turn: u32) -> bool {
    let latest = latest_turn() == turn;
    if latest {
        show_moving(None);
    }
    latest
}
