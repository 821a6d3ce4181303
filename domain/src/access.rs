//! Who may do what: one table, asked by every server function.

use serde::{Deserialize, Serialize};

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    Administrator,
    Reception,
    Mediator,
    /// Whoever writes for the centre, and sees no family.
    Editor,
}

impl Role {
    pub const ALL: [Self; 4] = [Self::Administrator, Self::Reception, Self::Mediator, Self::Editor];

    pub fn as_str(self) -> &'static str {
        match self {
            Self::Administrator => "administrator",
            Self::Reception => "reception",
            Self::Mediator => "mediator",
            Self::Editor => "editor",
        }
    }

    pub fn from_str_opt(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.as_str() == text)
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verb {
    /// See everybody's appointments.
    SeeBoard,
    /// See the appointments one leads.
    SeeOwnVisits,
    /// See how to reach a person.
    SeeContact,
    /// Open an appointment that one may see, with its history.
    OpenVisit,
    MoveAnyVisit,
    MoveOwnVisit,
    BookForCaller,
    /// See the waiting list and offer times from it.
    ManageWaiting,
    /// Set up and cancel group sessions.
    ManageWorkshops,
    /// Hours, absences, closures, seasons, holidays and rooms.
    ManageHours,
    /// What a service asks of a time.
    ManageServices,
    ManageAccounts,
    /// What the centre says of itself, its limits, and how long it keeps what.
    ManageCentre,
    /// Write the pages that families read.
    WritePages,
    /// See who did and read what; the lines name no family.
    SeeAudit,
    /// See what a period came to; the figures name no family.
    SeeFigures,
    /// Correct a name or a contact, renew or end a private link, hand over and forget what is kept about somebody.
    KeepPeople,
    /// See what one has to do, and tell others. Whom it is about is another question.
    KeepTasks,
    SeeOwnAccount,
}

/// Whether somebody with these roles may do this. A person can hold several roles.
pub fn may(roles: &[Role], verb: Verb) -> bool {
    roles.iter().any(|role| row(*role).contains(&verb))
}

/// The table. An administrator keeps accounts and settings and sees no family: of an appointment that a change of hours
/// touches its day, time, service and reference, and neither name nor contact.
fn row(role: Role) -> &'static [Verb] {
    use Verb::{
        BookForCaller, KeepPeople, KeepTasks, ManageAccounts, ManageCentre, ManageHours, ManageServices, ManageWaiting,
        ManageWorkshops, MoveAnyVisit, MoveOwnVisit, OpenVisit, SeeAudit, SeeBoard, SeeContact, SeeFigures,
        SeeOwnAccount, SeeOwnVisits, WritePages,
    };
    match role {
        Role::Administrator => &[
            ManageAccounts,
            ManageCentre,
            WritePages,
            SeeAudit,
            SeeFigures,
            ManageHours,
            ManageServices,
            KeepTasks,
            SeeOwnAccount,
        ],
        Role::Reception => &[
            SeeBoard,
            SeeContact,
            OpenVisit,
            MoveAnyVisit,
            BookForCaller,
            ManageWaiting,
            ManageWorkshops,
            ManageHours,
            SeeFigures,
            KeepPeople,
            KeepTasks,
            SeeOwnAccount,
        ],
        Role::Mediator => &[SeeOwnVisits, SeeContact, OpenVisit, MoveOwnVisit, KeepTasks, SeeOwnAccount],
        Role::Editor => &[WritePages, KeepTasks, SeeOwnAccount],
    }
}

#[cfg(test)]
mod tests {
    use super::{Role::*, Verb::*, *};

    #[test]
    fn the_table_is_this_one_cell_by_cell() {
        let table = [
            // verb, administrator, reception, mediator, editor
            (SeeBoard, false, true, false, false),
            (SeeOwnVisits, false, false, true, false),
            (SeeContact, false, true, true, false),
            (OpenVisit, false, true, true, false),
            (MoveAnyVisit, false, true, false, false),
            (MoveOwnVisit, false, false, true, false),
            (BookForCaller, false, true, false, false),
            (ManageWaiting, false, true, false, false),
            (ManageWorkshops, false, true, false, false),
            (ManageHours, true, true, false, false),
            (ManageServices, true, false, false, false),
            (ManageAccounts, true, false, false, false),
            (ManageCentre, true, false, false, false),
            (WritePages, true, false, false, true),
            (SeeAudit, true, false, false, false),
            (SeeFigures, true, true, false, false),
            (KeepPeople, false, true, false, false),
            (KeepTasks, true, true, true, true),
            (SeeOwnAccount, true, true, true, true),
        ];
        for (verb, administrator, reception, mediator, editor) in table {
            assert_eq!(may(&[Administrator], verb), administrator, "administrator {verb:?}");
            assert_eq!(may(&[Reception], verb), reception, "reception {verb:?}");
            assert_eq!(may(&[Mediator], verb), mediator, "mediator {verb:?}");
            assert_eq!(may(&[Editor], verb), editor, "editor {verb:?}");
            assert!(!may(&[], verb), "nobody {verb:?}");
        }
    }

    #[test]
    fn two_roles_may_do_what_either_may() {
        assert!(may(&[Administrator, Reception], SeeBoard));
        assert!(may(&[Administrator, Reception], ManageAccounts));
        assert!(!may(&[Administrator, Mediator], SeeBoard));
    }
}
