//! What a service asks of a time.

use domain::{appointment::Mode, language::Language};
use leptos::prelude::*;
use leptos_i18n::td_string;
use store::ServiceRecord;

use crate::{
    booking::mode_words,
    i18n::Locale,
    office::{Entry, Pick, Returned, Tick},
};

/// Numbers to type in: name, label, hint, what a fresh form shows.
#[component]
fn Numbers(
    at: Locale,
    returned: Returned,
    fields: Vec<(&'static str, &'static str, &'static str, u32)>,
) -> impl IntoView {
    let fields = fields.into_iter().map(|(name, label, hint, value)| {
        view! { <Entry at returned=returned.clone() name label kind="number" hint value=value.to_string() /> }
    });
    view! { <div class="office__row">{fields.collect_view()}</div> }
}

/// Lengths and limits.
#[component]
pub fn Times(at: Locale, record: ServiceRecord, returned: Returned) -> impl IntoView {
    let fives = td_string!(at, desk.services.fives);
    let lengths = vec![
        ("minutes", td_string!(at, desk.services.minutes), fives, record.minutes),
        ("before_minutes", td_string!(at, desk.services.before), fives, record.before_minutes),
        ("buffer_minutes", td_string!(at, desk.services.buffer), fives, record.buffer_minutes),
        (
            "step_minutes",
            td_string!(at, desk.services.step),
            td_string!(at, desk.services.step_hint),
            record.step_minutes,
        ),
    ];
    let limits = vec![
        (
            "notice_minutes",
            td_string!(at, desk.services.notice),
            td_string!(at, desk.services.notice_hint),
            record.notice_minutes,
        ),
        ("horizon_days", td_string!(at, desk.services.horizon), "", record.horizon_days),
        (
            "change_limit_minutes",
            td_string!(at, desk.services.change_limit),
            td_string!(at, desk.services.change_limit_hint),
            record.change_limit_minutes,
        ),
        (
            "hold_minutes",
            td_string!(at, desk.services.hold),
            td_string!(at, desk.services.hold_hint),
            record.hold_minutes,
        ),
    ];
    view! {
        <section class="office__part">
            <h2>{td_string!(at, desk.services.times)}</h2>
            <Numbers at returned=returned.clone() fields=lengths />
            <Numbers at returned fields=limits />
        </section>
    }
}

/// Who and what a session takes.
#[component]
pub fn Session(at: Locale, record: ServiceRecord, returned: Returned, no_room: bool) -> impl IntoView {
    let mediators = vec![
        ("1".to_owned(), td_string!(at, desk.services.one_mediator).to_owned()),
        ("2".to_owned(), td_string!(at, desk.services.two_mediators).to_owned()),
    ];
    let parties = vec![
        ("1".to_owned(), td_string!(at, desk.services.one_party).to_owned()),
        ("2".to_owned(), td_string!(at, desk.services.two_parties).to_owned()),
    ];
    let stagger = td_string!(at, desk.services.stagger_hint);
    let numbers = vec![
        ("seats", td_string!(at, desk.services.seats), td_string!(at, desk.services.seats_hint), record.seats),
        ("stagger_minutes", td_string!(at, desk.services.stagger), stagger, record.stagger_minutes),
    ];
    let no_room = no_room.then(|| {
        view! {
            <p class="field__hint">
                {td_string!(at, desk.services.no_room)} " " <a href="/staff/rooms">{td_string!(at, desk.rooms.title)}</a>
            </p>
        }
    });
    view! {
        <section class="office__part">
            <h2>{td_string!(at, desk.services.session)}</h2>
            <Numbers at returned=returned.clone() fields=numbers />
            <Pick at returned=returned.clone() name="parties" label=td_string!(at, desk.services.parties)
                options=parties value=record.parties.to_string() />
            <Pick at returned=returned.clone() name="mediators" label=td_string!(at, desk.services.mediators)
                options=mediators value=record.mediators.to_string() />
            <Tick returned=returned.clone() name="needs_room" label=td_string!(at, desk.services.needs_room)
                ticked=record.needs_room />
            {no_room}
            <Tick returned name="needs_approval" label=td_string!(at, desk.services.needs_approval)
                ticked=record.needs_approval />
        </section>
    }
}

/// How people can meet; at least one.
#[component]
pub fn Ways(at: Locale, language: Language, record: ServiceRecord, returned: Returned) -> impl IntoView {
    let ticks = [("in_person", Mode::InPerson), ("telephone", Mode::Telephone), ("video", Mode::Video)];
    let ticks = ticks.map(|(name, mode)| {
        let (_, label, _) = mode_words(language, mode);
        view! { <Tick returned=returned.clone() name label ticked=record.modes.contains(mode) /> }
    });
    let error = returned.error("in_person").map(|wrong| wrong.words(at));
    view! {
        <fieldset class="choices" class:field--error=error.is_some()>
            <legend class="choices__legend">{td_string!(at, booking.mode)}</legend>
            {error.map(|words| view! { <p class="field__error">{words}</p> })}
            {ticks}
        </fieldset>
    }
}
