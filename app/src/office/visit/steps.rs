use domain::{appointment::Status, language::Language};
use jiff::civil::DateTime;
use leptos::prelude::*;
use leptos_i18n::td_string;
use store::{Deed, Step};

use crate::{desk::status_words, i18n::locale, ui::long_day};

/// All that happened, oldest first. Nothing is ever taken out.
#[component]
pub fn Steps(language: Language, steps: Vec<Step>) -> impl IntoView {
    let at = locale(language);
    let lines = steps.into_iter().map(|step| {
        let who = step.who.clone().unwrap_or_else(|| td_string!(at, desk.by_person).to_owned());
        let reason = reason(&step).map(|reason| {
            view! { <p class="history__why">{td_string!(at, desk.visit.reason)} " " <bdi>{reason}</bdi></p> }
        });
        view! {
            <li class="history__step">
                <p class="history__what">{what(language, &step)}</p>
                {reason}
                <p class="history__who"><bdi>{who}</bdi> " · " <bdi>{moment(language, step.at)}</bdi></p>
            </li>
        }
    });
    view! {
        <section class="office__part">
            <h2>{td_string!(at, desk.visit.history)}</h2>
            <ol class="history">{lines.collect_view()}</ol>
        </section>
    }
}

fn what(language: Language, step: &Step) -> String {
    let at = locale(language);
    let state = status_words(language, step.status);
    let asks = step.status == Status::Requested;
    match step.deed {
        Deed::Booked if asks => td_string!(at, desk.visit.asked).to_owned(),
        Deed::Booked => td_string!(at, desk.visit.booked).to_owned(),
        Deed::Status(_) => state.to_owned(),
        Deed::Corrected => td_string!(at, desk.visit.corrected).to_owned(),
        Deed::Undone => td_string!(at, desk.visit.undone, state = state).to_string(),
        Deed::HandedFrom(ref who) => td_string!(at, desk.visit.handed, who = who.clone()).to_string(),
        Deed::ResizedFrom(was) => td_string!(at, desk.place.resized, was = was).to_string(),
        Deed::RoomedFrom(ref was) if was.is_empty() => td_string!(at, desk.place.roomed).to_owned(),
        Deed::RoomedFrom(ref was) => td_string!(at, desk.place.roomed_from, was = was.clone()).to_string(),
        Deed::Overruled(_) => td_string!(at, desk.place.overruled).to_owned(),
        Deed::MovedFrom(was) => {
            let moved = td_string!(at, desk.visit.moved, was = moment(language, was)).to_string();
            if asks { format!("{moved} · {state}") } else { moved }
        }
    }
}

fn reason(step: &Step) -> Option<String> {
    match &step.deed {
        Deed::Status(reason) => reason.clone(),
        Deed::Overruled(reason) => Some(reason.clone()).filter(|reason| !reason.is_empty()),
        _ => None,
    }
}

fn moment(language: Language, at: DateTime) -> String {
    format!("{} · {}", long_day(language, at.date()), at.strftime("%H:%M"))
}
