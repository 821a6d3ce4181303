use jiff::ToSpan;
use leptos::prelude::*;
use leptos_i18n::td_string;
use store::History;

use super::change_form::ChangeForm;
use crate::{
    i18n::Locale,
    office::{Entry, Pick, Returned, Tick},
};

/// Adds the other party to a session: each has an own link, and neither sees the other.
#[component]
pub fn SecondParty(
    at: Locale,
    returned: Returned,
    visit: History,
    /// Of a fresh form: whatever happens to it, it adds once.
    key: String,
) -> impl IntoView {
    let told = visit.start.saturating_add(i64::from(visit.stagger_minutes).minutes());
    let told = told.strftime("%H:%M").to_string();
    let key = returned.value("key", &key);
    let languages = [("ar", "العربية"), ("fr", "Français"), ("en", "English")];
    let languages = languages.map(|(code, name)| (code.to_owned(), name.to_owned())).into();
    view! {
        <section class="office__part">
            <h2>{td_string!(at, desk.visit.second_title)}</h2>
            <p>{td_string!(at, desk.visit.second_text)}</p>
            <p>{td_string!(at, desk.visit.second_when, time = told).to_string()}</p>
            <ChangeForm visit verb="second-party">
                <input type="hidden" name="key" value=key />
                <Entry at returned=returned.clone() name="name" kind="text" label=td_string!(at, desk.name) />
                <Entry at returned=returned.clone() name="mobile" kind="tel" label=td_string!(at, booking.mobile) />
                <Pick at returned=returned.clone() name="language" label=td_string!(at, booking.language_legend)
                    options=languages />
                <Tick returned=returned.clone() name="may_leave_message" label=td_string!(at, desk.takes_messages) />
                <Tick returned name="consent" label=td_string!(at, desk.visit.second_consent) />
                <div class="form__actions">
                    <button class="button button--primary" type="submit">{td_string!(at, desk.visit.second_add)}</button>
                </div>
            </ChangeForm>
        </section>
    }
}
