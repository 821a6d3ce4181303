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
    let lengths = offer.minutes.as_deref().map(|minutes| lengths(td_string!(at, desk.caller.usual), minutes));
    view! {
        <input type="hidden" name="key" value=offer.key />
        <div class="caller__row">
            <Choose wanted name="service" label=td_string!(at, booking.service) options=offer.services chosen=choice.service />
            <Choose wanted name="mode" label=td_string!(at, booking.mode) options=modes chosen=choice.mode />
            <Choose wanted name="with" label=td_string!(at, desk.caller.with_whom) options=offer.withs chosen=choice.with />
            <Choose wanted name="speaks" label=td_string!(at, desk.caller.speaks) options=offer.spoken chosen=choice.speaks />
            <Choose wanted name="minutes" label=td_string!(at, desk.place.minutes) options=lengths.unwrap_or_default()
                chosen=offer.minutes.unwrap_or_default() />
        </div>
        // Without script the times do not follow by themselves.
        <WithoutScript words=td_string!(at, desk.caller.times_of) name="from" />
    }
}

/// As long as the service, what the desk sets now and then, and what was drawn in the calendar.
fn lengths(usual: &str, drawn: &str) -> Vec<(String, String)> {
    let mut minutes = vec![15, 30, 45, 60, 75, 90, 105, 120, 150, 180];
    if let Ok(drawn) = drawn.parse()
        && !minutes.contains(&drawn)
    {
        minutes.push(drawn);
        minutes.sort_unstable();
    }
    let written = minutes.iter().map(|minutes: &u32| (minutes.to_string(), minutes.to_string()));
    std::iter::once((String::new(), usual.to_owned())).chain(written).collect()
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
        if name == "minutes" {
            return wanted.minutes.set(value);
        }
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
