use leptos::prelude::*;
use leptos_i18n::td_string;
use leptos_meta::Title;

use super::Gone;
use crate::{
    api::visit::own_appointment,
    ask::ask,
    booking::Facts,
    i18n::{locale, use_language},
};

/// Says what cancelling means before it is done.
#[component]
pub fn Cancel() -> impl IntoView {
    let language = use_language();
    let at = locale(language);
    let path = format!("/{}/appointment", language.code());
    let found = ask(|| (), move |()| own_appointment(language));
    view! {
        <Title text=td_string!(at, booking.title) />
        <div class="band"><div class="band__inner">
            <Suspense>
                {move || {
                    let path = path.clone();
                    Suspend::new(async move {
                        match found.await {
                            Ok(own) if own.may_change => view! {
                                <h1>{td_string!(at, booking.cancel_title)}</h1>
                                <p>{td_string!(at, booking.cancel_text)}</p>
                                <Facts language own />
                                <form class="form__actions" method="post" action=format!("{path}/cancellation")>
                                    <button class="button button--danger" type="submit">
                                        {td_string!(at, booking.cancel_yes)}
                                    </button>
                                    <a class="button" href=path.clone()>{td_string!(at, booking.keep)}</a>
                                </form>
                            }.into_any(),
                            _ => view! { <Gone language /> }.into_any(),
                        }
                    })
                }}
            </Suspense>
        </div></div>
    }
}
