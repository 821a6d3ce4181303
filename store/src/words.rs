//! The sets of words that only the store uses, as columns of text.

mod column;

pub use column::{Text, Word};
pub(crate) use domain::message::Template;

/// A set of words that only the store uses.
macro_rules! words {
    ($(#[$about:meta])* $visibility:vis enum $name:ident { $($(#[$meant:meta])* $variant:ident = $word:literal,)* }) => {
        $(#[$about])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        $visibility enum $name {
            $($(#[$meant])* $variant,)*
        }

        #[allow(dead_code, reason = "not every set is listed")]
        impl $name {
            pub const ALL: [Self; [$($word),*].len()] = [$(Self::$variant),*];

            pub const fn as_str(self) -> &'static str {
                match self {
                    $(Self::$variant => $word,)*
                }
            }

            pub fn from_str_opt(text: &str) -> Option<Self> {
                match text {
                    $($word => Some(Self::$variant),)*
                    _ => None,
                }
            }
        }

        impl $crate::words::Text for $name {
            fn to_text(&self) -> String {
                self.as_str().to_owned()
            }

            fn from_text(text: &str) -> Option<Self> {
                Self::from_str_opt(text)
            }
        }
    };
}

pub(crate) use words;

// Below the macro, which it is written with.
mod act;

pub use act::Act;

words! {
    /// What a session is.
    pub(crate) enum Kind {
        /// For one, or for the parties of one process.
        Private = "private",
        /// A workshop: people take seats at a time that the centre sets.
        Group = "group",
    }
}

words! {
    /// What becomes of a hold.
    pub(crate) enum HoldStatus {
        Open = "open",
        Accepted = "accepted",
        Declined = "declined",
        Expired = "expired",
        Withdrawn = "withdrawn",
    }
}

words! {
    /// What becomes of a place on the waiting list.
    pub(crate) enum WaitingStatus {
        Waiting = "waiting",
        Booked = "booked",
        Withdrawn = "withdrawn",
    }
}

words! {
    /// A line of an appointment's history.
    pub(crate) enum What {
        Booked = "booked",
        Status = "status",
        Undone = "undone",
        Moved = "moved",
        Handed = "handed",
        Resized = "resized",
        Roomed = "roomed",
        /// It lies outside the hours, and why.
        Overruled = "overruled",
        Corrected = "corrected",
    }
}

words! {
    /// Which door a link opens.
    pub(crate) enum Door {
        /// An appointment, after a proof.
        Appointment = "appointment",
        /// A place on the waiting list.
        Waiting = "waiting",
        /// A held time.
        Offer = "offer",
        /// An appointment, for the short time in which its link was proved.
        Proof = "proof",
        /// A mediator's own calendar.
        Feed = "feed",
        /// The first account of a centre.
        SetUp = "set_up",
        /// Nothing: it says that somebody signed in with this browser before.
        Browser = "browser",
        /// The choice of a password, for the account that it names.
        Password = "password",
        /// The second step of signing in, for the account whose password was right.
        SecondStep = "second_step",
    }
}

words! {
    /// What a correction changed of somebody.
    pub(crate) enum Changed {
        Name = "name",
        /// The telephone or e-mail.
        Address = "address",
        Language = "language",
        /// Whether a message may be left.
        Messages = "messages",
    }
}

words! {
    /// What a consent is for.
    pub(crate) enum Purpose {
        Data = "data",
    }
}

words! {
    /// How a consent was given.
    pub(crate) enum Way {
        /// Ticked in the form by the person.
        Form = "form",
        /// Told to the staff, who ticked it.
        Desk = "desk",
    }
}

words! {
    /// What is known of the day of a holiday.
    pub(crate) enum HolidayState {
        /// Nobody has confirmed it yet.
        Proposed = "proposed",
        Confirmed = "confirmed",
        /// The centre works.
        Dropped = "dropped",
    }
}

words! {
    /// What a centre keeps for so many days.
    pub enum Kept {
        /// Names, contacts and reasons, after somebody's last appointment or wait.
        Person = "person",
        /// Places on the waiting list that are over.
        Waiting = "waiting",
        /// Messages that were sent or let go.
        Message = "message",
        /// What the live desk reads.
        Event = "event",
    }
}

words! {
    /// What a file that is written in the background holds, and how.
    pub enum ExportKind {
        FiguresCsv = "figures_csv",
        FiguresXlsx = "figures_xlsx",
        ReportCsv = "report_csv",
        ReportXlsx = "report_xlsx",
        AuditCsv = "audit_csv",
    }
}

words! {
    /// What becomes of such a file.
    pub enum ExportStatus {
        Waiting = "waiting",
        Building = "building",
        Ready = "ready",
        Failed = "failed",
    }
}

words! {
    /// What an event is about.
    pub enum Topic {
        /// Its subject is the appointment's id.
        Appointment = "appointment",
    }
}

words! {
    /// What happened to it.
    pub enum EventKind {
        Booked = "booked",
        Changed = "changed",
        Moved = "moved",
        /// It left this day, or whoever led it.
        Left = "left",
    }
}

words! {
    /// How a task came about.
    pub enum TaskKind {
        /// Somebody told it.
        Hand = "hand",
        /// A message does not arrive.
        Undelivered = "undelivered",
        /// What became of an appointment was not noted for a day.
        Outcome = "outcome",
        /// Somebody is to be called: they take no messages and do not know of a change.
        Call = "call",
    }
}
