use jiff::civil::Date;
use leptos::prelude::*;
use leptos_i18n::td_string;
use store::History;

use super::{change_form::ChangeForm, times::Offers};
use crate::{
    i18n::Locale,
    office::{Entry, Pick, Returned},
};

/// Another time with the same mediator.
#[component]
pub fn Move(
    at: Locale,
    returned: Returned,
    visit: History,
    offers: Offers,
    /// First day of the times shown.
    from: Date,
) -> impl IntoView {
    let happens = match (visit.second, visit.card.together, visit.workshop) {
        (true, ..) => td_string!(at, desk.visit.move_first),
        (_, true, _) => td_string!(at, desk.visit.move_both),
        (_, _, true) => td_string!(at, desk.visit.move_seat),
        _ => td_string!(at, desk.visit.move_text),
    };
    let form = (!visit.second).then(|| view! { <Times at returned visit times=offers.same from /> });
    view! {
        <section class="office__part">
            <h2>{td_string!(at, desk.visit.move_title)}</h2>
            <p>{happens}</p>
            {form}
        </section>
    }
}

/// The same time with somebody else.
#[component]
pub fn Hand(at: Locale, returned: Returned, visit: History, colleagues: Vec<(String, String)>) -> impl IntoView {
    (!visit.second && !colleagues.is_empty()).then(|| {
        view! {
            <section class="office__part">
                <h2>{td_string!(at, desk.visit.hand_title)}</h2>
                <p>{td_string!(at, desk.visit.hand_text)}</p>
                <ChangeForm visit verb="time">
                    <Pick at returned name="colleague" label=td_string!(at, booking.mediator) options=colleagues />
                    <button class="button" type="submit">{td_string!(at, desk.visit.hand_it)}</button>
                </ChangeForm>
            </section>
        }
    })
}

#[component]
fn Times(at: Locale, returned: Returned, visit: History, times: Vec<(String, String)>, from: Date) -> impl IntoView {
    let action = format!("/staff/visits/{}", visit.card.id);
    let none = times.is_empty();
    let label = td_string!(at, booking.time);
    let form = if none {
        view! { <p class="notice" id="start">{td_string!(at, desk.visit.no_times)}</p> }.into_any()
    } else {
        view! {
            <ChangeForm visit verb="time">
                <Pick at returned=returned.clone() name="start" label options=times />
                <button class="button button--primary" type="submit">{td_string!(at, desk.visit.move_it)}</button>
            </ChangeForm>
        }
        .into_any()
    };
    view! {
        <form class="form form--row" method="get" action=action>
            <Entry at returned=Returned::default() name="from" kind="date" label=td_string!(at, desk.visit.from)
                value=from.to_string() />
            <button class="button" type="submit">{td_string!(at, desk.visit.show)}</button>
        </form>
        {form}
    }
}
