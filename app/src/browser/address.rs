use leptos::prelude::window;

/// An address of this site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Address {
    /// Path and query.
    pub page: String,
    /// The part of the page, with its mark; empty for none.
    pub hash: String,
}

impl Address {
    /// `query` with or without its mark.
    pub fn new(path: &str, query: &str, hash: &str) -> Self {
        let query = query.trim_start_matches('?');
        let mark = if query.is_empty() { "" } else { "?" };
        Self { page: format!("{path}{mark}{query}"), hash: hash.to_owned() }
    }

    /// The browser's.
    pub fn of_window() -> Self {
        let at = window().location();
        let read = |part: Result<String, _>| part.unwrap_or_default();
        Self::new(&read(at.pathname()), &read(at.search()), &read(at.hash()))
    }

    pub fn whole(&self) -> String {
        format!("{}{}", self.page, self.hash)
    }

    pub fn path(&self) -> &str {
        self.page.split('?').next().unwrap_or_default()
    }
}
