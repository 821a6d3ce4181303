use domain::appointment::Status;
use leptos::prelude::*;
use leptos_i18n::td_string;
use store::History;

use super::{change_form::ChangeForm, times::Offers};
use crate::{
    i18n::Locale,
    office::{Entry, Pick, Returned},
};

/// Cancels for the centre, or declines a request; another time can be offered with it.
#[component]
pub fn Cancel(at: Locale, returned: Returned, visit: History, offers: Offers) -> impl IntoView {
    let (title, button) = if visit.card.status == Status::Requested {
        (td_string!(at, desk.visit.decline_title), td_string!(at, desk.visit.decline))
    } else {
        (td_string!(at, desk.visit.cancel_title), td_string!(at, desk.visit.cancel))
    };
    // A held time is one person's: a seat, or the time of two, is given by hand.
    let offer = (!visit.workshop && !visit.card.together && !offers.any.is_empty()).then(|| {
        let hold = held_for(at, visit.hold_minutes);
        let none = (String::new(), td_string!(at, desk.visit.offer_none).to_owned());
        let options = std::iter::once(none).chain(offers.any).collect();
        let label = td_string!(at, desk.visit.offer);
        view! {
            <p>{td_string!(at, desk.visit.offer_text, hold = hold).to_string()}</p>
            <Pick at returned=returned.clone() name="offer" label options />
        }
    });
    let together = visit.card.together.then(|| view! { <p>{td_string!(at, desk.visit.cancel_alone)}</p> });
    view! {
        <section class="office__part" id="cancellation">
            <h2>{title}</h2>
            <p>{td_string!(at, desk.visit.cancel_text)}</p>
            {together}
            <ChangeForm visit verb="cancellation">
                <Entry at returned=returned.clone() name="reason" kind="text" label=td_string!(at, desk.visit.reason_label)
                    hint=td_string!(at, desk.visit.reason_hint) />
                {offer}
                <button class="button button--danger" type="submit">{button}</button>
            </ChangeForm>
        </section>
    }
}

/// How long a time is held, in whole hours where it is.
fn held_for(at: Locale, minutes: u32) -> String {
    if minutes >= 60 && minutes.is_multiple_of(60) {
        td_string!(at, desk.visit.hours, count = minutes / 60).to_string()
    } else {
        td_string!(at, booking.minutes, count = minutes).to_string()
    }
}
