use domain::{
    appointment::Status,
    board::{Card, CardContact, Needs},
    language::Language,
};
use leptos::{ev::KeyboardEvent, html::Li, prelude::*};
use leptos_i18n::td_string;

use super::{
    axis::{Placed, part_of, place},
    carry::{Carry, pick_up},
    shown::{Shown, Step},
    steps::{Moves, Undo},
    words::status_words,
};
use crate::{
    booking::mode_words,
    i18n::locale,
    ui::{ContactLink, Icon, focus},
};

/// One appointment of the day: who, the one step that comes next, and everything else behind a mark.
#[component]
pub fn Visit(
    language: Language,
    placed: Placed,
    /// What carries it elsewhere, where it stands in its lane; otherwise it is in a list.
    #[prop(optional)]
    carry: Option<Carry>,
    shown: Shown,
) -> impl IntoView {
    let Placed { card, lane, part } = placed;
    let (id, version) = (card.id.clone(), card.version);
    let take = Callback::new(move |step| shown.take(id.clone(), version, step));
    let undoable = card.movable && card.trace.what == "status";
    let steps = steps_of(&card);
    let element = NodeRef::<Li>::new();
    let wanted = card.id.clone();
    element.on_load(move |element| {
        if shown.focus.with_untracked(|focus| focus.as_ref() == Some(&wanted)) {
            shown.focus.set(None);
            focus(element);
        }
    });
    let keys = steps.clone();
    let carried = card.clone();
    let carries = carry.filter(|_| Carry::takes(&card));
    let to_carry = card.clone();
    let on_key = move |event: KeyboardEvent| {
        let plain = !event.ctrl_key() && !event.meta_key() && !event.alt_key();
        if let Some(carry) = carry.filter(|_| plain && is_letter(&event, 'm')) {
            event.prevent_default();
            return pick_up(carry, &carried);
        }
        let step = match pressed(&event) {
            Some(Pressed::Undo) => undoable.then_some(Step::Back),
            Some(Pressed::Number(n)) => n.checked_sub(1).and_then(|n| keys.get(n)).map(|next| Step::To(*next)),
            None => None,
        };
        if let Some(step) = step.filter(|_| plain) {
            event.prevent_default();
            take.run(step);
        } else {
            walk(&event);
        }
    };
    let class = if carry.is_none() {
        "visit".to_owned()
    } else {
        format!("visit visit--placed {}{}", part_of(part), place(card.time_taken(), lane))
    };
    let next: Vec<Status> = card.next_step().into_iter().collect();
    let others: Vec<Status> = steps.into_iter().filter(|step| !next.contains(step)).collect();
    let first_other = next.len() + 1;
    view! {
        <li class=class id=card.id.clone() data-status=card.status.as_str() tabindex="0" node_ref=element
            on:keydown=on_key
        >
            <Facts language card=card.clone() />
            <div class="visit__deeds">
                {(!next.is_empty()).then(|| view! { <Moves language card=card.clone() to=next number=1 take /> })}
                <details class="visit__more">
                    <summary class="visit__open">
                        <span aria-hidden="true">"⋯"</span>
                        <span class="visually-hidden">
                            {td_string!(locale(language), desk.day.more)} " · " {card.name.clone()}
                        </span>
                    </summary>
                    <div class="visit__menu">
                        <Details language card=card.clone() />
                        {(!others.is_empty()).then(|| view! {
                            <Moves language card=card.clone() to=others number=first_other take />
                        })}
                        {undoable.then(|| view! { <Undo language card=card.clone() take /> })}
                        {carries.map(|carry| view! {
                            <button class="move needs-client" type="button" on:click=move |_| pick_up(carry, &to_carry)>
                                <span class="move__words">{td_string!(locale(language), desk.place.carry)}</span>
                                <kbd class="move__key" aria-hidden="true">"M"</kbd>
                            </button>
                        })}
                        <Cancel language card=card.clone() />
                    </div>
                </details>
            </div>
            {carries.map(|_| view! { <span class="visit__grip" aria-hidden="true"></span> })}
        </li>
    }
}

