use std::collections::BTreeMap;

use leptos_i18n::td_string;
use store::Act;

use crate::{i18n::Locale, ui::long_day_of};

/// What was done.
pub fn act_words(at: Locale, act: Act) -> &'static str {
    match act {
        Act::Booked => td_string!(at, admin.audit.act.booked),
        Act::ChangedStatus => td_string!(at, admin.audit.act.changed_status),
        Act::Undone => td_string!(at, admin.audit.act.undone),
        Act::Moved => td_string!(at, admin.audit.act.moved),
        Act::Handed => td_string!(at, admin.audit.act.handed),
        Act::Resized => td_string!(at, admin.audit.act.resized),
        Act::Roomed => td_string!(at, admin.audit.act.roomed),
        Act::Overruled => td_string!(at, admin.audit.act.overruled),
        Act::JoinedWaiting => td_string!(at, admin.audit.act.joined_waiting),
        Act::LeftWaiting => td_string!(at, admin.audit.act.left_waiting),
        Act::Offered => td_string!(at, admin.audit.act.offered),
        Act::EndedOffer => td_string!(at, admin.audit.act.ended_offer),
        Act::SetUpWorkshop => td_string!(at, admin.audit.act.set_up_workshop),
        Act::CancelledWorkshop => td_string!(at, admin.audit.act.cancelled_workshop),
        Act::ChangedHours => td_string!(at, admin.audit.act.changed_hours),
        Act::SavedService => td_string!(at, admin.audit.act.saved_service),
        Act::SavedRoom => td_string!(at, admin.audit.act.saved_room),
        Act::SavedColleague => td_string!(at, admin.audit.act.saved_colleague),
        Act::SavedSettings => td_string!(at, admin.audit.act.saved_settings),
        Act::SignedIn => td_string!(at, admin.audit.act.signed_in),
        Act::SignedOut => td_string!(at, admin.audit.act.signed_out),
        Act::AddedAccount => td_string!(at, admin.audit.act.added_account),
        Act::ChangedRoles => td_string!(at, admin.audit.act.changed_roles),
        Act::MadeLink => td_string!(at, admin.audit.act.made_link),
        Act::EndedLink => td_string!(at, admin.audit.act.ended_link),
        Act::SetPassword => td_string!(at, admin.audit.act.set_password),
        Act::SetFactor => td_string!(at, admin.audit.act.set_factor),
        Act::EndedFactor => td_string!(at, admin.audit.act.ended_factor),
        Act::Read => td_string!(at, admin.audit.act.read),
        Act::Corrected => td_string!(at, admin.audit.act.corrected),
        Act::Merged => td_string!(at, admin.audit.act.merged),
        Act::TookMergeBack => td_string!(at, admin.audit.act.took_merge_back),
        Act::SaidApart => td_string!(at, admin.audit.act.said_apart),
        Act::UnsaidApart => td_string!(at, admin.audit.act.unsaid_apart),
        Act::MadeTask => td_string!(at, people.task.made),
        Act::EndedTask => td_string!(at, people.task.ended),
        Act::ReopenedTask => td_string!(at, people.task.reopened),
        Act::Exported => td_string!(at, admin.audit.act.exported),
        Act::Erased => td_string!(at, admin.audit.act.erased),
        Act::Cleared => td_string!(at, admin.audit.act.cleared),
        Act::AskedForFile => td_string!(at, admin.audit.act.asked_for_file),
        Act::AddedPicture => td_string!(at, admin.audit.act.added_picture),
        Act::DescribedPicture => td_string!(at, admin.audit.act.described_picture),
        Act::RemovedPicture => td_string!(at, admin.audit.act.removed_picture),
        Act::RecordedPage => td_string!(at, admin.audit.act.recorded_page),
        Act::RemovedRecording => td_string!(at, admin.audit.act.removed_recording),
        Act::WrotePage => td_string!(at, admin.audit.act.wrote_page),
        Act::ShowedPage => td_string!(at, admin.audit.act.showed_page),
        Act::HidPage => td_string!(at, admin.audit.act.hid_page),
        Act::CalledPageOff => td_string!(at, admin.audit.act.called_page_off),
        Act::MadeArticle => td_string!(at, admin.audit.act.made_article),
        Act::SetTheme => td_string!(at, admin.audit.act.set_theme),
        Act::WithdrewArticle => td_string!(at, admin.audit.act.withdrew_article),
        Act::PutArticleBack => td_string!(at, admin.audit.act.put_article_back),
        Act::WroteFile => td_string!(at, admin.audit.act.wrote_file),
    }
}

/// Who did it.
pub fn actor_words(at: Locale, names: &BTreeMap<i64, String>, actor: &str) -> String {
    match actor.split_once(':') {
        Some(("staff", id)) => name_of(names, id),
        _ => match actor {
            "person" => td_string!(at, admin.audit.person).to_owned(),
            "program" => td_string!(at, admin.audit.program).to_owned(),
            "shell" => td_string!(at, admin.audit.shell).to_owned(),
            other => other.to_owned(),
        },
    }
}

/// What it was done to: its kind, and which.
pub fn subject_words(at: Locale, names: &BTreeMap<i64, String>, subject: &str) -> (&'static str, String) {
    let (kind, which) = subject.split_once(':').unwrap_or((subject, ""));
    let short = || which.chars().rev().take(6).collect::<Vec<_>>().into_iter().rev().collect::<String>();
    match kind {
        "appointment" => (td_string!(at, admin.audit.of.appointment), short()),
        "person" => (td_string!(at, admin.audit.of.person), short()),
        "people" => (td_string!(at, admin.audit.of.people), String::new()),
        "task" => (td_string!(at, people.task.one), short()),
        "tasks" => (td_string!(at, people.task.title), String::new()),
        "waiting" => (td_string!(at, admin.audit.of.waiting), short()),
        "workshop" => (td_string!(at, admin.audit.of.workshop), short()),
        "day" => (td_string!(at, admin.audit.of.day), long_day_of(crate::i18n::language_of(at), which)),
        "account" => (td_string!(at, admin.audit.of.account), name_of(names, which)),
        "service" => (td_string!(at, admin.audit.of.service), which.to_owned()),
        "room" => (td_string!(at, admin.audit.of.room), which.to_owned()),
        "hours" => (td_string!(at, admin.audit.of.hours), which.to_owned()),
        _ => (td_string!(at, admin.audit.of.centre), which.to_owned()),
    }
}

fn name_of(names: &BTreeMap<i64, String>, id: &str) -> String {
    let name = id.parse().ok().and_then(|id: i64| names.get(&id).cloned());
    name.unwrap_or_else(|| format!("#{id}"))
}
