//! Where in the program an address leads.

use domain::language::Language;

/// The language of a path; `None` for whatever is no page of the public site.
pub fn language_in(path: &str) -> Option<Language> {
    path.split('/').nth(1).and_then(Language::from_code)
}

/// The first word after the language.
pub fn section(path: &str) -> Option<&str> {
    path.split('/').nth(2)
}

/// Whether it is the first page of a language.
#[cfg(feature = "ssr")]
pub fn is_front(path: &str) -> bool {
    language_in(path).is_some() && section(path).is_none_or(str::is_empty)
}

/// Whether it is a screen of booking or of the desk, which the client draws itself.
pub fn is_screen(path: &str) -> bool {
    match section(path) {
        Some("book") => true,
        Some("day" | "week" | "find") => is_desk(path),
        None | Some("") => is_desk(path),
        _ => false,
    }
}

/// Whether it belongs to the staff.
pub fn is_desk(path: &str) -> bool {
    path.split('/').nth(1) == Some("staff")
}

/// Whether it is a door of the desk: whoever stands there is not inside.
pub fn is_door(path: &str) -> bool {
    is_desk(path) && matches!(section(path), Some("sign-in" | "sign-out" | "setup" | "password"))
}

/// Whether the root that the page at `here` belongs to knows the page at `path`.
#[cfg(any(feature = "hydrate", test))]
pub fn is_ours(path: &str, here: &str) -> bool {
    if is_desk(here) { is_desk(path) && !is_door(path) } else { language_in(path).is_some() }
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
#[cfg(feature = "ssr")]
pub fn is_indexed(path: &str) -> bool {
    !matches!(section(path), Some("book" | "booked" | "appointment" | "waiting" | "offer" | "search"))
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
        assert_eq!(told("/fr/search"), (true, false, false, false, false));
        assert_eq!(told("/fr/waiting"), (true, false, false, false, false));
        assert_eq!(told("/fr/waiting/joined"), (true, false, false, true, false));
        assert_eq!(told("/staff"), (false, false, true, false, true));
        assert_eq!(told("/"), (false, false, false, false, true));
    }

    #[test]
    fn a_root_knows_its_own_pages() {
        for (path, here, ours) in [
            ("/fr/danger", "/ar", true),
            ("/staff", "/ar", false),
            ("/staff/hours", "/staff", true),
            ("/staff/sign-in", "/staff", false),
            ("/staff/setup/abc", "/staff/account", false),
            ("/fr", "/staff", false),
            ("/healthz", "/ar", false),
        ] {
            assert_eq!(is_ours(path, here), ours, "{path} from {here}");
        }
        for (path, screen) in [
            ("/staff", true),
            ("/staff/", true),
            ("/staff/day/2027-01-01", true),
            ("/staff/book", true),
            ("/staff/hours", false),
            ("/ar/day", false),
        ] {
            assert_eq!(is_screen(path), screen, "{path}");
        }
    }
}
