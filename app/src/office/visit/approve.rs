use domain::appointment::Status;
use leptos::prelude::*;
use leptos_i18n::td_string;
use store::History;

use super::change_form::ChangeForm;
use crate::i18n::Locale;

/// Says yes to a request; saying no is to cancel it.
#[component]
pub fn Approve(at: Locale, visit: History) -> impl IntoView {
    (visit.card.status == Status::Requested).then(|| {
        view! {
            <section class="office__part">
                <h2>{td_string!(at, desk.visit.approve_title)}</h2>
                <p>{td_string!(at, desk.visit.approve_text)}</p>
                <ChangeForm visit verb="approval">
                    <button class="button button--primary" type="submit">{td_string!(at, desk.visit.approve)}</button>
                </ChangeForm>
            </section>
        }
    })
}
