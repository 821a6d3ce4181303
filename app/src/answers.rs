//! Answers about free times that are kept until something changes: every family that looks at one service is told the
//! same.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
};

use domain::language::Language;
use jiff::Timestamp;

use crate::times::{Choice, FreeTimes, Offered};

/// Answers of each kind that are kept; a stranger can ask in any number of ways.
const MOST: usize = 500;

/// What was asked about free times: of which centre, in which language, with what choice, from which day, by the desk.
pub type AskedTimes = (i64, Language, Choice, String, bool);

/// Kept answers of this process. Cheap to clone.
#[derive(Clone, Default)]
pub struct Answers(Arc<Kept>);

#[derive(Default)]
struct Kept {
    times: Map<AskedTimes, FreeTimes>,
    services: Map<(i64, Language), Vec<Offered>>,
}

type Map<Asked, T> = Mutex<HashMap<Asked, Answer<T>>>;

/// An answer, the count of changes that it has seen, and the moment from which it is another one by itself.
struct Answer<T> {
    changes: i64,
    until: Option<Timestamp>,
    is: T,
}

impl Answers {
    /// What was answered, if nothing has changed since and it is not over.
    pub fn times(&self, asked: &AskedTimes, changes: i64, now: Timestamp) -> Option<FreeTimes> {
        get(&self.0.times, asked, changes, now)
    }

    pub fn keep_times(&self, asked: AskedTimes, changes: i64, until: Timestamp, is: &FreeTimes) {
        keep(&self.0.times, asked, Answer { changes, until: Some(until), is: is.clone() });
    }

    /// The same of the services that can be booked.
    pub fn services(&self, asked: (i64, Language), changes: i64, now: Timestamp) -> Option<Vec<Offered>> {
        get(&self.0.services, &asked, changes, now)
    }

    pub fn keep_services(&self, asked: (i64, Language), changes: i64, is: &[Offered]) {
        keep(&self.0.services, asked, Answer { changes, until: None, is: is.to_vec() });
    }

    /// Forgets everything: clocks go by other rules now.
    pub fn forget(&self) {
        self.0.times.lock().unwrap_or_else(PoisonError::into_inner).clear();
    }
}

fn get<K: Eq + std::hash::Hash, T: Clone>(kept: &Map<K, T>, asked: &K, changes: i64, now: Timestamp) -> Option<T> {
    let kept = kept.lock().unwrap_or_else(PoisonError::into_inner);
    let answer = kept.get(asked)?;
    let right = answer.changes == changes && answer.until.is_none_or(|until| now < until);
    right.then(|| answer.is.clone())
}

fn keep<K: Eq + std::hash::Hash, T>(kept: &Map<K, T>, asked: K, answer: Answer<T>) {
    let mut kept = kept.lock().unwrap_or_else(PoisonError::into_inner);
    if kept.len() >= MOST {
        kept.clear();
    }
    kept.insert(asked, answer);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(from: &str) -> AskedTimes {
        let choice =
            Choice { service: "a".into(), mode: "in_person".into(), with: String::new(), speaks: String::new() };
        (1, Language::Ar, choice, from.into(), false)
    }

    fn times(service: &str) -> FreeTimes {
        FreeTimes {
            service: service.into(),
            days: Vec::new(),
            next: None,
            earlier: None,
            later: None,
            waiting: String::new(),
        }
    }

    #[test]
    fn an_answer_is_kept_until_a_change_or_its_end_and_their_number_has_one() {
        let answers = Answers::default();
        let at = |second| Timestamp::from_second(second).unwrap();
        answers.keep_times(asked(""), 7, at(100), &times("first"));
        assert_eq!(answers.times(&asked(""), 7, at(99)), Some(times("first")));
        assert_eq!(answers.times(&asked(""), 8, at(99)), None, "something changed");
        assert_eq!(answers.times(&asked(""), 7, at(100)), None, "its first time is too near now");
        assert_eq!(answers.times(&asked("2026-01-01"), 7, at(99)), None, "another question");
        for n in 0..3 * MOST {
            answers.keep_times(asked(&n.to_string()), 7, at(100), &times("x"));
        }
        assert!(answers.0.times.lock().unwrap().len() <= MOST);
        answers.forget();
        assert_eq!(answers.times(&asked("0"), 7, at(1)), None);
    }
}
