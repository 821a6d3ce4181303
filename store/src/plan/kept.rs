//! Plans for whoever asks for nothing, without what is taken, kept from one booking to the next: they are the same as
//! long as the rules of their centre are, which its counter numbers.

use std::{
    collections::VecDeque,
    sync::{Arc, Mutex, PoisonError},
};

use domain::appointment::Mode;
use jiff::civil::Date;

use super::Plan;

/// The centre, the slug of the service, how they meet, and the days whose hours are known.
pub(crate) type Key = (i64, String, Mode, (Date, Date));

/// Plans kept at most; the oldest gives way.
const MOST: usize = 128;

/// Cheap to clone.
#[derive(Clone, Default)]
pub(crate) struct KeptPlans(Arc<Mutex<VecDeque<Entry>>>);

/// What a plan is for, the number of the rules that it was read by, and the plan.
type Entry = (Key, i64, Arc<Plan>);

impl KeptPlans {
    /// The plan by these rules, if it is known.
    pub fn find(&self, key: &Key, rules: i64) -> Option<Arc<Plan>> {
        let kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        kept.iter().find(|(of, by, _)| *by == rules && of == key).map(|(_, _, plan)| plan.clone())
    }

    /// Keeps a plan that was read by rules which are committed.
    pub fn keep(&self, key: Key, rules: i64, plan: Arc<Plan>) {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        kept.retain(|(of, _, _)| *of != key);
        if kept.len() >= MOST {
            kept.pop_front();
        }
        kept.push_back((key, rules, plan));
    }
}
