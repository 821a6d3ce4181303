use leptos::prelude::*;
use leptos_i18n::td_string;
use leptos_router::hooks::use_location;

use crate::{
    i18n::{locale, use_language},
    ui::{Icon, set_title},
};

/// Why the last try did not open the appointment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ProofFailed {
    Wrong,
    Throttled,
}

/// The private link alone opens nothing: it asks for the first letters of the name.
#[component]
pub fn Proof() -> impl IntoView {
    let language = use_language();
    let at = locale(language);
    let action = use_location().pathname.get_untracked();
    let failed = use_context::<ProofFailed>().map(|failed| match failed {
        ProofFailed::Wrong => td_string!(at, booking.proof_wrong),
        ProofFailed::Throttled => td_string!(at, booking.proof_throttled),
    });
    let described = failed.map(|_| "proof-error");
    set_title(td_string!(at, booking.title));
    view! {
        <div class="band"><div class="band__inner">
            <h1>{td_string!(at, booking.proof_title)}</h1>
            <form class="form" method="post" action=action autocomplete="off">
                <div class="field" class:field--error=failed.is_some()>
                    <label class="field__label" for="proof">{td_string!(at, booking.proof_label)}</label>
                    {failed.map(|words| view! {
                        <p class="field__error" id="proof-error" role="alert"><Icon name="alert" />{words}</p>
                    })}
                    <input class="field__input" id="proof" name="letters" dir="auto" required maxlength="80"
                        autocomplete="off" aria-describedby=described />
                </div>
                <button class="button button--primary" type="submit">{td_string!(at, booking.proof_open)}</button>
            </form>
        </div></div>
    }
}
