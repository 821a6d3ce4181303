//! Where in the site an address leads.

use domain::language::Language;

/// The language of a path; `None` for whatever is no page of the public site.
pub fn language_in(path: &str) -> Option<Language> {
    path.split('/').nth(1).and_then(Language::from_code)
}

/// The first word after the language.
fn section(path: &str) -> Option<&str> {
    path.split('/').nth(2)
}

/// Whether it is the first page of a language.
pub fn is_front(path: &str) -> bool {
    language_in(path).is_some() && section(path).is_none_or(str::is_empty)
}

/// Whether it is a screen of booking, which the client draws itself.
pub fn is_screen(path: &str) -> bool {
    section(path) == Some("book")
}

/// Whether it is about a person: it says no more of the centre than its name, and leads nowhere that says more. Whoever
/// joins the waiting list is nobody yet: the form has the whole frame.
pub fn is_bare(path: &str) -> bool {
    match section(path) {
        Some("booked" | "appointment" | "offer") => true,
        Some("waiting") => path.split('/').nth(3).is_some(),
        _ => false,
    }
}

/// Whether search engines may keep it.
pub fn is_indexed(path: &str) -> bool {
    !matches!(section(path), Some("book" | "booked" | "appointment" | "waiting" | "offer"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_are_told_apart_by_their_address() {
        let told =
            |path| (language_in(path).is_some(), is_front(path), is_screen(path), is_bare(path), is_indexed(path));
        assert_eq!(told("/ar"), (true, true, false, false, true));
        assert_eq!(told("/fr/danger"), (true, false, false, false, true));
        assert_eq!(told("/fr/book"), (true, false, true, false, false));
        assert_eq!(told("/en/book/details"), (true, false, true, false, false));
        assert_eq!(told("/fr/booked"), (true, false, false, true, false));
        assert_eq!(told("/fr/appointment/abc"), (true, false, false, true, false));
        assert_eq!(told("/fr/waiting"), (true, false, false, false, false));
        assert_eq!(told("/fr/waiting/joined"), (true, false, false, true, false));
        assert_eq!(told("/staff"), (false, false, false, false, true));
        assert_eq!(told("/"), (false, false, false, false, true));
    }
}
