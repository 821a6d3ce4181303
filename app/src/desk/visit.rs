use domain::{
    appointment::Status,
    board::{Card, CardContact},
    language::Language,
};
use leptos::{ev::KeyboardEvent, html::Li, prelude::*, task::spawn_local};
use leptos_i18n::td_string;

use super::{shown::Shown, words::status_words};
use crate::{
    api::visits::{set_status, undo},
    booking::mode_words,
    i18n::locale,
    ui::{Icon, focus},
};

/// What can be done with a card: a move, or taking the last one back.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Step {
    To(Status),
    Back,
}

/// One card of the board. Buttons are plain forms; the client moves the card without a page load.
#[component]
pub fn Visit(language: Language, card: Card, shown: Shown) -> impl IntoView {
    let (id, version) = (card.id.clone(), card.version);
    let take = Callback::new(move |step| take_step(shown, id.clone(), version, step));
    let steps = if card.movable { card.status.next_steps() } else { &[] };
    let undoable = card.movable && card.trace.what == "status";
    let element = NodeRef::<Li>::new();
    let wanted = card.id.clone();
    element.on_load(move |element| {
        if shown.focus.with_untracked(|focus| focus.as_ref() == Some(&wanted)) {
            shown.focus.set(None);
            focus(element);
        }
    });
    let on_key = move |event: KeyboardEvent| {
        let step = match pressed(&event) {
            Some(Pressed::Undo) => undoable.then_some(Step::Back),
            Some(Pressed::Number(n)) => n.checked_sub(1).and_then(|n| steps.get(n)).map(|next| Step::To(*next)),
            None => None,
        };
        if let Some(step) = step.filter(|_| !event.ctrl_key() && !event.meta_key() && !event.alt_key()) {
            event.prevent_default();
            take.run(step);
        } else {
            walk(&event);
        }
    };
    let undo_card = undoable.then(|| card.clone());
    view! {
        <li class="visit" id=card.id.clone() tabindex="0" node_ref=element on:keydown=on_key>
            <Facts language card=card.clone() />
            <div class="visit__moves">
                <Moves language card=card.clone() steps take />
                {undo_card.map(|card| view! { <Undo language card take /> })}
            </div>
        </li>
    }
}

fn take_step(shown: Shown, id: String, version: i32, step: Step) {
    // Before asking: the live line may bring the card sooner than the answer.
    shown.focus.set(Some(id.clone()));
    spawn_local(async move {
        let done = match step {
            Step::To(status) => set_status(id, version, status).await,
            Step::Back => undo(id, version).await,
        };
        match done {
            Ok(card) => {
                shown.notice.set(None);
                shown.patch(card);
            }
            Err(failure) => {
                shown.focus.set(None);
                shown.refuse(failure);
            }
        }
    });
}

/// A key that moves a card.
enum Pressed {
    Undo,
    Number(usize),
}

/// What was pressed: by its sign, or by its place where the keyboard has another sign there (ع on an Arabic one, & on a
/// French one).
fn pressed(event: &KeyboardEvent) -> Option<Pressed> {
    let (key, code) = (event.key(), event.code());
    if key.eq_ignore_ascii_case("u") || (code == "KeyU" && !key.is_ascii()) {
        return Some(Pressed::Undo);
    }
    let digit = key.parse().ok().or_else(|| code.strip_prefix("Digit")?.parse().ok());
    digit.map(Pressed::Number)
}

/// Arrow keys walk from card to card.
fn walk(event: &KeyboardEvent) {
    #[cfg(feature = "hydrate")]
    match event.key().as_str() {
        "ArrowDown" => crate::browser::focus_neighbour(event, ".visit", 1),
        "ArrowUp" => crate::browser::focus_neighbour(event, ".visit", -1),
        _ => {}
    }
    #[cfg(not(feature = "hydrate"))]
    let _ = event;
}

#[component]
fn Facts(language: Language, card: Card) -> impl IntoView {
    let at = locale(language);
    let (_, mode, _) = mode_words(language, card.mode);
    // The first and the last column hold several states; in the others the heading says it all.
    let apart = matches!(
        card.status,
        Status::Requested | Status::DidNotCome | Status::CancelledByPerson | Status::CancelledByCentre
    );
    let why = apart.then(|| status_words(language, card.status));
    let who = card.trace.who.unwrap_or_else(|| td_string!(at, desk.by_person).to_owned());
    view! {
        <div class="visit__head">
            <bdi class="visit__time">{card.time}</bdi>
            // The page behind it brings no client: the browser loads it.
            <a class="visit__who" href=format!("/staff/visits/{}", card.id) rel="external"><bdi>{card.name}</bdi></a>
            {card.together.then(|| view! { <span class="visit__mark">{td_string!(at, desk.visit.together)}</span> })}
        </div>
        {why.map(|why| view! { <p class="visit__why">{why}</p> })}
        <p class="visit__what">
            {card.service} " · " {mode} " · " <bdi>{card.mediator}</bdi>
            {card.co_mediator.map(|name| view! { " · " <bdi>{name}</bdi> })}
            {card.room.map(|room| view! { " · " <bdi>{room}</bdi> })}
        </p>
        {card.contact.map(|contact| view! { <Contact language contact /> })}
        <p class="visit__trace"><bdi>{who}</bdi> " · " <bdi>{card.trace.at}</bdi></p>
    }
}

#[component]
fn Moves(language: Language, card: Card, steps: &'static [Status], take: Callback<Step>) -> impl IntoView {
    let buttons = steps.iter().enumerate().map(|(n, next)| {
        view! {
            <button class="move" type="submit" name="status" value=next.as_str()
                on:click=move |event| {
                    event.prevent_default();
                    take.run(Step::To(*next));
                }
            >
                {status_words(language, *next)}
                <kbd class="move__key" aria-hidden="true">{n + 1}</kbd>
            </button>
        }
    });
    let buttons = buttons.collect_view();
    view! {
        <form class="visit__moves" method="post" action=format!("/staff/visits/{}/status", card.id)>
            <input type="hidden" name="version" value=card.version />
            <input type="hidden" name="day" value=card.day />
            {buttons}
        </form>
    }
}

#[component]
fn Undo(language: Language, card: Card, take: Callback<Step>) -> impl IntoView {
    view! {
        <form method="post" action=format!("/staff/visits/{}/undo", card.id)>
            <input type="hidden" name="version" value=card.version />
            <input type="hidden" name="day" value=card.day />
            <button class="move" type="submit"
                on:click=move |event| {
                    event.prevent_default();
                    take.run(Step::Back);
                }
            >
                <Icon name="undo" />
                {td_string!(locale(language), desk.undo)}
                <kbd class="move__key" aria-hidden="true">"U"</kbd>
            </button>
        </form>
    }
}

#[component]
fn Contact(language: Language, contact: CardContact) -> impl IntoView {
    let at = locale(language);
    view! {
        <div class="visit__contact">
            <a href=contact.link><bdi dir="ltr">{contact.shown}</bdi></a>
            {(!contact.may_leave_message).then(|| view! { " · " <strong>{td_string!(at, desk.no_message)}</strong> })}
        </div>
    }
}
