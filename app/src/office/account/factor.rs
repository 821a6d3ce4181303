//! The second factor: a code of the telephone after the password.

use domain::access::Verb;
use leptos::prelude::*;
use leptos_i18n::td_string;
use qrcode::QrCode;
use store::Store;

use crate::{
    api::Failure,
    i18n::Locale,
    office::{Entry, Reader, Returned, Wrongs, guarded},
};

/// The secret that a form came back with: the telephone has it already.
#[derive(Clone, Debug)]
pub struct NewFactor(pub String);

/// Codes for paper; they are shown once.
#[derive(Clone, Debug)]
pub struct RecoveryCodes(pub Vec<String>);

/// What one's own account says of it: `codes` are those left on paper, where it is on.
#[component]
pub fn Factor(at: Locale, codes: Option<u64>) -> impl IntoView {
    let set =
        if codes.is_some() { td_string!(at, admin.own.factor_again) } else { td_string!(at, admin.own.factor_set) };
    view! {
        <section class="office__part">
            <h2>{td_string!(at, admin.own.factor)}</h2>
            <p>{td_string!(at, admin.own.factor_text)}</p>
            {codes.map(|left| view! { <p><strong>{td_string!(at, admin.own.factor_on, left = left).to_string()}</strong></p> })}
            <div class="office__row">
                <a class="button" href="/staff/account/second-factor">{set}</a>
                {codes.map(|_| view! {
                    <form method="post" action="/staff/account/second-factor/end">
                        <button class="button button--danger" type="submit">{td_string!(at, admin.own.factor_off)}</button>
                    </form>
                })}
            </div>
        </section>
    }
}

/// Sets it up: a picture to scan, a code to show that it was; then the codes for paper.
#[component]
pub fn FactorPage() -> impl IntoView {
    let returned = Returned::of_request();
    let (typed, codes) = (use_context::<NewFactor>(), use_context::<RecoveryCodes>());
    guarded(
        |at| td_string!(at, admin.factor.title),
        Verb::SeeOwnAccount,
        move |reader| {
            let (returned, typed, codes) = (returned.clone(), typed.clone(), codes.clone());
            async move {
                match codes {
                    Some(codes) => Ok(written_down(reader.at, codes)),
                    None => set_up(reader, returned, typed),
                }
            }
        },
    )
}

fn set_up(reader: Reader, returned: Returned, typed: Option<NewFactor>) -> Result<AnyView, Failure> {
    let Reader { here, member, at, .. } = reader;
    let secret = typed.map_or_else(Store::new_factor, |NewFactor(secret)| secret);
    // The address of the account is what an app shows beside the code.
    let address = format!("otpauth://totp/Wifaq:{}?secret={secret}&issuer=Wifaq%20{}", member.email, here.centre.slug);
    let groups: Vec<String> =
        secret.as_bytes().chunks(4).map(|group| String::from_utf8_lossy(group).into_owned()).collect();
    Ok(view! {
        {member.lacks_factor.then(|| view! { <p class="notice" role="status">{td_string!(at, admin.factor.needed)}</p> })}
        <Wrongs at returned=returned.clone() />
        <p>{td_string!(at, admin.factor.scan)}</p>
        <Picture words=address />
        <p class="field__label" id="key">{td_string!(at, admin.factor.key)}</p>
        <p class="reference__code" dir="ltr" aria-labelledby="key">{groups.join(" ")}</p>
        <form class="form" method="post" action="/staff/account/second-factor" novalidate autocomplete="off">
            <input type="hidden" name="secret" value=secret />
            <Entry at returned name="code" kind="tel" label=td_string!(at, admin.factor.code) />
            <button class="button button--primary" type="submit">{td_string!(at, admin.factor.confirm)}</button>
        </form>
    }
    .into_any())
}

fn written_down(at: Locale, RecoveryCodes(codes): RecoveryCodes) -> AnyView {
    let codes = codes.into_iter().map(|code| view! { <li><bdi dir="ltr">{code}</bdi></li> }).collect_view();
    view! {
        <section class="private-link" role="status">
            <h2>{td_string!(at, admin.factor.codes)}</h2>
            <p>{td_string!(at, admin.factor.codes_text)}</p>
            <ul class="codes">{codes}</ul>
            <a class="button button--primary" href="/staff/account">{td_string!(at, admin.factor.noted)}</a>
        </section>
    }
    .into_any()
}

/// Words as a picture that a telephone reads.
#[component]
fn Picture(words: String) -> impl IntoView {
    let Ok(code) = QrCode::new(words) else { return ().into_any() };
    let (width, margin) = (code.width(), 4);
    let dark = code.to_colors().into_iter().enumerate().filter(|(_, color)| *color == qrcode::Color::Dark);
    let path: String = dark.map(|(n, _)| format!("M{} {}h1v1h-1z", n % width + margin, n / width + margin)).collect();
    let whole = width + 2 * margin;
    view! {
        <svg class="qr" viewBox=format!("0 0 {whole} {whole}") role="img" aria-label="QR">
            <rect class="qr__paper" width=whole height=whole />
            <path class="qr__ink" d=path />
        </svg>
    }
    .into_any()
}
