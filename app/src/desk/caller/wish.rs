use domain::language::Language;
use leptos::{ev::Event, prelude::*};
use leptos_i18n::td_string;

use super::wanted::Wanted;
use crate::{api::caller::CallerTimes, booking::mode_words, i18n::locale, ui::WithoutScript};

/// Which service, how and with whom: the times below follow.
#[component]
pub fn Wish(language: Language, offer: CallerTimes, wanted: Wanted) -> impl IntoView {
    let at = locale(language);
    let choice = offer.choice;
    let modes = offer.modes.into_iter().map(|mode| (mode.as_str().to_owned(), mode_words(language, mode).1.to_owned()));
    let modes = modes.collect();
    view! {
        <input type="hidden" name="key" value=offer.key />
        <div class="caller__row">
            <Choose wanted name="service" label=td_string!(at, booking.service) options=offer.services chosen=choice.service />
            <Choose wanted name="mode" label=td_string!(at, booking.mode) options=modes chosen=choice.mode />
            <Choose wanted name="with" label=td_string!(at, desk.caller.with_whom) options=offer.withs chosen=choice.with />
            <Choose wanted name="speaks" label=td_string!(at, desk.caller.speaks) options=offer.spoken chosen=choice.speaks />
        </div>
        // Without script the times do not follow by themselves.
        <WithoutScript words=td_string!(at, desk.caller.times_of) name="from" />
    }
}

/// One of several; nothing where there is no choice.
#[component]
fn Choose(
    wanted: Wanted,
    name: &'static str,
    label: &'static str,
    options: Vec<(String, String)>,
    chosen: String,
) -> impl IntoView {
    let none = options.is_empty();
    let options = options.into_iter().map(|(value, words)| {
        let selected = value == chosen;
        view! { <option value=value selected=selected>{words}</option> }
    });
    let options = options.collect_view();
    let changed = move |event: Event| {
        let value = event_target_value(&event);
        // What was pointed at in the calendar stays so, whatever is booked there.
        if wanted.from.with_untracked(|from| !from.contains('T')) {
            wanted.from.set(String::new());
        }
        wanted.choice.update(|choice| match name {
            "service" => choice.service = value,
            "mode" => choice.mode = value,
            "with" => choice.with = value,
            _ => choice.speaks = value,
        });
    };
    (!none).then(|| {
        view! {
            <div class="field">
                <label class="field__label" for=name>{label}</label>
                <select class="field__input" id=name name=name on:change=changed>{options}</select>
            </div>
        }
    })
}
