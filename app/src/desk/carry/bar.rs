//! What moves a carried appointment without a pointer: keys, and a button for each of them.

use domain::language::Language;
use leptos::{
    ev::{KeyboardEvent, SubmitEvent},
    html::{Div, Input},
    prelude::*,
};
use leptos_i18n::td_string;

use super::{
    Air, Carry, Step,
    words::{hours_of, verdict},
};
use crate::{
    i18n::locale,
    ui::{Icon, focus},
};

/// Minutes of a step, and of a long one.
const STEP: i32 = 5;
const LONG: i32 = 60;

/// Says where the carried appointment is and what stands in its way, and takes keys and clicks.
#[component]
pub fn CarryBar(language: Language, carry: Carry) -> impl IntoView {
    let in_the_air = Memo::new(move |_| carry.carried().is_some_and(|of| !of.by_hand));
    view! {
        <Show when=move || in_the_air.get()>
            <Bar language carry />
        </Show>
    }
}

#[component]
fn Bar(language: Language, carry: Carry) -> impl IntoView {
    let at = locale(language);
    let element = NodeRef::<Div>::new();
    element.on_load(focus);
    let why = NodeRef::<Input>::new();
    let needs_reason = Memo::new(move |_| {
        let why = carry.carried().and_then(|of| of.hindrance());
        why.is_some_and(|why| why.is_err_and(domain::board::Hindrance::yields_to_reason))
    });
    let put = move || {
        let reason = why.get_untracked().map(|field| field.value().trim().to_owned()).unwrap_or_default();
        if needs_reason.get_untracked() && reason.is_empty() {
            if let Some(field) = why.get_untracked() {
                focus(field);
            }
        } else {
            carry.put(reason);
        }
    };
    let on_key = move |event: KeyboardEvent| {
        let writing = why.get_untracked().is_some_and(|field| event.target().as_ref() == Some(field.as_ref()));
        let deed = match event.key().as_str() {
            "Escape" => Some(Deed::Leave),
            _ if writing => None,
            key => deed_of(language, key, event.shift_key()),
        };
        let Some(deed) = deed else { return };
        // A button is pressed by Enter, too.
        let on_bar = event.target().as_ref() == event.current_target().as_ref();
        match deed {
            Deed::Put if !on_bar => return,
            Deed::Put => put(),
            Deed::Leave => carry.leave(),
            Deed::Step(step) => carry.step(step),
        }
        event.prevent_default();
        event.stop_propagation();
    };
    let sent = move |event: SubmitEvent| {
        event.prevent_default();
        put();
    };
    let button = move |step: Step, words: &'static str, icon: &'static str| {
        view! {
            <button class=format!("carry__step carry__step--{icon}") type="button" title=words on:click=move |_| carry.step(step)>
                <span class="visually-hidden">{words}</span>
                <span aria-hidden="true">{sign_of(icon)}</span>
            </button>
        }
    };
    view! {
        <div class="carry" role="group" aria-label=td_string!(at, desk.place.carry) tabindex="-1" node_ref=element
            on:keydown=on_key
        >
            <p class="carry__what" role="status" aria-live="assertive">
                <Place language carry />
            </p>
            <div class="carry__steps">
                {button(Step::Lane(-1), td_string!(at, desk.place.lane_before), "before")}
                {button(Step::Later(-STEP), td_string!(at, desk.place.earlier), "up")}
                {button(Step::Later(STEP), td_string!(at, desk.place.later), "down")}
                {button(Step::Lane(1), td_string!(at, desk.place.lane_after), "after")}
                {button(Step::Longer(-STEP), td_string!(at, desk.place.shorter), "minus")}
                {button(Step::Longer(STEP), td_string!(at, desk.place.longer), "plus")}
            </div>
            <form class="carry__end" on:submit=sent>
                <Show when=move || needs_reason.get()>
                    <label class="carry__why">
                        <span class="field__label">{td_string!(at, desk.place.why)}</span>
                        <input class="field__input" name="reason" maxlength="500" autocomplete="off" node_ref=why
                            aria-describedby="why-hint" />
                        <span class="field__hint" id="why-hint">{td_string!(at, desk.place.why_hint)}</span>
                    </label>
                </Show>
                <button class="button button--primary" type="submit">
                    {move || {
                        if needs_reason.get() { td_string!(at, desk.place.put_anyway) } else { td_string!(at, desk.place.put) }
                    }}
                </button>
                <button class="button" type="button" on:click=move |_| carry.leave()>{td_string!(at, desk.place.leave)}</button>
            </form>
            <p class="carry__keys">{td_string!(at, desk.place.keys)}</p>
        </div>
    }
}

/// Where it is now, with whom, and whether it can be put there.
#[component]
fn Place(language: Language, carry: Carry) -> impl IntoView {
    let at = locale(language);
    move || {
        carry.carried().map(|of| {
            let (_, lane) = carry.lane(&of.put);
            view! {
                <strong><bdi>{of.card.name.clone()}</bdi></strong> " " <bdi>{lane}</bdi> " · " <bdi dir="ltr">{hours_of(of.put.time())}</bdi> " · "
                <span class="carry__verdict">{verdict(at, &of)}</span>
            }
        })
    }
}

/// What was put somewhere last, with the way back; and what was left.
#[component]
pub fn Moved(language: Language, carry: Carry) -> impl IntoView {
    let at = locale(language);
    let undo = td_string!(at, desk.place.undo);
    let told = move || match carry.air.get() {
        Air::Left => view! { <p class="visually-hidden">{td_string!(at, desk.place.left)}</p> }.into_any(),
        Air::Done(done) => {
            let words = td_string!(at, desk.place.done, name = done.name).to_string();
            let tells = if done.tells { td_string!(at, desk.place.told) } else { "" };
            view! {
                <p class="notice carry__done">
                    {words} " " {tells} " "
                    <button class="button button--small" type="button" on:click=move |_| carry.take_back(undo.to_owned())>
                        <Icon name="undo" />{undo}
                    </button>
                </p>
            }
            .into_any()
        }
        _ => ().into_any(),
    };
    view! { <div role="status">{told}</div> }
}

/// What a key asks for.
enum Deed {
    Put,
    Leave,
    Step(Step),
}

/// Arrows go the way they point: in Arabic the next lane is on the left.
fn deed_of(language: Language, key: &str, shift: bool) -> Option<Deed> {
    let on = if language.dir() == "rtl" { -1 } else { 1 };
    let step = match key {
        "Enter" => return Some(Deed::Put),
        "ArrowUp" if shift => Step::Longer(-STEP),
        "ArrowDown" if shift => Step::Longer(STEP),
        "ArrowUp" => Step::Later(-STEP),
        "ArrowDown" => Step::Later(STEP),
        "PageUp" => Step::Later(-LONG),
        "PageDown" => Step::Later(LONG),
        "ArrowRight" => Step::Lane(on),
        "ArrowLeft" => Step::Lane(-on),
        _ => return None,
    };
    Some(Deed::Step(step))
}

fn sign_of(icon: &str) -> &'static str {
    match icon {
        "up" => "↑",
        "down" => "↓",
        "minus" => "−",
        "plus" => "+",
        // Turned by the style in Arabic.
        "before" => "←",
        _ => "→",
    }
}
