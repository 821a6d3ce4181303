//! Pages to read that a centre writes itself: which language the others translate, whether a translation still says the
//! same, and which version families read when.

use crate::language::Language;

/// The language that a page is written in first; the others are its translations.
pub const ORIGINAL: Language = Language::Ar;

/// Characters of each part of a page.
pub const LONGEST_TITLE: usize = 120;
pub const LONGEST_LEAD: usize = 320;
pub const LONGEST_TEXT: usize = 8_000;
/// Characters of what somebody says of a change.
pub const LONGEST_NOTE: usize = 200;

/// Where articles live, beneath their language.
pub const ARTICLES: &str = "articles";
/// Words that somebody reads in a minute who reads neither fast nor with pains.
const WORDS_A_MINUTE: usize = 160;

/// The address of an article beneath its language.
pub fn article_page(slug: &str) -> String {
    format!("{ARTICLES}/{slug}")
}

/// Whether a page's address is an article's.
pub fn is_article(page: &str) -> bool {
    page.starts_with(&article_page(""))
}

/// Minutes that reading takes, never none.
pub fn minutes_to_read(text: &str) -> usize {
    text.split_whitespace().count().div_ceil(WORDS_A_MINUTE).max(1)
}

/// Whether something that matters was changed between the original that a translator saw and the one that families read now.
/// `written` are the revisions of the original, the eldest first, each with whether it was a minor one. `None` stands for the
/// page as it is without any, and so does a revision that is not among them. Revisions are compared, never dates.
pub fn is_outdated<Id: PartialEq>(written: &[(Id, bool)], shown: Option<&Id>, seen: Option<&Id>) -> bool {
    let place = |of: Option<&Id>| of.and_then(|of| written.iter().position(|(id, _)| id == of)).map_or(0, |at| at + 1);
    let (shown, seen) = (place(shown), place(seen));
    written[shown.min(seen)..shown.max(seen)].iter().any(|(_, minor)| !minor)
}

/// A version that families read from a moment on, until another or for good. Seconds of Unix time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Showing<Id> {
    pub of: Id,
    pub from: i64,
    /// Nobody has seen what ends as it begins.
    pub until: Option<i64>,
}

impl<Id> Showing<Id> {
    pub fn is_at(&self, now: i64) -> bool {
        self.from <= now && self.until.is_none_or(|until| now < until)
    }

    /// Whether it is still to come.
    pub fn is_ahead(&self, now: i64) -> bool {
        now < self.from && self.until.is_none_or(|until| self.from < until)
    }
}

/// What families read at `now`: of all that is to be shown then, what began last. Where it ends, what it lay over is there
/// again; where nothing is, the page that the program brings.
pub fn shown_at<Id>(all: &[Showing<Id>], now: i64) -> Option<&Showing<Id>> {
    all.iter().filter(|of| of.is_at(now)).max_by_key(|of| of.from)
}

#[cfg(test)]
mod tests {
    use super::{Showing, is_outdated, shown_at};

    /// Paints every second, the eldest first.
    fn painted(all: &[Showing<u8>], seconds: i64) -> Vec<Option<u8>> {
        let mut line = vec![None; seconds as usize];
        let mut all = all.to_vec();
        all.sort_by_key(|of| of.from);
        for of in all {
            for second in of.from..of.until.unwrap_or(seconds).min(seconds) {
                line[second as usize] = Some(of.of);
            }
        }
        line
    }

    #[test]
    fn what_began_last_is_shown_and_what_it_lay_over_comes_back() {
        const SECONDS: i64 = 6;
        let ends = (0..=SECONDS).map(Some).chain([None]);
        let periods: Vec<(i64, Option<i64>)> =
            (0..SECONDS).flat_map(|from| ends.clone().map(move |until| (from, until))).collect();
        let mut tried = 0;
        for first in &periods {
            for second in periods.iter().filter(|second| second.0 != first.0) {
                let all = [first, second].map(|(from, until)| (*from, *until));
                let all = [(1, all[0]), (2, all[1])].map(|(of, (from, until))| Showing { of, from, until });
                let line = painted(&all, SECONDS);
                for now in 0..SECONDS {
                    assert_eq!(shown_at(&all, now).map(|of| of.of), line[now as usize], "{all:?} at {now}");
                }
                tried += 1;
            }
        }
        assert!(tried > 1000);
    }

    #[test]
    fn what_ends_as_it_begins_is_never_shown() {
        let off = Showing { of: 1, from: 3, until: Some(3) };
        assert!((0..9).all(|now| !off.is_ahead(now) && !off.is_at(now)));
        let ahead = Showing { until: Some(4), ..off };
        assert_eq!(
            [2, 3, 4].map(|now| (ahead.is_ahead(now), ahead.is_at(now))),
            [(true, false), (false, true), (false, false)]
        );
    }

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
