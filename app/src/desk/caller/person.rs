use domain::{
    booking::{BookingForm, Field},
    language::Language,
};
use leptos::prelude::*;
use leptos_i18n::td_string;

use super::known::Known;
use crate::{i18n::locale, live::Checked, ui::TextField};

/// Who comes, and how to reach them. Whoever is known already is found by the letters of their name.
#[component]
pub fn Person(language: Language, form: BookingForm, checked: Checked) -> impl IntoView {
    let at = locale(language);
    let spoken = Language::from_code(&form.language).unwrap_or_default();
    let languages =
        [(Language::Ar, "العربية"), (Language::Fr, "Français"), (Language::En, "English")].map(|(other, name)| {
            view! { <option value=other.code() lang=other.code() selected=other == spoken>{name}</option> }
        });
    let nobody = form.channel == "nobody";
    let typed = RwSignal::new(String::new());
    view! {
        <section class="caller__part">
            <div on:input=move |event| typed.set(event_target_value(&event))>
                <TextField language field=Field::Name label=td_string!(at, desk.caller.name) hint="" value=form.name
                    error=checked.error(Field::Name) kind="text" />
            </div>
            <Known language typed />
            <div class="caller__row">
                <TextField language field=Field::Mobile label=td_string!(at, desk.caller.telephone) hint=""
                    value=form.mobile error=checked.error(Field::Mobile) kind="tel" />
                <TextField language field=Field::Email label=td_string!(at, booking.email) hint="" value=form.email
                    error=checked.error(Field::Email) kind="email" />
            </div>
            <label class="tick">
                <input class="tick__input" type="checkbox" id="channel" name="channel" value="nobody" checked=nobody />
                <span class="tick__text">{td_string!(at, desk.caller.nobody)}</span>
            </label>
            <div class="field">
                <label class="field__label" for="language">{td_string!(at, desk.caller.writes)}</label>
                <select class="field__input" id="language" name="language">{languages}</select>
            </div>
            <label class="tick">
                <input class="tick__input" type="checkbox" name="may_leave_message" value="yes"
                    checked=form.may_leave_message == "yes" />
                <span class="tick__text">{td_string!(at, desk.takes_messages)}</span>
            </label>
        </section>
    }
}
