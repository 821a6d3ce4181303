use domain::phone::PhoneNumber;
use leptos::prelude::*;
use leptos_i18n::td_string;

use crate::{i18n::Locale, says::says};

/// The centre's telephone and e-mail address, once it has published them.
#[component]
pub fn Telephone(at: Locale) -> impl IntoView {
    let says = says();
    let phone = says.phone.as_deref().and_then(PhoneNumber::from_e164).map(|phone| {
        let (link, shown) = (format!("tel:{}", phone.e164()), phone.display());
        view! { <p class="telephone">{td_string!(at, site.call_us)} " " <a href=link><bdi dir="ltr">{shown}</bdi></a></p> }
    });
    let email = says.email.clone().map(|email| {
        let link = format!("mailto:{email}");
        view! { <p class="telephone"><a href=link><bdi dir="ltr">{email}</bdi></a></p> }
    });
    view! { {phone} {email} }
}
