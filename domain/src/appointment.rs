//! The states of an appointment, and what may follow what.

use serde::{Deserialize, Serialize};

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// Waits for the centre's yes; the time is taken already.
    Requested,
    Expected,
    Arrived,
    InSession,
    Done,
    DidNotCome,
    CancelledByPerson,
    CancelledByCentre,
}

use Status::{Arrived, CancelledByCentre, CancelledByPerson, DidNotCome, Done, Expected, InSession, Requested};

impl Status {
    pub const ALL: [Self; 8] =
        [Requested, Expected, Arrived, InSession, Done, DidNotCome, CancelledByPerson, CancelledByCentre];

    pub const fn as_str(self) -> &'static str {
        match self {
            Requested => "requested",
            Expected => "expected",
            Arrived => "arrived",
            InSession => "in_session",
            Done => "done",
            DidNotCome => "did_not_come",
            CancelledByPerson => "cancelled_by_person",
            CancelledByCentre => "cancelled_by_centre",
        }
    }

    pub fn from_str_opt(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|status| status.as_str() == text)
    }

    /// Where staff can move a card from here, the usual next step first.
    pub fn next_steps(self) -> &'static [Self] {
        match self {
            Requested => &[Expected, CancelledByPerson, CancelledByCentre],
            Expected => &[Arrived, InSession, DidNotCome, CancelledByPerson, CancelledByCentre],
            Arrived => &[InSession, Done, CancelledByPerson, CancelledByCentre],
            InSession => &[Done],
            DidNotCome => &[Arrived],
            Done | CancelledByPerson | CancelledByCentre => &[],
        }
    }

    pub fn may_follow(self, next: Self) -> bool {
        self.next_steps().contains(&next)
    }

    /// Whether the person or staff may still give it another time.
    pub fn is_ahead(self) -> bool {
        matches!(self, Requested | Expected)
    }

    pub fn is_over(self) -> bool {
        matches!(self, Done | DidNotCome | CancelledByPerson | CancelledByCentre)
    }

    /// Whether the time stays taken. Who did not come may still come late.
    pub fn holds_time(self) -> bool {
        !matches!(self, CancelledByPerson | CancelledByCentre)
    }
}

/// Whether the last step, from `previous` to `current`, can be taken back.
pub fn may_undo(current: Status, previous: Status) -> bool {
    previous.may_follow(current)
}

/// Whether going from one state to the other must win its time again.
pub fn needs_claims_again(from: Status, to: Status) -> bool {
    !from.holds_time() && to.holds_time()
}

/// How people meet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Mode {
    InPerson,
    Telephone,
    Video,
}

impl Mode {
    pub const ALL: [Self; 3] = [Self::InPerson, Self::Telephone, Self::Video];

    pub fn as_str(self) -> &'static str {
        match self {
            Self::InPerson => "in_person",
            Self::Telephone => "telephone",
            Self::Video => "video",
        }
    }

    pub fn from_str_opt(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|mode| mode.as_str() == text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_read_themselves_back() {
        for status in Status::ALL {
            assert_eq!(Status::from_str_opt(status.as_str()), Some(status));
        }
        for mode in Mode::ALL {
            assert_eq!(Mode::from_str_opt(mode.as_str()), Some(mode));
        }
        assert_eq!(Status::from_str_opt("lost"), None);
    }

    #[test]
    fn what_is_done_or_cancelled_stays_so() {
        for over in [Done, CancelledByPerson, CancelledByCentre] {
            assert!(Status::ALL.into_iter().all(|next| !over.may_follow(next)), "{over:?}");
        }
    }

    #[test]
    fn a_request_keeps_its_time_until_the_centre_says_yes_or_no() {
        assert!(Requested.holds_time());
        assert!(Requested.may_follow(Expected) && Requested.may_follow(CancelledByCentre));
        assert!(!Requested.may_follow(Arrived));
    }

    #[test]
    fn who_did_not_come_may_come_late() {
        assert!(DidNotCome.may_follow(Arrived));
        assert!(DidNotCome.holds_time());
    }

    #[test]
    fn every_step_can_be_undone_and_only_cancellations_need_their_time_again() {
        for from in Status::ALL {
            for &to in from.next_steps() {
                assert!(may_undo(to, from), "{from:?} → {to:?}");
                assert_eq!(needs_claims_again(to, from), matches!(to, CancelledByPerson | CancelledByCentre));
            }
        }
        assert!(!may_undo(Expected, Done));
    }
}
