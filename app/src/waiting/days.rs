use domain::{
    booking::{Field, FieldError},
    language::Language,
    waiting::WaitingForm,
};
use leptos::prelude::*;
use leptos_i18n::td_string;

use crate::{
    i18n::locale,
    ui::{FieldErrorText, described, weekday_words},
};

/// Which days and hours suit, and how long to wait.
#[component]
pub fn Days(language: Language, form: WaitingForm, error: Signal<Option<FieldError>>) -> impl IntoView {
    let at = locale(language);
    let ticked = [&form.day1, &form.day2, &form.day3, &form.day4, &form.day5, &form.day6, &form.day7];
    let days = (1_u8..).zip(ticked).map(|(day, tick)| {
        // A link of the error summary leads to the first day.
        let id = if day == 1 { Field::Start.as_str().to_owned() } else { format!("day{day}") };
        view! {
            <label class="chip">
                <input class="chip__input" type="checkbox" id=id name=format!("day{day}") value="yes" checked=tick == "yes" />
                <span class="chip__text">{weekday_words(at, day)}</span>
            </label>
        }
    });
    let parts = [
        ("", td_string!(at, waiting.any)),
        ("morning", td_string!(at, waiting.morning)),
        ("afternoon", td_string!(at, waiting.afternoon)),
    ];
    let parts = parts.map(|(value, words)| {
        view! {
            <label class="chip">
                <input class="chip__input" type="radio" name="part" value=value checked=form.part == value />
                <span class="chip__text">{words}</span>
            </label>
        }
    });
    view! {
        <fieldset class="choices" aria-describedby="days-hint">
            <legend class="choices__legend">{td_string!(at, waiting.days)}</legend>
            <p class="field__hint" id="days-hint">{td_string!(at, waiting.days_hint)}</p>
            <div class="chips">{days.collect_view()}</div>
        </fieldset>
        <fieldset class="choices">
            <legend class="choices__legend">{td_string!(at, waiting.part)}</legend>
            <div class="chips">{parts}</div>
        </fieldset>
        <div class="field" class:field--error=move || error.get().is_some()>
            <label class="field__label" for="last_day">{td_string!(at, waiting.until)}</label>
            <p class="field__hint">{td_string!(at, waiting.until_hint)}</p>
            <FieldErrorText language field=Field::Start error />
            <input class="field__input field__input--short" id="last_day" type="date" name="last_day" dir="ltr" value=form.last_day
                aria-describedby=described(Field::Start, "", error) />
        </div>
    }
}
