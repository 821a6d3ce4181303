//! Pages to read that a centre writes itself: which language the others translate, and whether a translation still says the
//! same.

use crate::language::Language;

/// The language that a page is written in first; the others are its translations.
pub const ORIGINAL: Language = Language::Ar;

/// Characters of each part of a page.
pub const LONGEST_TITLE: usize = 120;
pub const LONGEST_LEAD: usize = 320;
pub const LONGEST_TEXT: usize = 8_000;
/// Characters of what somebody says of a change.
pub const LONGEST_NOTE: usize = 200;

/// Whether something that matters was changed between the original that a translator saw and the one that families read now.
/// `written` are the revisions of the original, the eldest first, each with whether it was a minor one. `None` stands for the
/// page as it is without any, and so does a revision that is not among them. Revisions are compared, never dates.
pub fn is_outdated<Id: PartialEq>(written: &[(Id, bool)], shown: Option<&Id>, seen: Option<&Id>) -> bool {
    let place = |of: Option<&Id>| of.and_then(|of| written.iter().position(|(id, _)| id == of)).map_or(0, |at| at + 1);
    let (shown, seen) = (place(shown), place(seen));
    written[shown.min(seen)..shown.max(seen)].iter().any(|(_, minor)| !minor)
}

#[cfg(test)]
mod tests {
    use super::is_outdated;

    #[test]
    fn a_translation_is_outdated_by_what_matters_alone() {
        // Numbers stand for revisions; 2 is a minor one.
        let written = [(1, false), (2, true), (3, false)];
        let table = [
            // shown, seen, outdated
            (None, None, false),
            (Some(1), None, true),
            (Some(1), Some(1), false),
            (Some(2), Some(1), false),
            (Some(3), Some(1), true),
            (Some(3), Some(2), true),
            (Some(3), Some(3), false),
            // The original went back to what it was.
            (Some(1), Some(2), false),
            (Some(1), Some(3), true),
            (None, Some(2), true),
            // A revision that nobody knows.
            (Some(1), Some(9), true),
        ];
        for (shown, seen, outdated) in table {
            assert_eq!(is_outdated(&written, shown.as_ref(), seen.as_ref()), outdated, "{shown:?} {seen:?}");
        }
        assert!(!is_outdated::<u8>(&[], None, None));
        assert!(!is_outdated(&[(2, true)], Some(&2), None), "a minor one alone outdates nothing");
    }
}