/// Whether a letter was pressed: by its sign, or by its place where the keyboard has no Latin letters.
fn is_letter(event: &KeyboardEvent, letter: char) -> bool {
    let (key, code) = (event.key(), event.code());
    key.eq_ignore_ascii_case(letter.encode_utf8(&mut [0; 4]))
        || (!key.is_ascii()
            && code.strip_prefix("Key").is_some_and(|of| of.eq_ignore_ascii_case(letter.encode_utf8(&mut [0; 4]))))
}

/// The moves that a click makes. What the centre cancels is told to the family: that has a form of its own, which asks.
fn steps_of(card: &Card) -> Vec<Status> {
    let steps = if card.movable { card.status.next_steps() } else { &[] };
    steps.iter().copied().filter(|step| *step != Status::CancelledByCentre).collect()
}

/// A key that moves a card.
enum Pressed {
    Undo,
    Number(usize),
}

/// What was pressed: by its sign, or by its place where the keyboard has another sign there (ع on an Arabic one, & on a
/// French one).
fn pressed(event: &KeyboardEvent) -> Option<Pressed> {
    if is_letter(event, 'u') {
        return Some(Pressed::Undo);
    }
    let (key, code) = (event.key(), event.code());
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
    let (icon, mode, _) = mode_words(language, card.mode);
    let state = (card.status != Status::Expected)
        .then(|| view! { <span class="visit__why">{status_words(language, card.status)}</span> });
    view! {
        <div class="visit__head">
            <bdi class="visit__time">{card.time}</bdi>
            <a class="visit__who" dir="auto" href=format!("/staff/visits/{}", card.id)>{card.name}</a>
            <Marks language needs=card.needs />
            {card.together.then(|| {
                let words = td_string!(at, desk.visit.together);
                view! { <span class="visit__mark" title=words><Icon name="people" /><span class="visit__together">{words}</span></span> }
            })}
        </div>
        <p class="visit__what">
            {state}
            <span class="visit__mode" title=mode><Icon name=icon /><span class="visually-hidden">{mode}</span></span>
            <span class="visit__service">{card.service}</span>
            <bdi class="visit__leads">{card.mediator}</bdi>
            {card.co_mediator.map(|name| view! { <bdi>{name}</bdi> })}
            {card.room.map(|room| view! { <bdi>{room}</bdi> })}
        </p>
    }
}

/// What somebody still needs, each a drawing with its words.
#[component]
pub fn Marks(language: Language, needs: Needs) -> impl IntoView {
    let at = locale(language);
    let speaks = needs.speaks.map(|spoken| format!("{} {}", td_string!(at, desk.day.need_speaks), spoken.own_name()));
    let marks = [
        needs.consent.then(|| ("shield", td_string!(at, desk.day.need_consent).to_owned())),
        speaks.map(|words| ("chat", words)),
        needs.message.then(|| ("mail", td_string!(at, desk.day.need_message).to_owned())),
    ];
    marks
        .into_iter()
        .flatten()
        .map(|(icon, words)| {
            view! {
                <span class="visit__need" title=words.clone()>
                    <Icon name=icon />
                    <span class="visually-hidden">{words.clone()}</span>
                </span>
            }
        })
        .collect_view()
}

/// How to reach the person, and who did what last.
#[component]
fn Details(language: Language, card: Card) -> impl IntoView {
    let at = locale(language);
    let who = card.trace.who.unwrap_or_else(|| td_string!(at, desk.by_person).to_owned());
    view! {
        {card.contact.map(|contact| view! { <Contact language contact /> })}
        <p class="visit__trace"><bdi dir="ltr">{card.reference}</bdi></p>
        <p class="visit__trace"><bdi>{who}</bdi> " · " <bdi>{card.trace.at}</bdi></p>
    }
}

#[component]
fn Contact(language: Language, contact: CardContact) -> impl IntoView {
    let at = locale(language);
    view! {
        <div class="visit__contact">
            <ContactLink language contact=contact.clone() />
            {(!contact.may_leave_message && !contact.link.is_empty()).then(|| view! { " · " <strong>{td_string!(at, desk.no_message)}</strong> })}
        </div>
    }
}

/// Leads to the form that cancels for the centre.
#[component]
fn Cancel(language: Language, card: Card) -> impl IntoView {
    let words = td_string!(locale(language), desk.day.cancel);
    let cancels = card.movable && card.status.is_ahead();
    cancels.then(|| {
        view! { <a class="move" href=format!("/staff/visits/{}#cancellation", card.id)>{words}</a> }
    })
}
